"""What can happen to a clock, as events; datetimes are aware and in UTC."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.process.thresholds import DUE, Threshold
from bot.sla.calendars import Calendar


@dataclass(frozen=True)
class Target:
    """How much working time of which calendar, and the points on the way that somebody wants to know of."""

    within: timedelta
    calendar: Calendar
    thresholds: tuple[Threshold, ...] = (DUE,)


@dataclass(frozen=True)
class ClockEvent:
    """Something that happened to a clock: when, by whom (None: by itself), and why."""

    at: datetime
    actor: str | None = field(default=None, kw_only=True)
    reason: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Started(ClockEvent):
    """A cycle begins. One that is open ends: what it was about has come, as it does with each update."""

    target: Target
    agreed: datetime | None = None


@dataclass(frozen=True)
class Paused(ClockEvent):
    """The clock stands still until it is resumed or, by itself, at `until`. Raises ValueError if that is not later."""

    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.at:
            raise ValueError("a pause ends after it has begun")


@dataclass(frozen=True)
class Resumed(ClockEvent):
    """The clock runs on after a pause."""


@dataclass(frozen=True)
class Stopped(ClockEvent):
    """What the clock waits for has come: the cycle ends, met or missed."""


@dataclass(frozen=True)
class Retargeted(ClockEvent):
    """Another target holds from now on, as after a change of severity."""

    target: Target


@dataclass(frozen=True)
class Agreed(ClockEvent):
    """It is due at a moment that people agreed upon, or promised."""

    moment: datetime
