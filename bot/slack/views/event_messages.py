"""What is posted when something happens: one small function for each kind of event, for every place it may be told.

Who is named: in the room, those a message asks something of, and the actor where somebody may want to turn to them.
In announcement and admin channels nobody: a name there would notify a person who has nothing to do with the channel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.incidents import events
from bot.incidents.events import AnyEvent
from bot.process.process import Process
from bot.sla.policies import policies
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import (
    Inline,
    Line,
    bold,
    code,
    group,
    lines,
    listed,
    named,
    people,
    person,
    quote,
    said,
    when,
)
from bot.slack.blockkit.buttons import button, claim
from bot.slack.blockkit.message import ROOM, Block, Message, Told
from bot.slack.blockkit.mrkdwn import one_line, span
from bot.slack.views import sla_results as verdicts
from bot.slack.views.card import close_reason, holders, lead_button, next_steps, took
from bot.slack.views.command_replies import HERE, reply_line
from bot.slack.views.due_times import next_update, put_off
from bot.slack.views.reminders import at_time, reminded, reminder
from bot.slack.views.timeline_lines import changed_severity, changed_status, changes, clock_name, line, what_failed
from storage.tables import Incident

LONGEST_ANNOUNCED = 600


@dataclass(frozen=True)
class Scene:
    """What a message is rendered from: the incident as it is now, the process, who acted, and where it is told."""

    incident: Incident
    process: Process
    actor: str | None
    place: str
    """`room`, `announcement`, `person` or `channel`."""

    @property
    def names_nobody(self) -> bool:
        return self.place in ("announcement", "channel")

    def by(self) -> list[Inline | str]:
        """` by @Ana`, where people are named."""
        return [" by ", person(self.actor)] if self.actor and not self.names_nobody else []


def message(incident: Incident, told: Told, process: Process) -> Message:
    """One event for one destination, as `bot.slack.blockkit.message.Told` names it."""
    scene = Scene(incident, process, told.actor, told.destination.partition(":")[0])
    return _MESSAGES.get(type(told.event), _in_a_line)(told.event, scene)


def reply(
    happened: Sequence[AnyEvent], incident: Incident, process: Process, spelling: str = HERE, note: str = ""
) -> Message:
    """What the person reads who did this by command; only they see it. `note` may quote what they typed."""
    return blocks.message(lines(reply_line(happened, incident, process, spelling), said(note)))


def tell(scene: Scene, head: Line, body: str = "", foot: Line = (), buttons: Sequence[Block] = ()) -> Message:
    """A head in our words, user text set apart, what comes next, and buttons."""
    limit = LONGEST_ANNOUNCED if scene.place == "announcement" else blocks.LONGEST_BODY
    head = _nameless(head) if scene.names_nobody else head
    paragraphs = [lines(*_subject(scene, head))]
    paragraphs += [quote(body, limit)] if body.strip() else []
    paragraphs += [lines(foot)] if foot else []
    return blocks.message(*paragraphs, buttons=() if scene.place == "announcement" else buttons)


def _subject(scene: Scene, head: Line) -> list[Line]:
    """The room knows which incident is meant; a thread below a card wants the reference; elsewhere all is said."""
    incident = scene.incident
    if scene.place == ROOM:
        return [head]
    if scene.place == "announcement":
        return [[bold(incident.reference), " · ", *head]]
    where: list[Inline | str] = [" in ", blocks.room(incident.room.channel_id)] if incident.room.channel_id else []
    return [[bold(f"{incident.reference} "), named(incident.name), *where], head]


def _nameless(head: Line) -> Line:
    """The same without anybody's name; what is below a head never has one."""
    return [_anonymous(part, "Some" if place == 0 else "some") for place, part in enumerate(head)]


def _anonymous(part: Inline | str, some: str) -> Inline | str:
    if isinstance(part, str) or part["type"] not in ("user", "usergroup"):
        return part
    return f"{some}body" if part["type"] == "user" else f"{some} people"


def _declared(event: events.Declared, scene: Scene) -> Message:
    incident, process = scene.incident, scene.process
    level = blocks.severity(process.severity(event.severity))
    if scene.place != "person":
        return tell(scene, ["Declared as ", *level, *scene.by()], event.summary)
    lead = holders(incident, process.lead_role.slug)
    next_step = "post a first update." if lead else "find somebody to lead, then post a first update."
    steps = [button("Post update", "update", incident.id)]
    return tell(
        scene,
        ["Declared as ", *level, "." if incident.room.channel_id else ". The room is being opened."],
        foot=[f"Next: {next_step}"],
        buttons=steps if lead else [lead_button(incident, process), *steps],
    )


