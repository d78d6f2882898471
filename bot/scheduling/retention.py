"""What recurs daily: the record drops what answers nobody any more, so that it does not grow for ever."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.scheduling.recurring import Recurring
from storage.database import Database
from storage.retention import BATCH, delete_delivered, delete_receipts

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)

DROPPED: dict[str, Callable[[AsyncSession, str, datetime], Awaitable[int]]] = {
    "receipts": delete_receipts,
    "delivered messages in the outbox": delete_delivered,
}
"""What is dropped, by what it is called in the log."""


class Retention:
    """Drops what is older than `days`, of incidents of one workspace that are over. Any number of replicas may run."""

    def __init__(self, database: Database, clock: Clock, team_id: str, days: int) -> None:
        self._database, self._clock, self._team_id = database, clock, team_id
        self._kept = timedelta(days=days)
        self._recurring = Recurring("dropping what is old", self._daily, clock, EVERY.total_seconds())

    async def start(self) -> None:
        await self._recurring.start()

    async def stop(self) -> None:
        await self._recurring.stop()

    async def drop_old(self) -> dict[str, int]:
        """Drop it, a batch a transaction; returns how many there were of each kind."""
        before = self._clock.now() - self._kept
        return {name: await self._drop(delete, before) for name, delete in DROPPED.items()}

    async def _drop(self, delete: Callable[[AsyncSession, str, datetime], Awaitable[int]], before: datetime) -> int:
        dropped = 0
        while True:
            async with self._database.transaction() as session:
                count = await delete(session, self._team_id, before)
            dropped += count
            if count < BATCH:
                return dropped

    async def _daily(self) -> float:
        dropped = await self.drop_old()
        if any(dropped.values()):
            log.info("dropped as old: %s", ", ".join(f"{count} {name}" for name, count in dropped.items()))
        return EVERY.total_seconds()
