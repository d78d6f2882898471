"""Moments and durations as people type them: “16:00”, “tomorrow 9:00”, “monday 4pm”; “30m”, “2 hours”, “1h 30m”.

Moments are in the person's own zone.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.values import format_duration, parse_duration
from bot.sla.calendars import wall_moment

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_QUOTE = 40

_WEEKDAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS)
_DAY = rf"(?P<day>today|tomorrow|{_WEEKDAY}|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?P<hour>\d\d?)(?::(?P<minute>\d\d))?(?: ?(?P<half>am|pm))?"
_END = r"(?=[\s,]|$),?"
_MOMENT = re.compile(rf"(?:{_DAY}(?:T|,?\s+(?:at\s+)?))?{_TIME}{_END}", re.IGNORECASE | re.ASCII)
_DAY_ALONE = re.compile(rf"{_DAY}{_END}", re.IGNORECASE | re.ASCII)

_UNITS = {
    "w": "w(?:ee)?k?s?",
    "d": "d(?:ays?)?",
    "h": "h(?:(?:ou)?rs?)?",
    "m": "m(?:in(?:ute)?s?)?",
}
_PARTS = r"(?:\s*(?:,|and\b)?\s*)".join(
    rf"(?:(?P<{outgoing}>[0-9]{{1,6}})\s*{unit}(?![^\W\d_]))?" for outgoing, unit in _UNITS.items()
)
_SPAN = re.compile(rf"(?=[0-9]){_PARTS}(?:(?=\s|$)|[,:;])", re.IGNORECASE)

_LED = re.compile(r"(?:until|till|by|at|on|in|for)\s+", re.IGNORECASE)
"""What may stand before a moment or a duration."""
_PROMISES = re.compile(r"(?:until|till|for)\s+", re.IGNORECASE)
"""What nobody types but before one."""
_UNIT = r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|w(?:ee)?ks?|months?|years?|[smhdwy])"
_MEANT = re.compile(
    rf"""
      [-+\u2212\u2013]\s*\d                                        # -5m
    | \d+(?:[.,]\d+)?\s*(?:{_UNIT}|[ap]\.?m\.?|o.clock)\b  # 3 months, 1.5h, 5 o'clock
    | \d+[wdhm]\d                                        # 1h30
    | \d{{1,2}}[:.]\d\d\b                                # 17.30, 25:00
    | \d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b             # 24.12.2026
    | \d+\W*$                                           # 30
    | (?:noon|midday|midnight|tonight)\b
    | next\s+(?:{_UNIT}|{_WEEKDAY})\b
    | (?:an?|one|two|three|half|few|couple|several)\s+(?:an?\s+|of\s+)?{_UNIT}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What is meant as a moment or a duration, whether it can be read or not."""


def read_span(text: str) -> tuple[str | None, int]:
    """The duration that `text` begins with, as `format_duration` writes it, and the length of what says it.

    None and 0 where it has none. Raises ValueError, in words for the person, for none at all and for one that is too
    long.
    """
    found = _SPAN.match(text)
    parts = {unit: int(number) for unit, number in found.groupdict().items() if number} if found else {}
    if found is None or not parts:
        return None, 0
    parts["d"] = parts.get("d", 0) + 7 * parts.pop("w", 0)
    try:
        span = parse_duration(" ".join(f"{parts[unit]}{unit}" for unit in ("d", "h", "m") if unit in parts))
    except ValueError as error:
        raise ValueError(f"“{_quoted(found[0])}” does not work: {error}.") from None
    return format_duration(span), found.end()


def leading(text: str) -> int:
    """The length of a word such as *until* or *for* that `text` begins with, which belongs to what follows."""
    led = _LED.match(text)
    return led.end() if led else 0


def is_meant(text: str) -> bool:
    """Whether a moment or a duration is meant at the beginning of `text`, also where it cannot be read."""
    return bool(_PROMISES.match(text) or _MEANT.match(text, leading(text)) or _is_number_led(text))


def _is_number_led(text: str) -> bool:
    """“at 5”: a number after a word that asks for a time."""
    start = leading(text)
    return bool(start) and text[start : start + 1].isdecimal()


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
            raise ValueError(unread(found[0])) from None
    if _DAY_ALONE.match(text):
        raise ValueError(unread(text))
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


def unread(text: str) -> str:
    """Say that `text`, which was meant as a moment, is none."""
    return f"I read no time in “{_quoted(text)}”. Write 16:00, tomorrow 9:00, monday 9:00 or 2h."


def unread_span(text: str) -> str:
    """Say that `text`, which was meant as a duration, is none."""
    return f"I read no duration in “{_quoted(text)}”. Write 30m, 2h, 1h 30m or 1d."


def _quoted(text: str) -> str:
    return (text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…").strip()
