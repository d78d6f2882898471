"""Moments and durations as people type them: “16:00”, “tomorrow 9:00 CET”, “4 p.m. on Friday”; “30m”, “1h 30m”.

A moment is one in the person's own zone, unless it names another. What is not read whole is not read at all: of
“16:00 - 17:00” nobody can know which is meant, so whoever typed it is asked.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from bot.core.time_words import AMOUNT, DAYS, HALF, LONG_UNIT, MONTH, MONTHS, NEXT, NUMBERS, ORDINAL, SPOKEN, WEEKDAY
from bot.core.time_zones import is_in_force, read_zone, zone_named
from bot.process.values import format_duration, parse_duration
from bot.sla.calendars import wall_moment

LONGEST_QUOTE = 40

_LED = re.compile(r"(?:until|till|by|at|on|in|for|due)\s+", re.IGNORECASE)
"""What may stand before a moment or a duration."""
_PROMISES = re.compile(r"(?:until|till|for|before|after|around|about|between|from)\s+", re.IGNORECASE)
"""What nobody types but before one, where one is asked for."""

_UNITS = {"w": "w(?:(?:ee)?ks?)?", "d": "d(?:ays?)?", "h": "h(?:(?:ou)?rs?)?", "m": "m(?:in(?:ute)?s?)?"}
_PARTS = "".join(
    rf"(?:\s*(?:,|and\b)?\s*(?P<{letter}>[0-9]{{1,6}}(?:[.,][0-9]{{1,2}})?)\s*{unit}(?![^\W\d_]))?"
    for letter, unit in _UNITS.items()
)
_SPAN = re.compile(rf"(?=[0-9]){_PARTS}(?: from now)?", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?:(?P<half>half an?)|(?P<number>an?|{'|'.join(NUMBERS)})) (?P<unit>minute|hour|day|week)s?\b(?: from now)?",
    re.IGNORECASE,
)
_MINUTES = {"w": 7 * 24 * 60, "d": 24 * 60, "h": 60, "m": 1}

_CLOCK = re.compile(
    rf"(?P<hour>[0-9]{{1,2}})(?:[:.](?P<minute>[0-9]{{2}})(?::00)?)?(?![0-9])"
    rf"(?: ?(?P<half>{HALF})| ?(?P<whole>uhr|o.clock)\b)?",
    re.IGNORECASE,
)
_NAMED = {"noon": 12, "midday": 12, "midnight": 24}
_NOON = re.compile("(?:noon|midday|midnight)\\b", re.IGNORECASE)
_ORD = f"(?:{ORDINAL})?"
_DAY = re.compile(
    rf"(?P<word>today|to-?morrow|yesterday|tonight|(?:the )?day after to-?morrow|(?:this |coming )?{WEEKDAY})\b"
    r"|(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})(?![0-9])"
    r"|(?P<dots>[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?)(?![0-9])"
    r"|(?P<slashes>[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?)(?![0-9/])"
    rf"|(?:the )?(?P<dm>[0-9]{{1,2}}{_ORD}\.? (?:of )?{MONTH}\b\.?(?:,? [0-9]{{4}}(?![:0-9]))?)"
    rf"|(?P<md>{MONTH}\.? [0-9]{{1,2}}{_ORD}(?![:.]?[0-9])(?:,? [0-9]{{4}}(?![:0-9]))?)",
    re.IGNORECASE,
)
_DAYS_AWAY = re.compile(
    r"(?P<count>[0-9]{1,3}) ?(?P<unit>d(?:ays?)?|w(?:(?:ee)?ks?)?)\b(?: from now)?(?=,? (?:at|@) ?[0-9n])",
    re.IGNORECASE,
)
_TO_CLOCK = re.compile(r"T(?=[0-9])|\s*(?:,\s*|\s)(?:at |@ ?|um )?|\s*@ ?", re.IGNORECASE)
_TO_DAY = re.compile(r"\s*,?\s*(?:on (?:the )?)?(?=\S)", re.IGNORECASE)

_NUMBER = re.compile("[0-9]+")
_MEANT = re.compile(
    rf"[-+\u2212\u2013~]\s*\d|\d+\W*$|(?:half|quarter)\b|{AMOUNT} (?:of )?(?:an? )?{LONG_UNIT}\b|{HALF}|\d\d?:\d",
    re.IGNORECASE,
)
"""What is meant as a moment or a duration at the beginning, beside what is of the vocabulary everywhere."""


class UnreadTimeError(ValueError):
    """What was meant as a moment or a duration cannot be read, or not to its end; says so in words for the person."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I couldn't read a time in “{_quoted(text)}”. Write 16:00, tomorrow 9:00, monday 9:00 UTC or 2h."
        )


@dataclass(frozen=True)
class Found:
    """A duration, or a moment in aware UTC, and the length of the text that says it."""

    value: timedelta | datetime
    length: int


