"""How the promises of an incident were kept: each clock met or missed, with the time it used and was paused."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from bot.core.durations import used
from bot.core.read_models import ClockResult, IncidentClock
from bot.core.text import Line, Strong, listed
from bot.incidents.cycle_ends import is_judged, result_of
from bot.incidents.escalation import ESCALATION
from bot.incidents.incident_clocks import clock_kind, has_come
from bot.process.process import Process
from bot.sla.cycles import Cycle
from storage.tables import Incident


def results(incident: Incident, process: Process, found: Iterable[IncidentClock]) -> Iterator[ClockResult]:
    """The verdict on every cycle of every clock: as it was written down when it ended.

    One that is still running is judged as if it were over now. `incident.verdicts` has to be loaded.
    """
    for clock in found:
        written = {row.number: result_of(row) for row in incident.verdicts if row.clock == clock.kind.slug}
        judged = {cycle.number: _judged(incident, process, clock, cycle) for cycle in clock.cycles}
        yield from (result for _, result in sorted((judged | written).items()))


def _judged(incident: Incident, process: Process, clock: IncidentClock, cycle: Cycle) -> ClockResult:
    came = is_judged(cycle) or (cycle.ended is None and has_come(incident, process, clock.kind, cycle))
    return ClockResult(
        clock=clock.kind.slug,
        cycle=cycle.number,
        met=came and cycle.breached_at is None,
        ended_early=not came,
        consumed_seconds=cycle.consumed.total_seconds(),
        stopped_seconds=cycle.stopped.total_seconds(),
        allowed_seconds=cycle.allowed.total_seconds(),
    )


def in_short(found: Iterable[ClockResult], process: Process, between: str = " · ") -> Line:
    """`Response met · Update 3 of 4 met · Resolution missed`."""
    return listed(([f"{_name(slug, process)} {_verdict(cycles)}"] for slug, cycles in _by_clock(found)), between)


def in_full(found: Iterable[ClockResult], process: Process) -> list[Line]:
    """A line for each clock: `Resolution: missed, 9 hours of 8 hours used, 1 hour paused`."""
    return [
        [Strong(_name(slug, process)), f": {_verdict(cycles)}, {_time(cycles)}"] for slug, cycles in _by_clock(found)
    ]


def _by_clock(found: Iterable[ClockResult]) -> list[tuple[str, list[ClockResult]]]:
    """The cycles of each clock that is somebody's task."""
    grouped = groupby(found, key=lambda result: result.clock)
    return [(slug, list(cycles)) for slug, cycles in grouped if slug != ESCALATION]


def _name(slug: str, process: Process) -> str:
    return clock_kind(slug, process).name


def _verdict(cycles: Sequence[ClockResult]) -> str:
    judged = [cycle for cycle in cycles if not cycle.ended_early]
    met = sum(cycle.met for cycle in judged)
    if not judged:
        return "ended early"
    if len(judged) == 1:
        return "met" if met else "missed"
    return f"{met} of {len(judged)} met"


def _time(cycles: Sequence[ClockResult]) -> str:
    """What was used and paused in all cycles; the target only where there was one cycle."""
    consumed, stopped = (
        timedelta(seconds=sum(seconds))
        for seconds in ([one.consumed_seconds for one in cycles], [one.stopped_seconds for one in cycles])
    )
    return used(consumed, timedelta(seconds=cycles[0].allowed_seconds) if len(cycles) == 1 else None, stopped)
