"""What becomes of a cycle when it ends: its verdict is written down, once, and its clock events are left behind.

No edit of the configuration and no later version takes a verdict back, as nobody works it out again. And what a clock
shows costs no more after its five hundredth cycle than after its third, as only the last few are read.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bot.core.read_models import ClockResult, FinishedCycle, IncidentClock
from bot.incidents.clock_records import ON_HOLD
from bot.sla.cycles import Cycle
from storage.tables import CycleResult, Incident, RecordedClockEvent

ENDED_EARLY = "what it waited for had not come"
NOT_PROMISED = "it is promised no longer"
"""Why a cycle is over that was neither kept nor broken: it was called off, or nothing is promised any more."""

FEWEST_CYCLES, MOST_CYCLES = 2, 8
"""From how many of its last cycles a clock is read.

Two at least: in the moment of a start, the cycle before may still be stopped. Once there are more than the most, all
but the fewest are left behind together, which costs a statement then and not with every cycle.
"""


def is_judged(cycle: Cycle) -> bool:
    """Whether a cycle that has ended was kept or broken: one that ended early was broken, or neither."""
    return cycle.breached_at is not None or (
        cycle.ended is not None and cycle.ended.reason not in (ENDED_EARLY, NOT_PROMISED)
    )


def write_verdicts(
    incident: Incident,
    before: Iterable[IncidentClock],
    after: Iterable[IncidentClock],
    told: Iterable[ClockResult] = (),
) -> None:
    """Write down how each cycle ended that had not ended before; what was `told` already holds, however it is read."""
    said = {(one.clock, one.cycle): one for one in told}
    known = {(clock.kind.slug, cycle.number) for clock in before for cycle in clock.cycles if cycle.ended}
    for clock in after:
        for cycle in clock.cycles:
            if cycle.ended and (clock.kind.slug, cycle.number) not in known:
                row = _verdict(clock.kind.slug, cycle)
                if one := said.get((row.clock, row.number)):
                    _hold_to(row, one)
                incident.add_verdict(row)


def _hold_to(row: CycleResult, told: ClockResult) -> None:
    row.is_met, row.ended_early = told.met, told.ended_early
    row.consumed_seconds, row.stopped_seconds = told.consumed_seconds, told.stopped_seconds
    row.allowed_seconds = told.allowed_seconds


def leave_behind(incident: Incident, clocks: Iterable[IncidentClock]) -> None:
    """Read no more of what happened before the last cycles, but for a pause that stands."""
    for clock in clocks:
        if len(clock.cycles) > MOST_CYCLES:
            begun = clock.cycles[-FEWEST_CYCLES].began.at
            rows = [row for row in incident.clock_events if row.clock == clock.kind.slug and row.at < begun]
            standing = list(_standing(rows))
            for row in rows:
                row.is_past = row not in standing


def finished_cycles(incident: Incident, clock: str) -> tuple[FinishedCycle, ...]:
    """The verdicts on all cycles of a clock that have ended, in order; `incident.verdicts` has to be loaded."""
    rows = sorted((row for row in incident.verdicts if row.clock == clock), key=lambda row: row.number)
    return tuple(
        FinishedCycle(row.number, row.began_at, timedelta(seconds=row.consumed_seconds), row.is_met, row.ended_early)
        for row in rows
    )


def result_of(row: CycleResult) -> ClockResult:
    """A verdict as it was written down."""
    return ClockResult(
        clock=row.clock,
        cycle=row.number,
        met=row.is_met,
        ended_early=row.ended_early,
        consumed_seconds=row.consumed_seconds,
        stopped_seconds=row.stopped_seconds,
        allowed_seconds=row.allowed_seconds,
    )


def _verdict(clock: str, cycle: Cycle) -> CycleResult:
    assert cycle.ended is not None, "a verdict is on a cycle that has ended"  # noqa: S101
    is_early = not is_judged(cycle)
    return CycleResult(
        clock=clock,
        number=cycle.number,
        is_met=cycle.breached_at is None and not is_early,
        ended_early=is_early,
        began_at=cycle.began.at,
        ended_at=cycle.ended.at,
        due_at=cycle.breached_at or cycle.due,
        consumed_seconds=cycle.consumed.total_seconds(),
        stopped_seconds=cycle.stopped.total_seconds(),
        allowed_seconds=cycle.allowed.total_seconds(),
    )


def _standing(rows: Sequence[RecordedClockEvent]) -> Iterator[RecordedClockEvent]:
    """The pause that these end in and, where it is that of the whole incident, the one that goes on after it."""
    turns = [row for row in rows if row.kind in ("paused", "resumed", "stopped")]
    if not turns or turns[-1].kind != "paused":
        return
    yield turns[-1]
    own = next((row for row in reversed(turns) if row.reason != ON_HOLD), None)
    if own and own.kind == "paused":
        yield own
