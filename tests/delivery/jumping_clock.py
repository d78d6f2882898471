"""A clock on which waiting takes no time: whoever sleeps moves it."""

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)


class JumpingClock:
    """Stands still until somebody sleeps or the test moves it."""

    def __init__(self) -> None:
        self._now = START
        self._steady = 0.0

    def now(self) -> datetime:
        return self._now

    def elsewhere(self) -> datetime:
        """The time of day on clocks that nobody sets, such as Slack's."""
        return START + timedelta(seconds=self._steady)

    def real_seconds(self, until: datetime) -> float:
        return min(0.01, max(0.0, (until - self._now).total_seconds()))

    def steady(self) -> float:
        return self._steady

    async def sleep(self, seconds: float) -> None:
        self.move(seconds)
        await asyncio.sleep(0)

    def move_to(self, moment: datetime) -> None:
        self.move(max(0.0, (moment - self._now).total_seconds()))

    def move(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._steady += seconds

    def set(self, by: timedelta) -> None:
        """Somebody sets the time of day, forth or back; no time passes."""
        self._now += by
