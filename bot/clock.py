"""The time the bot lives by: handed in wherever something waits, so that tests and demonstrations can move it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol


class Clock(Protocol):
    """Where the time comes from and how waiting is done."""

    def now(self) -> datetime:
        """The time on this clock, aware and in UTC."""

    def steady(self) -> float:
        """Seconds by this clock's pace since some moment: a length is measured on it, as nobody can set it.

        Those in which the machine was suspended count, where the system tells: elsewhere they have passed, too.
        """

    def real_seconds(self, until: datetime) -> float:
        """How many real seconds to wait until this clock shows `until`; never negative."""

    async def sleep(self, seconds: float) -> None:
        """Wait until this clock has advanced by `seconds`."""


# On Linux time.monotonic() stands still while the machine is suspended; elsewhere there is nothing better.
_STEADY: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def _steady() -> float:
    return time.clock_gettime(_STEADY)


class SystemClock:
    """The time of day."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> float:
        return _steady()

    def real_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class SpeededClock:
    """A clock that runs `factor` times as fast as real time, from `start` (aware; default: the present)."""

    def __init__(self, factor: float, start: datetime | None = None) -> None:
        if factor <= 0:
            raise ValueError(f"a clock runs forward: the factor must be above 0, not {factor}")
        self._factor = factor
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._origin = _steady()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.steady())

    def steady(self) -> float:
        return (_steady() - self._origin) * self._factor

    def real_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds()) / self._factor

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._factor)
