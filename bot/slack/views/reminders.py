"""What a reminder says: what is due or overdue, whether it comes late, and the next step for each."""

from datetime import datetime, timedelta

from bot.incidents.events import EscalationRaised, Nudge, ReminderDue
from bot.process.process import Process
from bot.slack.blockkit.blocks import Inline, Line, listed, person, when
from bot.slack.blockkit.buttons import Style, button, claim
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.mrkdwn import AT_TIME, MOMENT, TIME, span
from bot.slack.views.due_times import LADDERS_CLOCK
from bot.slack.views.timeline_lines import clock_name
from storage.tables import Incident

NEAR = timedelta(hours=6)
"""Within so much of what it is about, a time needs no day."""

STEPS = {
    "respond": ("Acknowledge", "ack"),
    "lead": ("Claim lead", "claim"),
    "update": ("Post update", "update"),
    "escalate": ("Escalate", "escalate"),
    "resolve": ("Resolve", "resolve"),
}
"""What keeps each promise: the label of its button, and the operation."""


def step_for(clock: str) -> tuple[str, str]:
    """The label and the operation of the button that keeps a promise; for a team's own clock, the next status."""
    return STEPS.get(clock, ("Change status", "status"))


def reminder(event: ReminderDue, incident: Incident, process: Process) -> tuple[Line, Line, list[Block]]:
    """The sentences, the line below them, and the buttons of what fell due together."""
    now = event.said_at or incident.updated_at
    sentences = listed(
        [_sentence(nudge, process, now, _last_update(nudge, incident, now)) for nudge in event.nudges], " "
    )
    return sentences, _late(event.late_seconds), _buttons(event, incident, process)


def reminded(event: EscalationRaised, incident: Incident, process: Process) -> tuple[Line, Line, list[Block]]:
    """The same of what a message that asks for help reminds of; that nobody is on it, such a message says itself."""
    nudges = tuple(nudge for nudge in event.nudges if nudge.clock not in ("respond", LADDERS_CLOCK))
    told = ReminderDue(nudges=nudges, late_seconds=event.late_seconds, said_at=event.said_at)
    sentences, late, buttons = reminder(told, incident, process)
    if not nudges:
        return [], late, []
    addressed: Line = [person(event.person), ": "] if event.person and event.person not in event.people else []
    return [*addressed, *sentences], late, buttons


def at_time(moment: datetime, now: datetime) -> Inline:
    """`at 14:30`, or `tomorrow at 11:30` where the time alone could be that of another day."""
    return when(moment, AT_TIME if abs(moment - now) < NEAR else MOMENT)


def _sentence(nudge: Nudge, process: Process, now: datetime, since: Line) -> Line:
    at = at_time(nudge.target_at, now)
    due = "was due" if nudge.is_overdue else "is due"
    match nudge.clock:
        case "respond":
            return [f"Nobody has acknowledged this yet; that {due} ", at, "."]
        case "lead":
            return [f"There is no {process.lead_role.name} yet; one {due} ", at, "."]
        case "escalate":
            return [f"Nobody is on it yet; an escalation {due} ", at, "."]
    if nudge.clock != "update":
        name = clock_name(nudge.clock, process)
        return [f"{name[:1].upper()}{name[1:]} {due} ", at, "."]
    if not nudge.is_overdue:
        return ["An update is due ", at, "."]
    if not since:
        return ["No update yet; the first was due ", at, "."]
    return ["No update since ", *since, "; it was due ", at, "."]


def _last_update(nudge: Nudge, incident: Incident, now: datetime) -> Line:
    """When people last heard, before the promise was broken."""
    at = incident.last_update_at
    return [when(at, TIME if now - at < NEAR else MOMENT)] if at and at < nudge.target_at else []


def _late(seconds: int) -> Line:
    return [f"This comes {span(timedelta(seconds=seconds))} late: Sitrep was not running."] if seconds else []


def _buttons(event: ReminderDue, incident: Incident, process: Process) -> list[Block]:
    clocks = list(dict.fromkeys(nudge.clock for nudge in event.nudges))
    buttons = []
    for number, clock in enumerate(clocks):
        label, operation = step_for(clock)
        style: Style | None = None if number else "primary"
        if clock == "lead":
            buttons.append(claim(label, incident.id, process.lead_role.slug, style))
        else:
            buttons.append(button(label, operation, incident.id, style=style))
    if any(nudge.is_overdue and nudge.clock != LADDERS_CLOCK for nudge in event.nudges):
        buttons.append(button("Escalate", "escalate", incident.id))
    for clock in clocks:
        label = "Snooze" if len(clocks) == 1 else _snooze_label(clock, process)
        buttons.append(button(label, "snooze", incident.id, {"clock": clock}))
    return buttons


def _snooze_label(clock: str, process: Process) -> str:
    what = {"update": "update", "lead": "lead"}.get(clock) or clock_name(clock, process).removeprefix("the ")
    return f"Snooze {what}"
