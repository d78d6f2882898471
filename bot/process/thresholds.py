"""Points on the way to what is due: "75%" of the target, "10m before", "due", "30m after"."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from bot.process.values import format_duration, parse_duration


@dataclass(frozen=True)
class Threshold:
    """A point that lies at `percent` of the target and, from there, later by `shift` (earlier where it is negative)."""

    percent: int = 100
    shift: timedelta = timedelta()

    def of(self, target: timedelta) -> timedelta:
        """How much working time has passed at this point; nothing or less where the target is too short for it."""
        return target * self.percent / 100 + self.shift

    @property
    def is_late(self) -> bool:
        """Whether it is not before the due time."""
        return self.percent >= 100 and self.shift >= timedelta()

    def __str__(self) -> str:
        if self.shift:
            return f"{format_duration(abs(self.shift))} {'after' if self.shift > timedelta() else 'before'}"
        return "due" if self.percent == 100 else f"{self.percent}%"


DUE = Threshold()
"""The moment itself at which something is due."""

WARNING = "warning"
"""Where a severity's `warn_before` lies."""

_FORMS = '"75%", "10m before", "due", "30m after" or "warning"'


# A clock's targets are read from its marks whenever it is looked at, and they name the same few points.
@lru_cache
def parse_threshold(text: str) -> Threshold:
    """Read "75%", "10m before", "due" or "30m after"; raises ValueError where it is none of these."""
    words = text.strip().lower()
    if words == "due":
        return DUE
    if match := re.fullmatch(r"(\d{1,3}) *%", words):
        if not int(match[1]):
            raise ValueError("0% is the beginning, where nothing is to be said")
        return Threshold(percent=int(match[1]))
    if match := re.fullmatch(r"(.+) (before|after)", words):
        shift = parse_duration(match[1])
        return Threshold(shift=shift if match[2] == "after" else -shift)
    raise ValueError(f"{text!r} is not a point in time: write {_FORMS}")


def _read(value: Any) -> Any:
    if isinstance(value, Threshold):
        return value
    if not isinstance(value, str):
        raise ValueError(f"has to be text: {_FORMS}")
    return WARNING if value.strip().lower() == WARNING else parse_threshold(value)


When = Annotated[
    Threshold | str,
    BeforeValidator(_read),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(warning|due|\s*[1-9]\d{0,2} *%\s*|\s*\d+\s*[dhm].* (before|after)\s*)$",
            "examples": ["75%", "10m before", "due", "30m after", "warning"],
        }
    ),
]
"""A threshold, or `WARNING`."""