def read_time(text: str, now: datetime, zone: tzinfo) -> Found | None:
    """The moment or the duration that `text` begins with; None where none is meant there.

    A time alone is its next coming, today or tomorrow, and a weekday the next on which that time is still to come; a
    date without a year is the next such, within half a year. What the clock on the wall shows twice is meant the first
    time; what it leaps over is the moment of the leap.
    Raises UnreadTimeError for what is meant as one and cannot be read, or not to its end, and ValueError, in words for
    the person, for a duration that cannot be.
    """
    led = _LED.match(text)
    start = led.end() if led else 0
    found = (None if _in_days(text, start) else _span(text, start)) or _moment(text, start, now, zone)
    if found is None:
        if _is_meant(text, start):
            raise UnreadTimeError(text)
        return None
    rest = text[found.length :]
    if rest[:1].isalnum() or NEXT.match(rest):
        raise UnreadTimeError(text)
    return Found(found.value, found.length + (rest[:1] in {",", ":", ";"}))


def another_time(text: str) -> str:
    """What else of the vocabulary of time a text has; "" where nothing."""
    found = SPOKEN.search(text)
    return found[0] if found else ""


def _is_meant(text: str, start: int) -> bool:
    if _PROMISES.match(text):
        return True
    number = _NUMBER.match(text, start)
    if number and (start or NEXT.match(text, number.end())):
        return True
    return bool(SPOKEN.match(text, start) or _MEANT.match(text, start))


def _span(text: str, start: int) -> Found | None:
    """Raises ValueError for none at all, for one that is too long, and for parts of minutes."""
    if words := _IN_WORDS.match(text, start):
        number = 0.5 if words["half"] else _number(words["number"].lower())
        return _counted({words["unit"][0].lower(): number}, words)
    found = _SPAN.match(text, start)
    parts = {unit: _decimal(number) for unit, number in found.groupdict().items() if number} if found else {}
    return _counted(parts, found) if found and parts else None


def _counted(parts: dict[str, float], found: re.Match[str]) -> Found:
    minutes = sum(_MINUTES[unit] * number for unit, number in parts.items())
    if minutes != int(minutes):
        raise UnreadTimeError(found[0])
    try:
        return Found(parse_duration(format_duration(timedelta(minutes=int(minutes)))), found.end())
    except (ValueError, OverflowError) as error:
        why = error if isinstance(error, ValueError) else "a duration is at most a year"
        raise ValueError(f"“{_quoted(found[0])}” does not work: {why}.") from None


def _number(word: str) -> int:
    return NUMBERS.index(word) + 1 if word in NUMBERS else 1


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


@dataclass(frozen=True)
class _Clock:
    """A time of day, and where the words for it end."""

    since_midnight: timedelta
    end: int


def _moment(text: str, start: int, now: datetime, own: tzinfo) -> Found | None:
    """Raises UnreadTimeError for a day without a time, and for what does not exist."""
    today = now.astimezone(own).date()
    place = partial(_placed, text, now, own)
    if day := _day(text, start, today):
        joined = _TO_CLOCK.match(text, day.end)
        clock = _clock(text, joined.end()) if joined else None
        if clock is None:
            raise UnreadTimeError(text)
        return place(clock, day, *_zone(text, clock.end))
    clock = _clock(text, start)
    if clock is None:
        return None
    zone_word, end = _zone(text, clock.end)
    joined = _TO_DAY.match(text, end)
    if joined and (day := _day(text, joined.end(), today)):
        return place(clock, day, *((zone_word, day.end) if zone_word else _zone(text, day.end)))
    return place(clock, None, zone_word, end)


@dataclass(frozen=True)
class _Day:
    """The days that may be meant, the first that is still to come before the others, and where the word for it ends."""

    candidates: tuple[date, ...]
    end: int
    is_evening: bool = False


def _placed(  # noqa: PLR0913, PLR0917 (a moment is all of this)
    text: str, now: datetime, own: tzinfo, clock: _Clock, day: _Day | None, zone_word: str, end: int
) -> Found:
    try:
        zone = zone_named(zone_word, own) if zone_word else own
        if day and not _is_possible(day, clock):
            raise UnreadTimeError(text)
        today = now.astimezone(zone).date()
        candidates = day.candidates if day else (today, today + timedelta(days=1))
        moments = [_on_the_wall(one, clock.since_midnight, zone) for one in candidates]
        moment = next((one for one in moments if one > now), moments[0])
        if zone_word and not is_in_force(zone_word, zone, moment):
            raise UnreadTimeError(text)
    except (ValueError, OverflowError):
        raise UnreadTimeError(text) from None
    return Found(moment, end)


def _is_possible(day: _Day, clock: _Clock) -> bool:
    """A day has two midnights, and *tonight* begins in the evening."""
    midnight = timedelta(hours=24)
    return clock.since_midnight < midnight and (not day.is_evening or clock.since_midnight >= timedelta(hours=17))


