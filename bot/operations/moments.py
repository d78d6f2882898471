"""Moments as people type them, in their own zone: “16:00”, “tomorrow 9:00”, “monday 4pm”, “2026-03-02 16:00”."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.incidents.calendars import wall_moment

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_QUOTE = 40

_WEEKDAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS)
_DAY = rf"(?P<day>today|tomorrow|{_WEEKDAY}|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?P<hour>\d\d?)(?::(?P<minute>\d\d))?(?: ?(?P<half>am|pm))?"
_END = r"(?=[\s,]|$),?"
_MOMENT = re.compile(rf"(?:{_DAY}(?:T|,?\s+(?:at\s+)?))?{_TIME}{_END}", re.IGNORECASE | re.ASCII)
_DAY_ALONE = re.compile(rf"{_DAY}{_END}", re.IGNORECASE | re.ASCII)


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, int]:
    """The moment (aware UTC) that `text` begins with, and the length of what says it; None and 0 where it has none.

    A time alone is its next coming, today or tomorrow, and a weekday the next on which that time is still to come. What
    the clock on the wall shows twice is meant the first time; what it leaps over is the moment of the leap.
    Raises ValueError, in words for the person, for a day without a time, and for a day or time that does not exist.
    """
    found = _MOMENT.match(text)
    if found and (found["minute"] or found["half"]):
        try:
            return _moment(found, now, zone), found.end()
        except (ValueError, OverflowError):
            raise ValueError(_unread(found[0])) from None
    if _DAY_ALONE.match(text):
        raise ValueError(_unread(text))
    return None, 0


def _moment(found: re.Match[str], now: datetime, zone: ZoneInfo) -> datetime:
    since_midnight = _time(int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower())
    moments = [wall_moment(day, since_midnight, zone) for day in _days(found["day"], now.astimezone(zone).date())]
    return next((moment for moment in moments if moment > now), moments[0])


def _time(hour: int, minute: int, half: str) -> timedelta:
    if minute > 59 or hour > (12 if half else 23) or (half and not hour):
        raise ValueError("no such time")
    return timedelta(hours=hour % 12 + 12 * (half == "pm") if half else hour, minutes=minute)


def _days(named: str | None, today: date) -> list[date]:
    """The days that may be meant, the first that is still to come before the others."""
    word = (named or "").lower()
    match word:
        case "":
            return [today, today + timedelta(days=1)]
        case "today":
            return [today]
        case "tomorrow":
            return [today + timedelta(days=1)]
    weekday = next((place for place, day in enumerate(DAYS) if word[:3] == day[:3]), None)
    if weekday is None:
        return [date.fromisoformat(word)]
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    return [first, first + timedelta(days=7)]


def _unread(text: str) -> str:
    quoted = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return f"I read no time in “{quoted.strip()}”. Write 16:00, tomorrow 9:00, monday 9:00 or 2h."
