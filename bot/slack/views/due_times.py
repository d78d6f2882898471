"""What an incident still owes, and by when: read from its clocks, for the card, the Home tab and reminders."""

from dataclasses import dataclass
from datetime import datetime

from bot.incidents.clocks import clocks, snoozed_until
from bot.process.process import Process
from bot.process.sla_rules import ClockKind
from bot.sla.cycles import Cycle, State
from bot.slack.blockkit.blocks import Line, when
from storage.tables import Incident

LADDERS_CLOCK = "escalate"
"""It waits for what the clock of the response waits for, and is nobody's task."""

OWED = {"respond": "Acknowledgement", "lead": "Lead", "update": "Next update", "resolve": "Resolution"}
"""What each clock waits for, as a fact with a time; of a team's own clock it is the name."""


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


def due_times(incident: Incident, process: Process, now: datetime | None = None) -> list[DueTime]:
    """Everything that is owed, the most urgent first, as of `now`; without it, as of the last change."""
    moment = now or incident.updated_at
    found = [
        _due_time(incident, clock.kind, clock.present, moment)
        for clock in clocks(incident, process, moment)
        if clock.present and clock.kind.slug != LADDERS_CLOCK
    ]
    return sorted(found, key=lambda due_time: (due_time.due_at is None, due_time.due_at or moment))


def next_update(incident: Incident, process: Process) -> DueTime | None:
    """When the next update is due; None where none is expected."""
    return next((due_time for due_time in due_times(incident, process) if due_time.clock.slug == "update"), None)


def next_update_line(incident: Incident, process: Process) -> Line:
    """`Next update due today at 14:30`, or that it is late."""
    due_time = next_update(incident, process)
    return due_line(due_time) if due_time else []


def nearest_line(incident: Incident, process: Process) -> Line:
    """What is due before the next update, most urgent of all; nothing where the next update is that itself."""
    nearest = next(iter(due_times(incident, process)), None)
    return due_line(nearest) if nearest and nearest.clock.slug != "update" else []


def due_line(due_time: DueTime) -> Line:
    """`Resolution due today at 14:30`, that it is late, or that its clock stands still.

    A card is not drawn anew at every moment that passes: what is said of one to come is still true once it has come.
    """
    what = owed(due_time.clock)
    if due_time.is_paused and not due_time.is_overdue:
        until: Line = [" until ", when(due_time.paused_until)] if due_time.paused_until else []
        return [f"{what}: clock paused", *until]
    if due_time.due_at is None:
        return []
    if due_time.snoozed_until and not due_time.is_overdue:
        return [f"{what} snoozed until ", when(due_time.snoozed_until), " (due ", when(due_time.due_at), ")"]
    snoozed: Line = [", snoozed until ", when(due_time.snoozed_until)] if due_time.snoozed_until else []
    return [f"{what} was due " if due_time.is_overdue else f"{what} due ", when(due_time.due_at), *snoozed]


def put_off(incident: Incident, process: Process, clock: str) -> Line:
    """That a date that was just agreed does not hold as it is, where the clock is paused."""
    is_paused = any(one.is_paused for one in due_times(incident, process) if one.clock.slug == clock)
    return [" Its clock is paused, and the pause puts that off."] if is_paused else []


def _due_time(incident: Incident, kind: ClockKind, cycle: Cycle, now: datetime) -> DueTime:
    snoozed = snoozed_until(incident, kind.slug, cycle)
    return DueTime(
        clock=kind,
        due_at=cycle.breached_at or cycle.due,
        is_overdue=cycle.breached_at is not None,
        is_at_risk=cycle.state in (State.WARNED, State.BREACHED) and cycle.paused is None,
        snoozed_until=snoozed if snoozed and snoozed > now else None,
        is_paused=cycle.paused is not None,
        paused_until=cycle.paused.until if cycle.paused else None,
    )
