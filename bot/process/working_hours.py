"""Working hours as a team writes them: hours of a day, days of a week, public holidays, days of their own, a zone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

import holidays
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from bot.process.values import FROZEN, Pattern

ALWAYS = "24x7"
"""The calendar that is always open, and needs no definition."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, order=True)
class Opening:
    """Open from `opens` to `closes`: wall-clock times since the midnight with which the day begins.

    `closes` lies beyond 24 hours where the hours go on into the next day.
    """

    opens: timedelta
    closes: timedelta

    def __str__(self) -> str:
        return f"{_clock_time(self.opens)}-{_clock_time(self.closes)}"


Day = tuple[Opening, ...]

_OPENING = re.compile(r"(\d{1,2}):(\d\d) *[-–] *(\d{1,2}):(\d\d)")
_MIDNIGHT = timedelta(hours=24)


def parse_hours(text: str) -> Day:
    """Read "closed", "09:00-17:00", "09:00-12:00, 13:00-17:00" or, into the next day, "22:00-06:00".

    Raises ValueError where it is none of these, or where two of the hours overlap.
    """
    if text.strip().lower() == "closed":
        return ()
    day = tuple(sorted(_parse_opening(part) for part in text.split(",")))
    for first, second in pairwise(day):
        if second.opens < first.closes:
            raise ValueError(f"{first} and {second} overlap")
    return day


def _parse_opening(text: str) -> Opening:
    match = _OPENING.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'{text.strip()!r} are not hours: write "09:00-17:00", "09:00-12:00, 13:00-17:00" or "closed"')
    opens, closes = _time(match[1], match[2]), _time(match[3], match[4])
    if opens in (closes, _MIDNIGHT):
        raise ValueError(f'{text.strip()!r} says nothing: a whole day is "00:00-24:00"')
    return Opening(opens, closes if closes > opens else closes + _MIDNIGHT)


def _time(hours: str, minutes: str) -> timedelta:
    time = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59 or time > _MIDNIGHT:
        raise ValueError(f"{hours}:{minutes} is not a time of day")
    return time


def _clock_time(since_midnight: timedelta) -> str:
    minutes = since_midnight // timedelta(minutes=1)
    return f"{minutes // 60 % 24 if minutes > 24 * 60 else minutes // 60:02}:{minutes % 60:02}"


def _read_hours(value: Any) -> Any:
    return parse_hours(value) if isinstance(value, str) else value


def _write_hours(day: Day) -> str:
    return ", ".join(map(str, day)) or "closed"


Hours = Annotated[
    Day,
    BeforeValidator(_read_hours),
    PlainSerializer(_write_hours),
    WithJsonSchema(
        {"type": "string", "examples": ["09:00-17:00", "09:00-12:00, 13:00-17:00", "22:00-06:00", "closed"]}
    ),
]
"""When a day is open: "09:00-17:00", several with commas, past midnight as "22:00-06:00", or "closed"."""

_DAYS = rf"({'|'.join(WEEK)})(-({'|'.join(WEEK)}))?"

Days = Annotated[str, Pattern(_DAYS, 'a day or days of the week, such as "sat" or "mon-fri"')]


def _read_date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a date: write it like 2026-12-24") from None
    return value


OwnDay = Annotated[str, AfterValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]


def _read_zone(name: str) -> str:
    known = available_timezones()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        raise ValueError(f"{name!r} is not a time zone; did you mean {near[0] if near else 'Europe/Berlin'!r}?")
    return name


def _read_region(region: str) -> str:
    try:
        public_holidays(region)
    except NotImplementedError:
        country, _, subdivision = region.partition("-")
        known = holidays.list_supported_countries()
        if country not in known:
            raise ValueError(
                f'no holidays are known of {country!r}: write a country\'s two letters, such as "DE"'
            ) from None
        raise ValueError(
            f"{country} has no part {subdivision!r}; there is {', '.join(known[country]) or 'none'}"
        ) from None
    return region


@lru_cache
def public_holidays(region: str) -> holidays.HolidayBase:
    """The public holidays of a country ("DE") or a part of one ("DE-BE"); raises NotImplementedError for others."""
    country, _, subdivision = region.partition("-")
    return holidays.country_holidays(country, subdivision or None)


class WorkingHours(BaseModel):
    """A calendar that clocks can keep: open at these hours, closed on holidays."""

    model_config = FROZEN

    zone: Annotated[str, AfterValidator(_read_zone)]
    """The time zone that the hours are meant in, such as "Europe/Berlin"."""
    holidays: tuple[Annotated[str, AfterValidator(_read_region)], ...] = ()
    """Closed on the public holidays of these countries ("DE") and parts of countries ("DE-BE")."""
    hours: Annotated[dict[Days, Hours], Field(json_schema_extra={"propertyNames": {"pattern": f"^{_DAYS}$"}})]
    """Days of the week → hours, such as { mon-thu = "09:00-12:00, 13:00-17:00", sat-sun = "22:00-06:00" }."""
    days: dict[OwnDay, Hours] = {}
    """Days of your own, by date, which go before holidays and the week: { 2026-12-24 = "closed" }."""

    @property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def week(self) -> tuple[Day, ...]:
        """The hours of each day of the week, Monday first."""
        found = {day: hours for days, hours in self.hours.items() for day in _each(days)}
        return tuple(found.get(day, ()) for day in range(7))

    @field_validator("hours")
    @classmethod
    def _opens(cls, hours: dict[str, Day], info: ValidationInfo) -> dict[str, Day]:
        named = Counter(day for days in hours for day in _each(days))
        for day, times in named.items():
            if times > 1:
                raise ValueError(f"{WEEK[day]} is named more than once")
        open_on = {day for days, opening in hours.items() if opening for day in _each(days)}
        closed = [public_holidays(region) for region in info.data.get("holidays", ())]
        if not any(day.weekday() in open_on and not any(day in off for off in closed) for day in _SOME_YEARS):
            raise ValueError("never opens: give hours for at least one day of the week")
        return hours


_SOME_YEARS = [date(2026, 1, 1) + timedelta(days=days) for days in range(2 * 365)]


def _each(days: str) -> Iterator[int]:
    """The days of "sat" or "mon-fri" as numbers from Monday, 0; "fri-mon" goes over the weekend."""
    first, _, last = days.partition("-")
    start = WEEK.index(first)
    length = (WEEK.index(last or first) - start) % 7 + 1
    return ((start + place) % 7 for place in range(length))
