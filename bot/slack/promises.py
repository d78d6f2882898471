"""What an incident still owes, and by when: read from its clocks, for the card, the Home tab and reminders."""

from dataclasses import dataclass
from datetime import datetime

from bot.config.process import Process
from bot.config.sla import ClockKind
from bot.incidents.clocks import Cycle, State
from bot.operations.clocks import clocks, snoozed_until
from bot.slack.blocks import Line, when
from storage.tables import Incident

LADDERS_CLOCK = "escalate"
"""It waits for what the clock of the response waits for, and is nobody's task."""

OWED = {"respond": "Acknowledgement", "lead": "Lead", "update": "Next update", "resolve": "Resolution"}
"""What each clock waits for, as a fact with a time; of a team's own clock it is the name."""


@dataclass(frozen=True)
class Promise:
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


def promised(incident: Incident, process: Process, now: datetime | None = None) -> list[Promise]:
    """Everything that is owed, the most urgent first, as of `now`; without it, as of the last change."""
    moment = now or incident.updated_at
    found = [
        _promise(incident, clock.kind, clock.present, moment)
        for clock in clocks(incident, process, moment)
        if clock.present and clock.kind.slug != LADDERS_CLOCK
    ]
    return sorted(found, key=lambda promise: (promise.due_at is None, promise.due_at or moment))


def next_update(incident: Incident, process: Process) -> Promise | None:
    """When the next update is due; None where none is expected."""
    return next((promise for promise in promised(incident, process) if promise.clock.slug == "update"), None)


def next_update_line(incident: Incident, process: Process) -> Line:
    """`Next update due today at 14:30`, or that it is late."""
    promise = next_update(incident, process)
    return promise_line(promise) if promise else []


def nearest_line(incident: Incident, process: Process) -> Line:
    """What is due before the next update, most urgent of all; nothing where the next update is that itself."""
    nearest = next(iter(promised(incident, process)), None)
    return promise_line(nearest) if nearest and nearest.clock.slug != "update" else []


def promise_line(promise: Promise) -> Line:
    """`Resolution due today at 14:30`, that it is late, or that its clock stands still.

    A card is not drawn anew at every moment that passes: what is said of one to come is still true once it has come.
    """
    what = owed(promise.clock)
    if promise.is_paused and not promise.is_overdue:
        until: Line = [" until ", when(promise.paused_until)] if promise.paused_until else []
        return [f"{what}: clock paused", *until]
    if promise.due_at is None:
        return []
    if promise.snoozed_until and not promise.is_overdue:
        return [f"{what} snoozed until ", when(promise.snoozed_until), " (due ", when(promise.due_at), ")"]
    snoozed: Line = [", snoozed until ", when(promise.snoozed_until)] if promise.snoozed_until else []
    return [f"{what} was due " if promise.is_overdue else f"{what} due ", when(promise.due_at), *snoozed]


def put_off(incident: Incident, process: Process, clock: str) -> Line:
    """That a date that was just agreed does not hold as it is, where the clock is paused."""
    is_paused = any(one.is_paused for one in promised(incident, process) if one.clock.slug == clock)
    return [" Its clock is paused, and the pause puts that off."] if is_paused else []


def _promise(incident: Incident, kind: ClockKind, cycle: Cycle, now: datetime) -> Promise:
    snoozed = snoozed_until(incident, kind.slug, cycle)
    return Promise(
        clock=kind,
        due_at=cycle.breached_at or cycle.due,
        is_overdue=cycle.breached_at is not None,
        is_at_risk=cycle.state in (State.WARNED, State.BREACHED) and cycle.paused is None,
        snoozed_until=snoozed if snoozed and snoozed > now else None,
        is_paused=cycle.paused is not None,
        paused_until=cycle.paused.until if cycle.paused else None,
    )
