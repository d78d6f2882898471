"""A clock that stands still until the test moves it."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class ManualClock:
    """Sleepers wake in the order of their moments, each at its exact time."""

    def __init__(self, start: datetime = START) -> None:
        self._now, self._offset = start, timedelta()
        self._order = itertools.count()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now + self._offset

    def steady(self) -> float:
        return (self._now - START).total_seconds()

    def real_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._order), waking))
        await waking

    def jump(self, by: timedelta) -> None:
        """Show another time to whoever looks, and wake nobody."""
        self._now += by

    def set(self, by: timedelta) -> None:
        """Show another time, as where somebody sets the clock: no time passes."""
        self._offset += by

    async def advance(self, seconds: float) -> None:
        """Pass from sleeper to sleeper until the time is up."""
        end = self._now + timedelta(seconds=seconds)
        await _settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, waking = heapq.heappop(self._sleepers)
            if waking.done():
                continue
            self._now = max(self._now, moment)
            waking.set_result(None)
            await _settle()
        self._now = end

    async def advance_until(self, task: asyncio.Future[Any]) -> None:
        """Move from sleeper to sleeper until the task is done."""
        await _settle()
        while not task.done():
            assert self._sleepers, "the task waits, but nobody sleeps: it would wait for ever"
            await self.advance((self._sleepers[0][0] - self._now).total_seconds())

    def sleepers(self) -> int:
        return sum(not waking.done() for _, _, waking in self._sleepers)


async def _settle() -> None:
    """Let every task run until it waits; no chain of wake-ups in the tests is longer."""
    for _ in range(10):
        await asyncio.sleep(0)
