"""What a reminder says: what is due or overdue, whether it comes late, and the next step for each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.core.durations import span
from bot.core.read_models import IncidentView
from bot.core.text import Button, Line, Moment, MomentForm, Style, listed
from bot.incidents.due_times import clock_name
from bot.incidents.escalation import ESCALATION
from bot.incidents.next_steps import claim_button, step_for
from bot.process.process import Process

NEAR = timedelta(hours=6)
"""Within so much of what it is about, a time needs no day."""


class Nudge(BaseModel):
    """A threshold that was reached: `target_at` is the promise, and `is_overdue` whether it is broken."""

    model_config = ConfigDict(frozen=True)
    clock: str
    threshold: str
    target_at: datetime
    is_overdue: bool


def sentences(nudges: Sequence[Nudge], incident: IncidentView, process: Process, now: datetime) -> Line:
    """A sentence for each of what fell due together."""
    return listed([_sentence(nudge, process, now, _last_update(nudge, incident, now)) for nudge in nudges], " ")


def awaited(nudges: Sequence[Nudge], process: Process) -> str:
    """What they all wait for: `the acknowledgement, the missing lead`."""
    return ", ".join(clock_name(nudge.clock, process) for nudge in nudges)


def at_time(moment: datetime, now: datetime) -> Moment:
    """`at 14:30`, or `tomorrow at 11:30` where the time alone could be that of another day."""
    return Moment(moment, MomentForm.AT_TIME if abs(moment - now) < NEAR else MomentForm.FULL)


def lateness(seconds: int) -> Line:
    """That this comes late, where it does."""
    return [f"This comes {span(timedelta(seconds=seconds))} late: Sitrep was not running."] if seconds else []


def buttons(nudges: Sequence[Nudge], incident: IncidentView, process: Process) -> list[Button]:
    """What keeps each promise, a call for help where one is broken, and a way to put each off."""
    clocks = list(dict.fromkeys(nudge.clock for nudge in nudges))
    found = []
    for number, clock in enumerate(clocks):
        label, operation = step_for(clock)
        style: Style | None = None if number else "primary"
        if clock == "lead":
            found.append(claim_button(label, incident.id, process.lead_role.slug, style))
        else:
            found.append(Button(label, operation, incident.id, style=style))
    if any(nudge.is_overdue and nudge.clock != ESCALATION for nudge in nudges):
        found.append(Button("Escalate", "escalate", incident.id))
    for clock in clocks:
        label = "Snooze" if len(clocks) == 1 else _snooze_label(clock, process)
        found.append(Button(label, "snooze", incident.id, {"clock": clock}))
    return found


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


def _last_update(nudge: Nudge, incident: IncidentView, now: datetime) -> Line:
    """When people last heard, before the promise was broken."""
    at = incident.last_update_at
    return [Moment(at, MomentForm.TIME if now - at < NEAR else MomentForm.FULL)] if at and at < nudge.target_at else []


def _snooze_label(clock: str, process: Process) -> str:
    what = {"update": "update", "lead": "lead"}.get(clock) or clock_name(clock, process).removeprefix("the ")
    return f"Snooze {what}"
