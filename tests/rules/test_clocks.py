"""SLA clocks: what holds whatever happens to one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.process.thresholds import DUE, Threshold
from bot.process.working_hours import parse_hours
from bot.sla.calendars import Always, Calendar, WorkingCalendar
from bot.sla.clock_events import Agreed, ClockEvent, Paused, Resumed, Retargeted, Started, Stopped, Target
from bot.sla.cycles import Cycle, Firing, IntervalKind, State, read

BEGIN = datetime(2026, 3, 27, tzinfo=UTC)
"""A Friday; the clocks of Berlin change on the Sunday after."""
MINUTE = timedelta(minutes=1)
CALENDARS: tuple[Calendar, ...] = (
    Always(),
    WorkingCalendar(ZoneInfo("Europe/Berlin"), (parse_hours("09:00-12:00, 13:00-17:00"),) * 5 + ((), ())),
    WorkingCalendar(ZoneInfo("Australia/Lord_Howe"), (parse_hours("22:00-06:00"),) * 7),
)
THRESHOLDS = (
    Threshold(percent=50),
    Threshold(percent=75),
    Threshold(shift=-10 * MINUTE),
    DUE,
    Threshold(shift=30 * MINUTE),
    Threshold(percent=150),
)
OPEN = (State.RUNNING, State.WARNED, State.OUT_OF_HOURS)


def moments(first: int = 0, last: int = 5 * 1440) -> st.SearchStrategy[datetime]:
    return st.integers(first, last).map(lambda minutes: BEGIN + minutes * MINUTE)


MINUTES = st.integers(1, 2000).map(lambda minutes: minutes * MINUTE)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    thresholds = draw(st.lists(st.sampled_from(THRESHOLDS), unique=True))
    return Target(draw(MINUTES), draw(st.sampled_from(CALENDARS)), tuple(thresholds))


@st.composite
def marks(draw: st.DrawFn, at: st.SearchStrategy[datetime] | None = None) -> ClockEvent:
    when = draw(moments() if at is None else at)
    match draw(st.sampled_from((Started, Paused, Paused, Resumed, Stopped, Retargeted, Agreed))):
        case kind if kind is Started:
            return Started(when, draw(targets()), draw(st.none() | MINUTES.map(lambda later: when + later)))
        case kind if kind is Paused:
            return Paused(when, draw(st.none() | MINUTES.map(lambda later: when + later)))
        case kind if kind is Retargeted:
            return Retargeted(when, draw(targets()))
        case kind if kind is Agreed:
            return Agreed(when, when + draw(MINUTES))
        case kind if kind is Stopped:
            return Stopped(when)
        case _:
            return Resumed(when)


@st.composite
def histories(draw: st.DrawFn, most: int = 6) -> list[ClockEvent]:
    """A clock that starts early, and whatever happens to it then."""
    return [Started(BEGIN, draw(targets())), *draw(st.lists(marks(), max_size=most))]


def shown(cycle: Cycle) -> object:
    """All that people see of a cycle."""
    return replace(cycle, began=Started(BEGIN, cycle.target), target=cycle.target, agreed=None, ended=None)


@given(targets(), moments(0, 4000), moments(0, 4000))
def test_consumed_and_remaining_make_the_target_while_running(target: Target, begin: datetime, now: datetime) -> None:
    """The due time comes when what remains has passed as working time, and what is consumed has."""
    assume(begin <= now)
    (cycle,) = read([Started(begin, target)], now)
    assert cycle.consumed + cycle.remaining == target.within
    assert cycle.consumed == target.calendar.between(begin, now)
    assert cycle.due is not None
    if cycle.state in OPEN:
        assert target.calendar.between(now, cycle.due) == cycle.remaining
        assert target.calendar.between(begin, cycle.due) == target.within
    else:
        assert cycle.state is State.BREACHED
        assert target.calendar.between(cycle.due, now) == -cycle.remaining


@given(histories(), moments())
def test_consumed_is_the_sum_of_what_is_explained_and_nothing_is_left_out(
    history: list[ClockEvent], now: datetime
) -> None:
    for cycle in read(history, now):
        assert cycle.consumed + cycle.remaining == cycle.allowed
        edges = [(interval.start, interval.end) for interval in cycle.intervals]
        end = cycle.ended.at if cycle.ended else now
        assert [start for start, _ in edges] == ([cycle.began.at, *(end for _, end in edges[:-1])] if edges else [])
        assert (edges[-1][1] if edges else cycle.began.at) == end
        for interval in cycle.intervals:
            assert interval.start < interval.end
            assert timedelta() <= interval.working <= interval.end - interval.start
            assert (interval.kind is IntervalKind.PAUSED) == isinstance(interval.because, Paused)
            assert (interval.working == interval.end - interval.start) or interval.kind is not IntervalKind.RAN
            assert not interval.working or interval.kind is not IntervalKind.OUT_OF_HOURS


@given(targets(), moments(0, 2000), MINUTES, st.none() | MINUTES)
def test_pausing_moves_the_due_time_by_exactly_the_working_time_paused(
    target: Target, at: datetime, length: timedelta, promised: timedelta | None
) -> None:
    """So it is for a target, and for an agreed moment too."""
    start = Started(BEGIN, target, None if promised is None else BEGIN + promised)
    (undisturbed,) = read([start], at)
    (paused,) = read([start, Paused(at), Resumed(at + length)], at + length)
    assert undisturbed.due is not None
    assert paused.due is not None
    if undisturbed.due < at:
        assert paused.due == undisturbed.due
        return
    moved = target.calendar.between(undisturbed.due, paused.due)
    assert moved == target.calendar.between(at, at + length) == paused.stopped


@given(targets(), moments(0, 2000), MINUTES, moments(2000, 5000))
def test_a_pause_that_ends_by_itself_ends_as_if_somebody_had_ended_it(
    target: Target, at: datetime, length: timedelta, now: datetime
) -> None:
    by_itself = read([Started(BEGIN, target), Paused(at, at + length)], now)
    by_hand = read([Started(BEGIN, target), Paused(at), Resumed(at + length)], max(now, at + length))
    assert by_itself[0].firings == by_hand[0].firings
    assert by_itself[0].due == by_hand[0].due


@given(histories(), moments(), moments())
def test_splitting_an_interval_changes_nothing(history: list[ClockEvent], at: datetime, now: datetime) -> None:
    """Neither looking in between, nor setting the target that stands, nor resuming what runs, makes a difference."""
    assume(at <= now and all(mark.at != at for mark in history))
    before = read(history, at)
    assume(before and not before[-1].ended)
    changes: list[ClockEvent] = [Retargeted(at, before[-1].target)]
    if before[-1].paused is None:
        changes.append(Resumed(at))
    for change in changes:
        assert [shown(cycle) for cycle in read([*history, change], now)] == [
            shown(cycle) for cycle in read(history, now)
        ]


@given(st.lists(marks(), max_size=3), st.lists(marks(st.just(BEGIN + 600 * MINUTE)), min_size=2), st.data())
def test_marks_of_one_moment_may_come_in_any_order(
    earlier: list[ClockEvent], together: list[ClockEvent], data: st.DataObject
) -> None:
    """Where they are of different kinds; of one kind the last given holds."""
    kinds = {type(mark): mark for mark in together}
    shuffled = data.draw(st.permutations([*earlier, *kinds.values()]))
    ordered = [*earlier, *kinds.values()]
    assume(len({(type(mark), mark.at) for mark in ordered}) == len(ordered))
    now = BEGIN + 3000 * MINUTE
    assert read(shuffled, now) == read(ordered, now)


@pytest.mark.parametrize(
    ("together", "expected"),
    [
        ((Stopped, Paused, Resumed), State.MET),
        ((Stopped, Paused), State.MET),
        ((Stopped, Resumed), State.MET),
        ((Paused, Resumed), State.PAUSED),
        ((Resumed,), State.RUNNING),
    ],
)
@given(data=st.data())
def test_stop_beats_pause_and_pause_beats_start(
    together: Sequence[type[ClockEvent]], expected: State, data: st.DataObject
) -> None:
    at = BEGIN + 5 * MINUTE
    simultaneous = data.draw(st.permutations([kind(at) for kind in together]))
    start = Started(BEGIN, Target(timedelta(hours=1), Always()))
    was_paused = data.draw(st.sampled_from([[], [Paused(BEGIN + MINUTE)], [Paused(BEGIN + MINUTE, until=at)]]))
    (cycle,) = read([start, *was_paused, *simultaneous], at)
    assert cycle.state is expected
    assert cycle.ended == (Stopped(at) if Stopped in together else None)


@given(targets(), st.sampled_from((Paused, Stopped)))
def test_what_is_done_just_when_it_is_due_is_in_time(target: Target, kind: type[ClockEvent]) -> None:
    (running,) = read([Started(BEGIN, target)], BEGIN)
    assert running.due is not None
    (cycle,) = read([Started(BEGIN, target), kind(running.due)], running.due)
    assert cycle.breached_at is None
    (late,) = read([Started(BEGIN, target), kind(running.due + MINUTE)], running.due + MINUTE)
    assert late.breached_at == running.due


@given(histories(), st.lists(marks(moments(3000, 6000)), max_size=4), moments(0, 2999), moments(3000, 9000))
def test_a_breach_is_never_taken_back(
    history: list[ClockEvent], later: list[ClockEvent], now: datetime, afterwards: datetime
) -> None:
    known = [mark for mark in history if mark.at <= now]
    before, after = read(known, now), read([*known, *later], afterwards)
    for old, new in zip(before, after, strict=False):
        if old.breached_at is not None:
            assert new.breached_at == old.breached_at
            assert new.state in (State.BREACHED, State.MISSED)


@given(histories(most=8))
def test_recomputing_after_any_sequence_of_operations_gives_what_was_scheduled(history: list[ClockEvent]) -> None:
    """Whoever fires what is due, and computes anew with every mark, fires what the whole history has in the end."""
    history.sort(key=lambda mark: mark.at)
    fired: list[tuple[int, Firing]] = []
    end = BEGIN + 9000 * MINUTE
    times = sorted({mark.at for mark in history})
    for now, following in zip(times, [*times[1:], end], strict=True):
        scheduled = read([mark for mark in history if mark.at <= now], now)
        fired += [
            (cycle.number, firing) for cycle in scheduled for firing in cycle.firings if now <= firing.at < following
        ]
    whole = [(cycle.number, firing) for cycle in read(history, end) for firing in cycle.firings if firing.at < end]
    assert [(number, f.threshold, f.nth, f.at) for number, f in fired] == [
        (number, f.threshold, f.nth, f.at) for number, f in whole
    ]


@given(histories(), moments())
def test_a_threshold_is_reached_once_for_each_target(history: list[ClockEvent], now: datetime) -> None:
    for cycle in read(history, now):
        reached = [(firing.threshold, firing.nth) for firing in cycle.firings]
        assert len(set(reached)) == len(reached)
        aims = 1 + sum(isinstance(mark, Retargeted | Agreed) for mark in history)
        assert all(firing.nth <= aims for firing in cycle.firings)
        assert [firing.at for firing in cycle.firings] == sorted(firing.at for firing in cycle.firings)


@given(targets(), targets(), moments(1, 3000))
def test_a_change_of_target_keeps_what_was_consumed(first: Target, second: Target, at: datetime) -> None:
    (before,) = read([Started(BEGIN, first)], at)
    (after,) = read([Started(BEGIN, first), Retargeted(at, second)], at)
    assert after.consumed == before.consumed
    assert after.allowed == second.within
    if after.remaining > timedelta():
        assert after.due is not None
        assert second.calendar.between(at, after.due) == after.remaining
    elif before.breached_at is None:
        assert after.due == after.breached_at == at


@given(targets(), moments(1, 3000), MINUTES)
def test_an_agreed_moment_is_the_due_time_even_out_of_hours(target: Target, at: datetime, later: timedelta) -> None:
    (cycle,) = read([Started(BEGIN, target), Agreed(at, at + later)], at)
    assert cycle.due == at + later
    (severity_changed,) = read(
        [Started(BEGIN, target), Agreed(at, at + later), Retargeted(at + MINUTE, target)], at + MINUTE
    )
    assert severity_changed.due == at + later


@given(histories(), targets(), moments(7300, 8000))
def test_reopening_begins_a_cycle_of_its_own_and_keeps_the_old(
    history: list[ClockEvent], target: Target, again: datetime
) -> None:
    stopped = [*history, Stopped(BEGIN + 7250 * MINUTE)]
    old, new = read(stopped, again), read([*stopped, Started(again, target)], again)
    assert new[:-1] == old
    assert new[-1].number == len(old) + 1
    assert new[-1].consumed == timedelta()
    assert new[-1].allowed == target.within


def test_a_stop_ends_the_cycle_though_another_start_comes_with_it() -> None:
    start, stop = Started(BEGIN, Target(timedelta(hours=1), Always())), Stopped(BEGIN + MINUTE)
    (cycle,) = read([start, replace(start, at=stop.at), stop], stop.at)
    assert cycle.ended == stop


def test_before_it_starts_there_is_no_cycle_and_nothing_to_pause() -> None:
    target = Target(timedelta(hours=1), Always())
    assert read([], BEGIN) == ()
    assert read([Paused(BEGIN), Resumed(BEGIN), Stopped(BEGIN)], BEGIN) == ()
    assert read([Started(BEGIN + MINUTE, target)], BEGIN) == ()


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="a pause ends after it has begun"):
        Paused(BEGIN, until=BEGIN)
