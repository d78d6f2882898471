"""Every event in one line, with who did it: for the timeline, and wherever an event has no message of its own."""

import re
from collections.abc import Callable
from typing import Any

from bot.incidents import events
from bot.incidents.events import AnyEvent
from bot.process.process import Process
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Inline, Line, bold, group, link, listed, named, people, person, said, when
from bot.slack.blockkit.mrkdwn import one_line
from bot.slack.views.card import close_reason
from bot.slack.views.sla_results import in_short

LONGEST = 150
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")
_USER_ID = re.compile(r"[UW][A-Z0-9]+")

CLOCKS = {
    "respond": "the acknowledgement",
    "lead": "the missing lead",
    "update": "the next update",
    "escalate": "the escalation",
    "resolve": "the resolution",
}
"""What each clock waits for."""

Said = list[Inline | str]


def line(event: AnyEvent, actor: str | None, process: Process) -> Said:
    """`@Ana changed the severity: SEV3 → SEV2`. What people typed is cut to a line."""
    says = _LINES[type(event)]
    if isinstance(event, events.RoleAssigned | events.RoleUnassigned) and event.person == actor:
        says = _took_role if isinstance(event, events.RoleAssigned) else _handed_back
    return [*actor_name(actor), " ", *says(event, process)]


def clock_name(slug: str, process: Process) -> str:
    """What a clock waits for, in the middle of a sentence; of a team's own clock it is the name."""
    if slug in CLOCKS:
        return CLOCKS[slug]
    return next((clock.name for clock in process.sla.all_clocks if clock.slug == slug), slug)


def actor_name(actor: str | None) -> Said:
    """A person by name, or Sitrep itself."""
    return [person(actor)] if actor else ["Sitrep"]


def changed_severity(before: str, after: str, process: Process) -> Said:
    return [process.severity(before).name, " → ", *blocks.severity(process.severity(after))]


def changed_status(before: str, after: str, process: Process) -> Said:
    return [process.milestone(before).name, " → ", *blocks.milestone(process.milestone(after))]


def changes(event: events.Updated, process: Process) -> Said:
    """What an update changed besides telling; empty where it changed nothing."""
    parts: list[Line] = []
    if event.milestone != event.milestone_before:
        parts.append(changed_status(event.milestone_before, event.milestone, process))
    if event.severity != event.severity_before:
        parts.append(changed_severity(event.severity_before, event.severity, process))
    return listed(parts)


def what_failed(event: events.DeliveryFailed) -> Said:
    """What could not be delivered, in Sitrep's own words, which may name a person."""
    parts = _MENTION.split(one_line(event.what, 300))
    return [person(part) if place % 2 else part for place, part in enumerate(parts) if part]


def _short(text: str) -> list[Inline]:
    return said(one_line(text, LONGEST), LONGEST)


def _because(text: str) -> Said:
    return [": ", *_short(text)] if text.strip() else []


def _declared(event: events.Declared, process: Process) -> Said:
    source: Line = [", from ", link(event.source_permalink, "a message")] if _is_link(event.source_permalink) else []
    return ["declared ", named(event.name), " as ", *blocks.severity(process.severity(event.severity)), *source]


def _updated(event: events.Updated, process: Process) -> Said:
    changed = changes(event, process)
    noted: Line = [" (", *changed, ")"] if changed else []
    return ["posted an update", *noted, *_because(event.body)]


def _status_changed(event: events.StatusChanged, process: Process) -> Said:
    return ["changed the status: ", *changed_status(event.before, event.after, process)]


def _severity_changed(event: events.SeverityChanged, process: Process) -> Said:
    reason: Line = [" — ", *_short(event.reason)] if event.reason else []
    return ["changed the severity: ", *changed_severity(event.before, event.after, process), *reason]


def _renamed(event: events.Renamed, process: Process) -> Said:
    return ["renamed it: ", *_short(event.before), " → ", named(event.after)]


def _summarised(event: events.Summarised, process: Process) -> Said:
    return ["wrote the summary", *_because(event.summary)]


def _role_assigned(event: events.RoleAssigned, process: Process) -> Said:
    instead: Line = [", in place of ", person(event.instead_of)] if event.instead_of else []
    return ["gave ", person(event.person), " the role ", bold(process.role(event.role).name), *instead]


def _took_role(event: events.RoleAssigned, process: Process) -> Said:
    instead: Line = [", in place of ", person(event.instead_of)] if event.instead_of else []
    return ["took the role ", bold(process.role(event.role).name), *instead]


