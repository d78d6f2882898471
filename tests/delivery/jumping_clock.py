"""A clock on which waiting takes no time: whoever sleeps moves it."""

import asyncio
from datetime import UTC, datetime, timedelta


class JumpingClock:
    """Stands still until somebody sleeps or the test moves it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def real_seconds(self, until: datetime) -> float:
        return min(0.01, max(0.0, (until - self._now).total_seconds()))

    async def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def move_to(self, moment: datetime) -> None:
        self._now = max(self._now, moment)

    def move(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
