"""The clocks of the playground: what time the workspace shows, and how long a client or a person waits."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Two kinds of time: `now` stamps messages and events, `seconds` and `sleep` measure how long something lasts.

    Acks, triggers, retries and rate limits go by the second.
    """

    def now(self) -> datetime:
        """Return the aware UTC time that the workspace shows."""
        ...

    def seconds(self) -> float:
        """Return a reading in seconds that never goes back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait until `seconds()` has grown by this much."""
        ...


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SystemClock:
    """Real seconds; the time shown may come from elsewhere, for example from a clock that a demo speeds up."""

    def __init__(self, now: Callable[[], datetime] = _utc_now) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now()

    def seconds(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock:
    """A clock that stands still until a test moves it; whoever sleeps wakes when it has moved far enough."""

    def __init__(self, start: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    def seconds(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        wake = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), wake))
        await wake

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake, in order, whoever's time has come."""
        self._elapsed += seconds
        while self._sleepers and self._sleepers[0][0] <= self._elapsed:
            _, _, wake = heapq.heappop(self._sleepers)
            if not wake.done():
                wake.set_result(None)

    def sleepers(self) -> int:
        """Count who is waiting for this clock, so that a test can wait for the wait before it moves the clock."""
        return sum(not wake.done() for _, _, wake in self._sleepers)