def _updated(event: events.Updated, scene: Scene) -> Message:
    changed = changes(event, scene.process)
    by: Line = ["Update", *scene.by()] if scene.place != "announcement" or not changed else []
    due: Line = ["Next update due ", when(event.next_update_at)] if event.next_update_at else []
    return tell(scene, listed([by, changed]), event.body, due)


def _status_changed(event: events.StatusChanged, scene: Scene) -> Message:
    return tell(scene, ["Status: ", *changed_status(event.before, event.after, scene.process)])


def _severity_changed(event: events.SeverityChanged, scene: Scene) -> Message:
    policies_now = policies(scene.process, event.after, scene.incident.type)
    every = next((policy.target.within for policy in policies_now if policy.kind.slug == "update"), None)
    expected = next_update(scene.incident, scene.process)
    runs = scene.place == ROOM and expected is not None and not expected.is_paused
    pace: Line = [f"Updates are now due {_every(every)}."] if every and runs else []
    change = changed_severity(event.before, event.after, scene.process)
    return tell(scene, ["Severity: ", *change], event.reason, pace)


def _every(interval: timedelta) -> str:
    return f"every {span(interval).removeprefix('1 ')}" if span(interval).count(" ") == 1 else f"every {span(interval)}"


def _role_assigned(event: events.RoleAssigned, scene: Scene) -> Message:
    role = scene.process.role(event.role)
    if scene.place != "person":
        instead: Line = [", in place of ", person(event.instead_of)] if event.instead_of else []
        return tell(scene, [bold(role.name), ": ", person(event.person), *instead])
    asked: Line = [" ", person(scene.actor), " asked for you."] if scene.actor not in (None, event.person) else []
    leads = role.slug == scene.process.lead_role.slug
    return tell(
        scene,
        ["Your role: ", bold(role.name), ".", *asked],
        foot=said(role.instructions or role.description),
        buttons=[button("Post update", "update", scene.incident.id)] if leads else [],
    )


def _role_unassigned(event: events.RoleUnassigned, scene: Scene) -> Message:
    role = scene.process.role(event.role)
    head: Line = [person(event.person), " no longer has the role ", bold(role.name), "."]
    if holders(scene.incident, event.role):
        return tell(scene, head)
    return tell(
        scene, [*head, " It is free."], buttons=[claim(f"Take the role {role.name}", scene.incident.id, role.slug)]
    )


def _responder_invited(event: events.ResponderInvited, scene: Scene) -> Message:
    return tell(scene, ["Asked to join: ", *people(event.people)])


def _escalated(event: events.Escalated, scene: Scene) -> Message:
    if scene.place == "person":
        asking: Line = [person(scene.actor)] if scene.actor else ["Sitrep"]
        join: Line = ["Next: join ", blocks.room(scene.incident.room.channel_id or "")]
        has_room = bool(scene.incident.room.channel_id)
        return tell(scene, [*asking, " asks you to join."], event.reason, join if has_room else ())
    if scene.names_nobody:
        return tell(scene, ["More people were asked to join."], event.reason)
    asked: list[Line] = [[person(event.person)]] if event.person else []
    asked += [[group(event.group)]] if event.group else []
    return tell(scene, [*listed(asked, ", "), ": you are needed here. Asked", *scene.by()], event.reason)


def _escalation_raised(event: events.EscalationRaised, scene: Scene) -> Message:
    why = event.reason or "Nobody is on it yet."
    after: Line = ["Nobody else is asked after this."]
    if event.next_at:
        after = ["If nobody takes it, others are asked ", at_time(event.next_at, event.said_at or event.next_at), "."]
    due, late, buttons = reminded(event, scene.incident, scene.process)
    steps = [button("I’m on it", "ack", scene.incident.id, style="primary"), *(buttons if scene.place == ROOM else [])]
    foot = listed([due if scene.place == ROOM else [], late, after], "\n")
    if scene.place != ROOM:
        level = blocks.severity(scene.process.severity(scene.incident.severity))
        room = scene.incident.room.channel_id if scene.place == "announcement" else None
        where: Line = [" in ", blocks.room(room)] if room else []
        message = tell(scene, [*level, " needs somebody", *where, ": can you take it?"], why, foot, steps)
        return replace(message, is_for_all=True)
    asked: list[Line] = [*([person(one)] for one in event.people), *([group(one)] for one in event.groups)]
    whom: Line = [*listed(asked, ", "), ": can you take it?"] if asked else ["Who can take it?"]
    return tell(scene, [bold(f"Escalation, step {event.step} of {event.steps}"), " · ", *whom], why, foot, steps)


def _acknowledged(event: events.Acknowledged, scene: Scene) -> Message:
    return tell(scene, [person(scene.actor) if scene.actor else "Somebody", " is on it."])


