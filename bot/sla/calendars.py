"""Working time: which moments count for a clock, how many there are between two, and where a number of them ends.

Every datetime that comes in or goes out is aware and in UTC; only the hours themselves are meant in their zone.

Hours are what the clock on the wall shows. Twice a year that clock jumps, and then:
- a time that is shown twice is its first showing, so that hours from 01:00 to 02:30 end once and are not opened again;
- a time that is never shown is the moment of the jump;
- what counts is the time that really passes: a night shift from 22:00 to 06:00 is once 7 hours long, and once 9.

Hours belong to the day on which they begin: closed on Tuesday leaves Monday's night shift, which ends on Tuesday.
A day of the team's own goes before a holiday, and a holiday before the week.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from bot.process import working_hours as hours
from bot.process.working_hours import Day, public_holidays
from bot.sla.zone_offsets import Offsets, first_shown, first_shown_in, offsets_in

HORIZON = timedelta(days=20 * 366)
"""How far ahead `advance` looks: what would take longer than this is never."""

_NOTHING = timedelta()
_DAYS_TOUCHING_A_YEAR = range(-3, 368)
"""Counted from the first of January in UTC: hours may last into a second day, and zones lie up to a day apart."""


class Span(NamedTuple):
    """From `start` up to, and without, `end`."""

    start: datetime
    end: datetime


class Calendar(Protocol):
    """Says which moments are working time."""

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """The working time between two moments, in order; spans neither touch nor overlap."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time there is between two moments; none, where `end` is not after `start`."""

    def advance(self, start: datetime, working: timedelta) -> datetime | None:
        """The first moment by which this much working time has passed since `start`.

        That is `start` itself for none, and closing time, not the next opening, where it is used up then.
        None where it lies beyond HORIZON.
        """

    def is_open(self, moment: datetime) -> bool:
        """Whether the moment is working time; closing time is not."""


@dataclass(frozen=True)
class Always:
    """24x7: all time is working time."""

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        if start < end:
            yield Span(start, end)

    def between(self, start: datetime, end: datetime) -> timedelta:
        return max(end - start, _NOTHING)

    def advance(self, start: datetime, working: timedelta) -> datetime | None:
        return start + working if working <= HORIZON else None

    def is_open(self, moment: datetime) -> bool:
        return True


@dataclass(frozen=True)
class KnownYears:
    """What was known of the years from `first` to `last` when somebody looked: public holidays, and what zones do."""

    first: int
    last: int
    holidays: frozenset[date]
    offsets: Offsets

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True)
class WorkingCalendar:
    """Hours of the week (Monday first) in a zone, closed on public holidays, with days of the team's own.

    The years that are `known` are as they were known; for others, whatever is known of regions and zone by now holds.
    """

    zone: ZoneInfo
    week: tuple[Day, ...]
    holidays: tuple[str, ...] = ()
    days: tuple[tuple[date, Day], ...] = ()
    known: KnownYears | None = None

    @classmethod
    def of(cls, written: hours.WorkingHours) -> "WorkingCalendar":
        """The calendar that a team wrote in `sitrep.toml`."""
        days = tuple((date.fromisoformat(day), day_hours) for day, day_hours in written.days.items())
        return cls(written.tzinfo, written.week, written.holidays, days)

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        return _united(self._pieces(start, end))

    def between(self, start: datetime, end: datetime) -> timedelta:
        return sum((piece.end - piece.start for piece in self._pieces(start, end)), _NOTHING)

    def advance(self, start: datetime, working: timedelta) -> datetime | None:
        if not working:
            return start
        for piece in self._pieces(start, start + HORIZON):
            if working <= piece.end - piece.start:
                return piece.start + working
            working -= piece.end - piece.start
        return None

    def is_open(self, moment: datetime) -> bool:
        return any(self._pieces(moment, moment + timedelta.resolution))

    def hours_of(self, day: date) -> Day:
        """The hours that begin on this day."""
        own = dict(self.days).get(day)
        if own is not None:
            return own
        return () if self._is_holiday(day) else self.week[day.weekday()]

    def offsets_in(self, year: int) -> Offsets:
        """What the wall shows in this year, and in the days around it."""
        known = self.known.offsets if self.known and year in self.known else ()
        return known or offsets_in(self.zone, year, year)

    def _is_holiday(self, day: date) -> bool:
        if self.known and day.year in self.known:
            return day in self.known.holidays
        return any(day in public_holidays(region) for region in self.holidays)

    def _pieces(self, start: datetime, end: datetime) -> Iterator[Span]:
        """The working time between two moments, in order, cut where a year ends."""
        for year in range(start.year, end.year + 1):
            spans = _spans_of(self, year)
            for span in spans[bisect_right(spans, start, key=lambda span: span.end) :]:
                if max(span.start, start) >= end:
                    return
                yield Span(max(span.start, start), min(span.end, end))


@lru_cache(maxsize=256)
def _spans_of(calendar: WorkingCalendar, year: int) -> tuple[Span, ...]:
    """The working time of a year in UTC."""
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    days = (begin.date() + timedelta(days=place) for place in _DAYS_TOUCHING_A_YEAR)
    offsets = calendar.offsets_in(year)
    shifts = (
        Span(first_shown(_wall(day, opening.opens), offsets), first_shown(_wall(day, opening.closes), offsets))
        for day in days
        for opening in calendar.hours_of(day)
    )
    inside = (Span(max(shift.start, begin), min(shift.end, end)) for shift in shifts)
    return tuple(_united(span for span in inside if span.start < span.end))


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order of their start, with those that touch or overlap made one."""
    current: Span | None = None
    for span in spans:
        if current is None:
            current = span
        elif span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    if current is not None:
        yield current


def wall_moment(day: date, since_midnight: timedelta, zone: ZoneInfo) -> datetime:
    """When the clock on the wall first shows this time of this day, or a later one."""
    return first_shown_in(_wall(day, since_midnight), zone)


def _wall(day: date, since_midnight: timedelta) -> datetime:
    return datetime.combine(day, time()) + since_midnight
