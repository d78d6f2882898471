"""What a time zone shows on the wall: its offsets from UTC over some time, and when it first shows a time of day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_AROUND_A_YEAR = timedelta(days=5)
"""Hours of a year may begin some days before it, and zones lie up to a day apart."""


class Offset(NamedTuple):
    """That the wall shows UTC and `ahead`, from the moment `since` on."""

    since: datetime
    ahead: timedelta


Offsets = tuple[Offset, ...]
"""In order; the last holds on, and before the first nothing is asked."""


@lru_cache(maxsize=256)
def offsets_in(zone: ZoneInfo, first: int, last: int) -> Offsets:
    """The offsets in the years from `first` to `last`, and in the days around them, as this machine knows the zone."""
    begin, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    return tuple(_offsets(zone, begin - _AROUND_A_YEAR, end + _AROUND_A_YEAR))


def first_shown(wall: datetime, offsets: Offsets) -> datetime:
    """When the wall first shows this time (without zone), or a later one where it leaps over it."""
    wall = wall.replace(tzinfo=UTC)
    for present, following in pairwise(offsets):
        moment = max(wall - present.ahead, present.since)
        if moment < following.since:
            return moment
    return max(wall - offsets[-1].ahead, offsets[-1].since)


def first_shown_in(wall: datetime, zone: ZoneInfo) -> datetime:
    """The same, where the zone is asked only around this time."""
    around = wall.replace(tzinfo=UTC)
    return first_shown(wall, tuple(_offsets(zone, around - 2 * _DAY, around + 2 * _DAY)))


def _offsets(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Offset]:
    ahead = _ahead(zone, begin)
    yield Offset(begin, ahead)
    at = begin
    while at < end:
        before, at = at, at + _DAY
        if _ahead(zone, at) != ahead:
            yield Offset(_change(zone, before, at), ahead := _ahead(zone, at))


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second between these at which another offset begins."""
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if _ahead(zone, middle) == _ahead(zone, before):
            before = middle
        else:
            after = middle
    return after


def _ahead(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
