"""Hours as they are kept with what was counted by them: a calendar's whole content, known by its digest.

A team edits its hours, and every year brings holidays that nobody had announced. What has been counted must not change
with that. So the record keeps the content and not the name: the zone, the week, the days of the team's own, and the
dates of the public holidays as they were known, for the years that a clock may run in.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.process.working_hours import Day, Opening, public_holidays
from bot.sla.calendars import Always, Calendar, KnownHolidays, WorkingCalendar
from bot.sla.clock_events import Target

YEARS_BEFORE, YEARS_AHEAD = 1, 5
"""The years around the one in which a clock gets its hours, whose holidays are kept with them."""

_MINUTE = timedelta(minutes=1)


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
    """Whether a calendar still is what was kept of it: the same hours and, in the years kept, the same holidays."""
    if isinstance(kept, WorkingCalendar) and isinstance(present, WorkingCalendar) and kept.known:
        return kept == _with_dates(present, kept.known.first, kept.known.last)
    return kept == present


_READ: dict[str, Calendar] = {}


@lru_cache(maxsize=256)
def _kept(calendar: WorkingCalendar | Always, first: int, last: int) -> KeptHours:
    content = _content(_with_dates(calendar, first, last) if isinstance(calendar, WorkingCalendar) else calendar)
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return KeptHours(hashlib.sha256(written.encode()).hexdigest(), content)


@lru_cache(maxsize=256)
def _with_dates(calendar: WorkingCalendar, first: int, last: int) -> WorkingCalendar:
    """The calendar with the dates of its holidays. One without holidays has the same content in every year."""
    if not calendar.holidays:
        return calendar
    years = range(first, last + 1)
    dates = frozenset(
        day
        for region in calendar.holidays
        for day in (date(year, 1, 1) + timedelta(days=place) for year in years for place in range(366))
        if day in public_holidays(region)
    )
    return replace(calendar, known=KnownHolidays(first, last, frozenset(day for day in dates if day.year in years)))


def _content(calendar: Calendar) -> dict[str, Any]:
    if not isinstance(calendar, WorkingCalendar):
        return {"always": True}
    known = calendar.known
    return {
        "zone": calendar.zone.key,
        "week": [_written(day) for day in calendar.week],
        "days": {day.isoformat(): _written(hours) for day, hours in calendar.days},
        "holidays": list(calendar.holidays),
        "known": [known.first, known.last, sorted(day.isoformat() for day in known.dates)] if known else None,
    }


def _calendar(content: Mapping[str, Any]) -> Calendar:
    if content.get("always"):
        return Always()
    known = None
    if content["known"]:
        first, last, dates = content["known"]
        known = KnownHolidays(first, last, frozenset(map(date.fromisoformat, dates)))
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