def _handed_back(event: events.RoleUnassigned, process: Process) -> Said:
    return ["handed back the role ", bold(process.role(event.role).name)]


def _role_unassigned(event: events.RoleUnassigned, process: Process) -> Said:
    return ["ended the role ", bold(process.role(event.role).name), " of ", person(event.person)]


def _responder_invited(event: events.ResponderInvited, process: Process) -> Said:
    return ["asked to join: ", *people(event.people)]


def _note_added(event: events.NoteAdded, process: Process) -> Said:
    return ["noted", *_because(event.body)]


def _message_pinned(event: events.MessagePinned, process: Process) -> Said:
    author: Line = [person(event.author)] if _USER_ID.fullmatch(event.author) else ["somebody"]
    words: Line = [link(event.permalink, "a message")] if _is_link(event.permalink) else ["a message"]
    return ["pinned ", *words, " of ", *author, *_because(event.text)]


def _message_unpinned(event: events.MessageUnpinned, process: Process) -> Said:
    return ["took a message off the timeline"]


def _escalated(event: events.Escalated, process: Process) -> Said:
    asked: Said = [*([person(event.person)] if event.person else []), *([group(event.group)] if event.group else [])]
    return ["escalated to ", *(asked or ["nobody"]), *_because(event.reason)]


def _escalation_raised(event: events.EscalationRaised, process: Process) -> Said:
    asked: list[Line] = [*([person(one)] for one in event.people), *([group(one)] for one in event.groups)]
    whom = listed([*asked, ["everybody"]] if event.announced else asked, ", ")
    waited = ", ".join(clock_name(nudge.clock, process) for nudge in event.nudges)
    return [
        f"raised step {event.step} of the escalation",
        *([": asked ", *whom] if whom else []),
        *([f", and reminded of {waited}"] if waited else []),
        *_because(event.reason),
    ]


def _acknowledged(event: events.Acknowledged, process: Process) -> Said:
    return ["acknowledged it", *([" and ended the escalation"] if event.escalation_step else [])]


def _snoozed(event: events.Snoozed, process: Process) -> Said:
    name = clock_name(event.clock, process)
    return [f"put off the reminder for {name} until ", when(event.until), *_because(event.reason)]


def _clock_paused(event: events.ClockPaused, process: Process) -> Said:
    until: Line = [" until ", when(event.until)] if event.until else []
    return [f"paused the clock for {clock_name(event.clock, process)}", *until, *_because(event.reason)]


def _clock_resumed(event: events.ClockResumed, process: Process) -> Said:
    return [f"let the clock for {clock_name(event.clock, process)} run on"]


def _due_agreed(event: events.DueAgreed, process: Process) -> Said:
    agreed: Line = [", agreed with ", *_short(event.agreed_with)] if event.agreed_with.strip() else []
    return [f"set {clock_name(event.clock, process)} due ", when(event.due_at), *agreed]


def _resolved(event: events.Resolved, process: Process) -> Said:
    return ["resolved it", *_because(event.resolution)]


def _unresolved(event: events.Unresolved, process: Process) -> Said:
    return ["took the resolution back", *_because(event.reason)]


def _closed(event: events.Closed, process: Process) -> Said:
    kept: Line = ["; ", *in_short(event.clocks, process, ", ")] if event.clocks else []
    return [f"closed it ({close_reason(event.reason).lower()}", *kept, ")", *_because(event.comment)]


def _reopened(event: events.Reopened, process: Process) -> Said:
    return ["opened it again", *_because(event.reason)]


def _reminder_due(event: events.ReminderDue, process: Process) -> Said:
    waited = ", ".join(clock_name(nudge.clock, process) for nudge in event.nudges)
    reminded: Line = [person(event.person)] if event.person else ["everybody"]
    return ["reminded ", *reminded, f" of {waited}"]


def _delivery_failed(event: events.DeliveryFailed, process: Process) -> Said:
    return ["could not do this: ", *what_failed(event), *_because(event.problem)]


def _is_link(url: str) -> bool:
    return url.startswith("https://")


_LINES: dict[type[events.Event], Callable[[Any, Process], Said]] = {
    events.Declared: _declared,
    events.Updated: _updated,
    events.StatusChanged: _status_changed,
    events.SeverityChanged: _severity_changed,
    events.Renamed: _renamed,
    events.Summarised: _summarised,
    events.RoleAssigned: _role_assigned,
    events.RoleUnassigned: _role_unassigned,
    events.ResponderInvited: _responder_invited,
    events.NoteAdded: _note_added,
    events.MessagePinned: _message_pinned,
    events.MessageUnpinned: _message_unpinned,
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
