"""How the promises of an incident were kept: each clock met or missed, with the time it used and was paused."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from bot.incidents.clocks import clock_kind
from bot.incidents.events import ClockResult
from bot.process.process import Process
from bot.slack.blockkit.blocks import Line, bold, listed
from bot.slack.blockkit.mrkdwn import used
from bot.slack.views.due_times import LADDERS_CLOCK


def in_short(results: Iterable[ClockResult], process: Process, between: str = " · ") -> Line:
    """`Response met · Update 3 of 4 met · Resolution missed`."""
    return listed(([f"{_name(slug, process)} {_verdict(cycles)}"] for slug, cycles in _by_clock(results)), between)


def in_full(results: Iterable[ClockResult], process: Process) -> list[Line]:
    """A line for each clock: `Resolution: missed, 9 hours of 8 hours used, 1 hour paused`."""
    return [
        [bold(_name(slug, process)), f": {_verdict(cycles)}, {_time(cycles)}"] for slug, cycles in _by_clock(results)
    ]


def _by_clock(results: Iterable[ClockResult]) -> list[tuple[str, list[ClockResult]]]:
    """The cycles of each clock that is somebody's task."""
    grouped = groupby(results, key=lambda result: result.clock)
    return [(slug, list(cycles)) for slug, cycles in grouped if slug != LADDERS_CLOCK]


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
