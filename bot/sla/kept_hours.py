"""Hours as they are kept with what was counted by them: a calendar's whole content, known by its digest.

A team edits its hours, every year brings holidays that nobody had announced, and countries change their minds about
summer time. What has been counted must not change with that. So the record keeps the content and not the name: the
zone, the week, the days of the team's own and, for the years that a clock may run in, the dates of the public holidays
and the offsets of the zone as they were known.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.process.working_hours import Day, Opening, public_holidays
from bot.sla.calendars import Always, Calendar, KnownYears, WorkingCalendar
from bot.sla.clock_events import Target
from bot.sla.zone_offsets import Offset, offsets_in

YEARS_BEFORE, YEARS_AHEAD = 1, 5
"""The years around the one in which a clock gets its hours, of which is kept what was known then."""

_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)


class Difference(Enum):
    """In what a calendar may be another: what a team wrote, the public holidays, or what its time zone does."""

    HOURS = auto()
    HOLIDAYS = auto()
    ZONE = auto()


class KeptHours(NamedTuple):
    """The content of a calendar, as JSON, and the digest that it is known by."""

    digest: str
    content: dict[str, Any]


def keep_hours(calendar: Calendar, at: datetime) -> KeptHours:
    """What to keep of a calendar by which something is counted from `at` (aware UTC) on."""
    known = calendar if isinstance(calendar, WorkingCalendar) else Always()
    return _kept(known, at.year - YEARS_BEFORE, at.year + YEARS_AHEAD)


def read_hours(digest: str, content: Mapping[str, Any]) -> Calendar:
    """The calendar that was kept. The same object for one digest, as its working time is worked out only once."""
    found = _READ.get(digest)
    if found is None:
        found = _READ[digest] = _calendar(content)
    return found


def is_same_target(kept: Target, present: Target) -> bool:
    """Whether what was promised is what would be promised now."""
    return (kept.within, kept.thresholds) == (present.within, present.thresholds) and is_same_calendar(
        kept.calendar, present.calendar
    )


def is_same_calendar(kept: Calendar, present: Calendar) -> bool:
    """Whether a calendar still is what was kept of it."""
    return not any(differences(kept, present))


def differences(kept: Calendar, present: Calendar) -> Iterator[Difference]:
    """In what a calendar is another than was kept of it; of holidays and zones, in the years that were known then."""
    if not isinstance(kept, WorkingCalendar) or not isinstance(present, WorkingCalendar):
        if kept != present:
            yield Difference.HOURS
        return
    if replace(kept, known=None) != replace(present, known=None):
        yield Difference.HOURS
    elif kept.known:
        known = _known(present, kept.known.first, kept.known.last)
        if kept.known.holidays != known.holidays:
            yield Difference.HOLIDAYS
        if kept.known.offsets != known.offsets:
            yield Difference.ZONE


_READ: dict[str, Calendar] = {}


@lru_cache(maxsize=256)
def _kept(calendar: WorkingCalendar | Always, first: int, last: int) -> KeptHours:
    if isinstance(calendar, Always):
        content: dict[str, Any] = {"always": True}
    else:
        content = _content(calendar, _known(calendar, first, last))
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return KeptHours(hashlib.sha256(written.encode()).hexdigest(), content)


@lru_cache(maxsize=256)
def _known(calendar: WorkingCalendar, first: int, last: int) -> KnownYears:
    """What is known of these years by now."""
    years = range(first, last + 1)
    dates = frozenset(
        day
        for region in calendar.holidays
        for day in (date(year, 1, 1) + timedelta(days=place) for year in years for place in range(366))
        if day in public_holidays(region)
    )
    offsets = offsets_in(calendar.zone, first, last)
    return KnownYears(first, last, frozenset(day for day in dates if day.year in years), offsets)


def _content(calendar: WorkingCalendar, known: KnownYears) -> dict[str, Any]:
    return {
        "zone": calendar.zone.key,
        "week": [_written(day) for day in calendar.week],
        "days": {day.isoformat(): _written(hours) for day, hours in calendar.days},
        "holidays": list(calendar.holidays),
        "known": [known.first, known.last, sorted(day.isoformat() for day in known.holidays)],
        "offsets": [[since.isoformat(), ahead // _SECOND] for since, ahead in known.offsets],
    }


def _calendar(content: Mapping[str, Any]) -> Calendar:
    if content.get("always"):
        return Always()
    known = None
    if content["known"]:
        first, last, dates = content["known"]
        offsets = tuple(
            Offset(datetime.fromisoformat(since), ahead * _SECOND) for since, ahead in content.get("offsets", ())
        )
        known = KnownYears(first, last, frozenset(map(date.fromisoformat, dates)), offsets)
    return WorkingCalendar(
        ZoneInfo(content["zone"]),
        tuple(map(_day, content["week"])),
        tuple(content["holidays"]),
        tuple((date.fromisoformat(day), _day(hours)) for day, hours in content["days"].items()),
        known,
    )


def _written(day: Day) -> list[list[int]]:
    return [[opening.opens // _MINUTE, opening.closes // _MINUTE] for opening in day]


def _day(written: Iterable[Iterable[int]]) -> Day:
    return tuple(Opening(opens * _MINUTE, closes * _MINUTE) for opens, closes in written)