def _snoozed(event: events.Snoozed, scene: Scene) -> Message:
    name = clock_name(event.clock, scene.process)
    head: Line = [f"The reminder for {name} waits until ", when(event.until), *_says(scene)]
    return tell(scene, head, event.reason)


def _clock_paused(event: events.ClockPaused, scene: Scene) -> Message:
    until: Line = [" until ", when(event.until) if event.until else "somebody resumes it"]
    head: Line = [f"The clock for {clock_name(event.clock, scene.process)} stands still", *until, *_says(scene)]
    steps = [] if event.until else [button("Resume", "resume", scene.incident.id, {"clock": event.clock})]
    return tell(scene, head, event.reason, buttons=steps)


def _clock_resumed(event: events.ClockResumed, scene: Scene) -> Message:
    due: Line = ["; it is due ", when(event.due_at)] if event.due_at else []
    return tell(scene, [f"The clock for {clock_name(event.clock, scene.process)} runs on", *due, "."])


def _due_agreed(event: events.DueAgreed, scene: Scene) -> Message:
    agreed: Line = [", as agreed with ", *said(one_line(event.agreed_with, 140))] if event.agreed_with.strip() else []
    name = clock_name(event.clock, scene.process).capitalize()
    postponed = put_off(scene.incident, scene.process, event.clock)
    return tell(scene, [f"{name} is due ", when(event.due_at), *agreed, ".", *postponed])


def _says(scene: Scene) -> list[Inline | str]:
    return [", says ", person(scene.actor)] if scene.actor and not scene.names_nobody else []


def _resolved(event: events.Resolved, scene: Scene) -> Message:
    duration = took(scene.incident)
    head: Line = [bold("Resolved"), *scene.by(), *([f" after {duration}"] if duration else [])]
    if scene.place != ROOM:
        return tell(scene, head, event.resolution)
    return tell(
        scene,
        head,
        event.resolution,
        ["Next: note what was learned, then close it."],
        next_steps(scene.incident, scene.process),
    )


def _unresolved(event: events.Unresolved, scene: Scene) -> Message:
    return tell(
        scene, [bold("Not resolved"), " after all", *_says(scene), *_back(scene)], event.reason, _reminders(scene)
    )


def _closed(event: events.Closed, scene: Scene) -> Message:
    head: Line = [bold("Closed"), *scene.by(), f": {close_reason(event.reason).lower()}"]
    if scene.place != ROOM:
        return tell(scene, head, event.comment)
    kept = lines(*verdicts.in_full(event.clocks, scene.process))
    return tell(scene, head, event.comment, kept["elements"])


def _reopened(event: events.Reopened, scene: Scene) -> Message:
    return tell(scene, [bold("Reopened"), *scene.by(), *_back(scene)], event.reason, _reminders(scene))


def _back(scene: Scene) -> list[Inline | str]:
    return [" · back to ", *blocks.milestone(scene.process.milestone(scene.incident.milestone))]


def _reminders(scene: Scene) -> Line:
    return ["Reminders run again."] if scene.place == ROOM else ()


def _reminder_due(event: events.ReminderDue, scene: Scene) -> Message:
    head, foot, buttons = reminder(event, scene.incident, scene.process)
    addressed: Line = [person(event.person), ": "] if event.person and scene.place == ROOM else []
    return tell(scene, [*addressed, *head], foot=foot, buttons=buttons)


def _delivery_failed(event: events.DeliveryFailed, scene: Scene) -> Message:
    again: Line = ["Next: put that right. An admin can then send it again with ", code("sitrep outbox retry"), "."]
    return tell(
        scene,
        [*(what_failed(event) or ["Something"]), " did not work: ", *said(one_line(event.problem, 500)), "."],
        foot=["Next: ", *said(event.advice)] if event.advice.strip() else again,
    )


def _in_a_line(event: AnyEvent, scene: Scene) -> Message:
    return tell(scene, line(event, scene.actor, scene.process))


_MESSAGES: dict[type[events.Event], Callable[[Any, Scene], Message]] = {
    events.Declared: _declared,
    events.Updated: _updated,
    events.StatusChanged: _status_changed,
    events.SeverityChanged: _severity_changed,
    events.RoleAssigned: _role_assigned,
    events.RoleUnassigned: _role_unassigned,
    events.ResponderInvited: _responder_invited,
    events.Escalated: _escalated,
    events.EscalationRaised: _escalation_raised,
    events.Acknowledged: _acknowledged,
    events.Snoozed: _snoozed,
    events.ClockPaused: _clock_paused,
    events.ClockResumed: _clock_resumed,
    events.DueAgreed: _due_agreed,
    events.Resolved: _resolved,
    events.Unresolved: _unresolved,
    events.Closed: _closed,
    events.Reopened: _reopened,
    events.ReminderDue: _reminder_due,
    events.DeliveryFailed: _delivery_failed,
}