def _on_the_wall(day: date, since_midnight: timedelta, zone: tzinfo) -> datetime:
    if isinstance(zone, ZoneInfo):
        return wall_moment(day, since_midnight, zone)
    return (datetime.combine(day, time(), zone) + since_midnight).astimezone(UTC)


def _zone(text: str, start: int) -> tuple[str, int]:
    """The zone named behind a time, and where that ends."""
    space = len(text[start:]) - len(text[start:].lstrip(" "))
    if text[start : start + 1] in {"Z", "z"} and not text[start + 1 : start + 2].isalnum():
        return "UTC", start + 1
    word, length = read_zone(text[start + space :])
    if word and not space and word[0] not in "+-\u2212(" and text[start - 1 : start] != ".":
        return "", start
    return (word, start + space + length) if word and not _is_range(word) else ("", start)


def _is_range(word: str) -> bool:
    """“16:00 -17:00”, “16:00 - 18” and “16:00-10:00” may be ranges; “16:00 -05:00” and “16:00 +10:00” are zones."""
    digits = word[1:].replace(":", "")
    return word[0] in "+-\u2212" and (len(digits) != 4 or (word[0] != "+" and digits[0] != "0"))


def _clock(text: str, start: int) -> _Clock | None:
    """Raises ValueError for a time that does not exist."""
    if named := _NOON.match(text, start):
        return _Clock(timedelta(hours=_NAMED[named[0].lower()]), named.end())
    found = _CLOCK.match(text, start)
    if found is None or not (found["minute"] or found["half"] or found["whole"]):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    is_half_day = bool(found["whole"]) and found["whole"].lower() != "uhr" and hour <= 12
    if minute > 59 or hour > (12 if half else 23) or (half and not hour) or is_half_day:
        raise UnreadTimeError(text)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return _Clock(timedelta(hours=hour, minutes=minute), found.end())


def _day(text: str, start: int, today: date) -> _Day | None:
    if away := _in_days(text, start):
        days = int(away["count"]) * (7 if away["unit"][0] in "wW" else 1)
        return _Day((today + timedelta(days=days),), away.end())
    found = _DAY.match(text, start)
    if found is None:
        return None
    try:
        return _Day(_dates(found, today), found.end(), is_evening=(found["word"] or "").lower() == "tonight")
    except ValueError:
        raise UnreadTimeError(text) from None


def _in_days(text: str, start: int) -> re.Match[str] | None:
    """“2 days at 9:00”, and “in 2 days at 9:00”."""
    return _DAYS_AWAY.match(text, start + 3 * (text[start : start + 3].lower() == "in "))


def _dates(found: re.Match[str], today: date) -> tuple[date, ...]:
    kind = next(name for name, value in found.groupdict().items() if value)
    said = found[kind].lower()
    match kind:
        case "word":
            return _named_days(said, today)
        case "iso":
            year, month, day = (int(part) for part in re.split("[-/]", said))
            return (date(year, month, day),)
        case "dots":
            day, month, *rest = (int(part) for part in said.split(".") if part)
            return _in_a_year(rest, month, day, today)
        case "slashes":
            first, second, *rest = (int(part) for part in said.split("/"))
            if first <= 12 and second <= 12 and first != second:
                raise ValueError("whether the day or the month is first, nobody can know")
            day, month = (first, second) if first > 12 else (second, first)
            return _in_a_year(rest, month, day, today)
    day, *rest = (int(number) for number in re.findall("[0-9]+", said))
    (word,) = re.findall(MONTH, said)
    month = next(place for place, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))
    return _in_a_year(rest, month, day, today)


def _in_a_year(years: list[int], month: int, day: int, today: date) -> tuple[date, ...]:
    """A date without a year is the next such, unless that is more than half a year away: then it is one just past."""
    if years:
        return (date(years[0], month, day),)
    this = date(today.year, month, day)
    coming = date(today.year + 1, month, day) if this < today else this
    return (coming,) if coming - today <= timedelta(days=183) or this >= today else (this,)


def _named_days(said: str, today: date) -> tuple[date, ...]:
    word = said.replace("-", "").removeprefix("the ")
    away = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2}.get(word)
    if away is not None:
        return (today + timedelta(days=away),)
    word = word.split()[-1]
    weekday = next(place for place, day in enumerate(DAYS) if word[:3] == day[:3])
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    if said.startswith("this "):
        if first.isocalendar().week != today.isocalendar().week:
            raise ValueError("that day of this week is over")
        return (first,)
    return (first, first + timedelta(days=7))


def unread_span(text: str) -> str:
    """Say that `text`, which was meant as a duration, is none."""
    return f"I couldn't read a duration in “{_quoted(text)}”. Write 30m, 2h, 1h 30m or 1d."


def _quoted(text: str) -> str:
    return (text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…").strip()
