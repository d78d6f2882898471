"""What an incident still owes, and by when: for the card, the Home tab, the replies and reminders."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.read_models import IncidentView
from bot.core.text import Line, Moment
from bot.incidents.escalation import ESCALATION
from bot.process.process import Process
from bot.process.sla_rules import ClockKind
from bot.sla.cycles import Cycle, State

OWED = {"respond": "Acknowledgement", "lead": "Lead", "update": "Next update", "resolve": "Resolution"}
"""What each clock waits for, as a fact with a time; of a team's own clock it is the name."""

AWAITED = {
    "respond": "the acknowledgement",
    "lead": "the missing lead",
    "update": "the next update",
    "escalate": "the escalation",
    "resolve": "the resolution",
}
"""What each clock waits for, in the middle of a sentence."""


@dataclass(frozen=True)
class DueTime:
    """When something is due (aware UTC; None while that is open), and whether that moment has passed.

    It is at risk once it is overdue or a warning has been reached, unless its clock is paused. Until `snoozed_until`
    nobody is reminded of it; a paused clock stands still, up to `paused_until` where that is known.
    """

    clock: ClockKind
    due_at: datetime | None
    is_overdue: bool = False
    is_at_risk: bool = False
    snoozed_until: datetime | None = None
    is_paused: bool = False
    paused_until: datetime | None = None


def owed(clock: ClockKind) -> str:
    """What a clock waits for, as a fact with a time: `Next update`."""
    return OWED.get(clock.slug, clock.name)


def clock_name(slug: str, process: Process) -> str:
    """What a clock waits for, in the middle of a sentence; of a team's own clock it is the name."""
    if slug in AWAITED:
        return AWAITED[slug]
    return next((clock.name for clock in process.sla.all_clocks if clock.slug == slug), slug)


def due_times(incident: IncidentView) -> list[DueTime]:
    """Everything that is owed, the most urgent first, as of the moment that the incident was read for."""
    found = [
        _due_time(incident, clock.kind, clock.present)
        for clock in incident.clocks
        if clock.present and clock.kind.slug != ESCALATION
    ]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or incident.read_at))


def next_update(incident: IncidentView) -> DueTime | None:
    """When the next update is due; None where none is expected."""
    return next((one for one in due_times(incident) if one.clock.slug == "update"), None)


def next_update_line(incident: IncidentView) -> Line:
    """`Next update due today at 14:30`, or that it is late."""
    due = next_update(incident)
    return due_line(due) if due else []


def nearest_line(incident: IncidentView) -> Line:
    """What is due before the next update, most urgent of all; nothing where the next update is that itself."""
    nearest = next(iter(due_times(incident)), None)
    return due_line(nearest) if nearest and nearest.clock.slug != "update" else []


def due_line(due: DueTime) -> Line:
    """`Resolution due today at 14:30`, that it is late, or that its clock stands still.

    A card is not drawn anew at every moment that passes: what is said of one to come is still true once it has come.
    """
    what = owed(due.clock)
    if due.is_paused and not due.is_overdue:
        until: Line = [" until ", Moment(due.paused_until)] if due.paused_until else []
        return [f"{what}: clock paused", *until]
    if due.due_at is None:
        return []
    if due.snoozed_until and not due.is_overdue:
        return [f"{what} snoozed until ", Moment(due.snoozed_until), " (due ", Moment(due.due_at), ")"]
    snoozed: Line = [", snoozed until ", Moment(due.snoozed_until)] if due.snoozed_until else []
    return [f"{what} was due " if due.is_overdue else f"{what} due ", Moment(due.due_at), *snoozed]


def put_off(incident: IncidentView, clock: str) -> Line:
    """That a date that was just agreed does not hold as it is, where the clock is paused."""
    is_paused = any(one.is_paused for one in due_times(incident) if one.clock.slug == clock)
    return [" Its clock is paused, and the pause puts that off."] if is_paused else []


def _due_time(incident: IncidentView, kind: ClockKind, cycle: Cycle) -> DueTime:
    snoozed = incident.snoozes.get(kind.slug)
    return DueTime(
        clock=kind,
        due_at=cycle.breached_at or cycle.due,
        is_overdue=cycle.breached_at is not None,
        is_at_risk=cycle.state in (State.WARNED, State.BREACHED) and cycle.paused is None,
        snoozed_until=snoozed if snoozed and snoozed > incident.read_at else None,
        is_paused=cycle.paused is not None,
        paused_until=cycle.paused.until if cycle.paused else None,
    )
