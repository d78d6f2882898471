"""SLA clocks: from what happened to a clock to what it shows, when each of its thresholds is reached, and why.

A clock is a promise: that something is done within some working time, or by an agreed moment. What happens to it is
written down as clock events, and everything else follows from them:

- A cycle begins, and time is consumed while the clock is neither paused nor out of hours. What begins anew is a new
  cycle; the old one is kept, with its verdict. A pause outlasts the cycle it began in, but not a stop.
- Events of one moment are one change, in whatever order they are given: stop beats pause, and pause beats start. They
  come before whatever is reached at that moment, so what is done just when it is due is in time.
- A new target begins with the time that the old one has consumed, as it was counted by the calendar of that time; from
  then on the new calendar counts. A target that is used up when it is set is due at that moment.
- An agreed moment goes before the target's time. It is a moment, not working time, and may lie out of hours; a pause
  moves it by the working time paused. It outlasts a change of target.
- A breach is never taken back: whatever is agreed later, the cycle is missed in the end.
- A threshold is reached once. With a new target, those that are still to come by it may be reached again.

All datetimes are aware and in UTC. There is no clock in here: `now` is handed in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, TypeVar

from bot.process.thresholds import DUE, Threshold
from bot.sla.calendars import Calendar
from bot.sla.clock_events import Agreed, ClockEvent, Paused, Resumed, Retargeted, Started, Stopped, Target

_NOTHING = timedelta()

M = TypeVar("M", bound=ClockEvent)


class State(StrEnum):
    """What a clock shows."""

    RUNNING = "running"
    WARNED = "warned"
    OUT_OF_HOURS = "out of hours"
    PAUSED = "paused"
    BREACHED = "breached"
    MET = "met"
    MISSED = "missed"


class IntervalKind(StrEnum):
    """What a clock did for some time."""

    RAN = "ran"
    OUT_OF_HOURS = "out of hours"
    PAUSED = "paused"


@dataclass(frozen=True)
class Interval:
    """What the clock did from `start` to `end`; `because` is the event that made it so.

    `working` is the working time in it: it counts as consumed where the clock ran, as stopped where it was paused.
    """

    kind: IntervalKind
    start: datetime
    end: datetime
    working: timedelta
    because: ClockEvent


@dataclass(frozen=True)
class Firing:
    """That a threshold is reached `at` a moment, for the `nth` time in its cycle, on the way to `due`."""

    threshold: Threshold
    at: datetime
    due: datetime | None
    nth: int = 1


@dataclass(frozen=True)
class Cycle:
    """One run of a clock, as it stands at the moment asked for.

    `allowed` is the target as working time: for an agreed moment, what was consumed and what was left until then.
    `due` is None while the clock is paused without an end, and where it lies beyond the calendar's horizon.
    `firings` are all thresholds reached, and those that will be if nothing else happens, by time.
    """

    number: int
    began: Started
    target: Target
    agreed: datetime | None
    allowed: timedelta
    due: datetime | None
    state: State
    breached_at: datetime | None
    ended: ClockEvent | None
    paused: Paused | None
    intervals: tuple[Interval, ...]
    firings: tuple[Firing, ...]

    @property
    def consumed(self) -> timedelta:
        """The working time that has run: the sum of the intervals in which the clock ran."""
        return _sum(self.intervals, IntervalKind.RAN)

    @property
    def stopped(self) -> timedelta:
        """The working time that was paused."""
        return _sum(self.intervals, IntervalKind.PAUSED)

    @property
    def remaining(self) -> timedelta:
        """The working time that is left; negative when it is used up."""
        return self.allowed - self.consumed

    def coming(self, now: datetime) -> tuple[Firing, ...]:
        """The thresholds that will be reached after `now`."""
        return tuple(firing for firing in self.firings if firing.at > now)


def read(events: Iterable[ClockEvent], now: datetime, earlier: int = 0) -> tuple[Cycle, ...]:
    """The cycles of a clock, the last being the present one; none where it has not started by `now`.

    Events may come in any order, those of one moment too; of two of the same kind at one moment the later given holds.
    Those after `now` are left out. Where `earlier` cycles are not told of any more, a pause before the first start is
    one that began in them.
    """
    courses: list[_Course] = []
    standing: Paused | None = None
    for at, together in _by_moment(event for event in events if event.at <= now):
        present = courses[-1] if courses and courses[-1].ended is None else None
        if present is not None:
            present.run_to(at)
        started, stopped = _last(together, Started), _last(together, Stopped)
        if started is not None and not (present and stopped):
            pause = present.pause if present else _still(standing, at)
            standing = None
            courses.append(_Course(earlier + len(courses) + 1, started, pause))
        if present is not None:
            present.ended = stopped or started
        if stopped is not None and courses:
            courses[-1].ended = courses[-1].ended or stopped
        if courses and courses[-1].ended is None:
            courses[-1].aim(_last(together, Retargeted), _last(together, Agreed))
            courses[-1].turn(_last(together, Paused), _last(together, Resumed))
        if earlier and not courses:
            standing = _last(together, Paused)
    return tuple(course.look(now) for course in courses)


def _still(pause: Paused | None, at: datetime) -> Paused | None:
    """The pause, where it is not over by then."""
    return pause if pause and (pause.until is None or pause.until > at) else None


def _by_moment(events: Iterable[ClockEvent]) -> Iterator[tuple[datetime, list[ClockEvent]]]:
    for at, together in groupby(sorted(events, key=lambda event: event.at), key=lambda event: event.at):
        yield at, list(together)


def _last(events: Iterable[ClockEvent], kind: type[M]) -> M | None:
    return next((event for event in reversed(list(events)) if isinstance(event, kind)), None)


def _sum(intervals: Iterable[Interval], kind: IntervalKind) -> timedelta:
    return sum((interval.working for interval in intervals if interval.kind is kind), _NOTHING)


class _Stretch(NamedTuple):
    """Time in which nothing happens to a clock: it ran, or it was paused; without an end, it goes on."""

    start: datetime
    end: datetime | None
    because: ClockEvent
    calendar: Calendar

    def until(self, now: datetime) -> Iterator[Interval]:
        """What the clock did in it, up to `now`."""
        end = min(self.end or now, now)
        if isinstance(self.because, Paused):
            yield Interval(IntervalKind.PAUSED, self.start, end, self.calendar.between(self.start, end), self.because)
            return
        closed_since = self.start
        for span in self.calendar.spans(self.start, end):
            yield Interval(IntervalKind.OUT_OF_HOURS, closed_since, span.start, _NOTHING, self.because)
            yield Interval(IntervalKind.RAN, span.start, span.end, span.end - span.start, self.because)
            closed_since = span.end
        yield Interval(IntervalKind.OUT_OF_HOURS, closed_since, end, _NOTHING, self.because)


class _Course:
    """A cycle while its events are read, one moment after the other; `at` is how far it has been read."""

    def __init__(self, number: int, began: Started, pause: Paused | None) -> None:
        self.number, self.began, self.at = number, began, began.at
        self.target, self.agreed = began.target, began.agreed
        self.pause = pause
        self.ended: ClockEvent | None = None
        self._because: ClockEvent = began
        self._consumed = _NOTHING
        self._stretches: list[_Stretch] = []
        self._firings: list[Firing] = []
        self._reached = Counter[Threshold]()
        self._spent: set[Threshold] = set()
        self._due: datetime | None = None
        self._overdue = False
        self._breached_at: datetime | None = None
        self._allow()

    def aim(self, retargeted: Retargeted | None, agreed: Agreed | None) -> None:
        """Change the target, or the moment agreed upon."""
        if retargeted is None and agreed is None:
            return
        standing = self._instant(DUE) if self.agreed else None
        if retargeted is not None:
            self.target = retargeted.target
        if agreed is not None:
            self.agreed = agreed.moment
        elif self.agreed is not None and not self._overdue:
            self.agreed = standing or self.agreed
        if agreed is not None or self.agreed is None or not self._overdue:
            self._allow()
        passed = {threshold: self._instant(threshold) for threshold in self._reached}
        self._spent = {threshold for threshold, moment in passed.items() if moment is not None and moment <= self.at}

    def turn(self, paused: Paused | None, resumed: Resumed | None) -> None:
        """Pause, or run on."""
        if paused is not None:
            self.pause = paused
        elif self.pause is not None and resumed is not None:
            self.pause, self._because = None, resumed

    def run_to(self, end: datetime | None) -> None:
        """Let the time pass up to, and without, `end`; for good, where it is None."""
        if self.pause is not None:
            until = self.pause.until
            if until is None or (end is not None and end < until):
                self._rest(self.pause, end)
                return
            self._rest(self.pause, until)
            self.pause, self._because = None, Resumed(until)
        self._run(end)

    def look(self, now: datetime) -> Cycle:
        """The cycle as it is at `now`, which is not before its last event."""
        if self.ended is None:
            self.run_to(None)
        breached_at = self._breached_at if self._breached_at and self._breached_at <= now else None
        stretches = [stretch for stretch in self._stretches if stretch.start <= now]
        last = stretches[-1].because if stretches else None
        cycle = Cycle(
            number=self.number,
            began=self.began,
            target=self.target,
            agreed=self.agreed,
            allowed=self._allowed,
            due=self._due,
            state=State.RUNNING,
            breached_at=breached_at,
            ended=self.ended,
            paused=last if isinstance(last, Paused) and self.ended is None else None,
            intervals=tuple(_joined(interval for stretch in stretches for interval in stretch.until(now))),
            firings=tuple(self._firings),
        )
        return replace(cycle, state=_state(cycle, now))

    def _allow(self) -> None:
        """Set what is allowed, and with how much consumed it is due: at once, where that is used up already."""
        self._allowed = self.target.within
        if self.agreed is not None:
            self._allowed = self._consumed + self.target.calendar.between(self.at, self.agreed)
        used_up = self._allowed <= self._consumed and (self.agreed is None or self.agreed <= self.at)
        if not (self._overdue and used_up):
            self._limit = max(self._allowed, self._consumed)
            self._due, self._overdue = None, False

    def _instant(self, threshold: Threshold) -> datetime | None:
        """When the threshold is reached if the clock runs from here on; None for never."""
        offset = threshold.of(self._allowed)
        if threshold.is_late:
            offset += self._limit - self._allowed
        elif offset <= _NOTHING:
            return None
        moment = self.target.calendar.advance(self.at, max(offset - self._consumed, _NOTHING))
        return max(moment, self.agreed) if moment and self.agreed and threshold.is_late else moment

    def _rest(self, pause: Paused, end: datetime | None) -> None:
        if not self._overdue:
            self._due = None
        self._pass(pause, end)

    def _run(self, end: datetime | None) -> None:
        if not self._overdue:
            self._due = self._instant(DUE)
        coming = [(self._instant(threshold), threshold) for threshold in self.target.thresholds]
        reached = [
            (moment, threshold.of(self._allowed), threshold)
            for moment, threshold in coming
            if threshold not in self._spent and moment is not None and (end is None or moment < end)
        ]
        for moment, _, threshold in sorted(reached, key=lambda found: found[:2]):
            self._spent.add(threshold)
            self._reached[threshold] += 1
            self._firings.append(Firing(threshold, moment, self._due, self._reached[threshold]))
        if self._due is not None and (end is None or self._due < end) and not self._overdue:
            self._overdue = True
            self._breached_at = self._breached_at or self._due
        if end is not None:
            self._consumed += self.target.calendar.between(self.at, end)
        self._pass(self._because, end)

    def _pass(self, because: ClockEvent, end: datetime | None) -> None:
        self._stretches.append(_Stretch(self.at, end, because, self.target.calendar))
        self.at = end or self.at


def _joined(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Without empty intervals, and with those made one between which nothing changed."""
    current: Interval | None = None
    for interval in intervals:
        if interval.start == interval.end:
            continue
        if current and (current.kind, current.because) == (interval.kind, interval.because):
            current = replace(current, end=interval.end, working=current.working + interval.working)
        else:
            if current:
                yield current
            current = interval
    if current:
        yield current


def _state(cycle: Cycle, now: datetime) -> State:
    if cycle.ended is not None:
        return State.MET if cycle.breached_at is None else State.MISSED
    if cycle.breached_at is not None:
        return State.BREACHED
    if cycle.paused is not None:
        return State.PAUSED
    if not cycle.target.calendar.is_open(now):
        return State.OUT_OF_HOURS
    warnings = [threshold.of(cycle.allowed) for threshold in cycle.target.thresholds if not threshold.is_late]
    if any(_NOTHING < warning <= cycle.consumed for warning in warnings):
        return State.WARNED
    return State.RUNNING
