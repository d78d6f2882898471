"""Counts the payloads under way, so that what was taken is finished before the connections close."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)

DRAIN_SECONDS = 5.0
"""How long to wait for payloads under way: Slack gives each 3 seconds."""


class Intake:
    """Counts payloads under way, and takes no more once it drains: Slack sends events elsewhere or again."""

    def __init__(self) -> None:
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.open = True

    @asynccontextmanager
    async def one(self) -> AsyncIterator[bool]:
        """Surrounds the handling of one payload up to its ack; yields whether it may be handled."""
        if not self.open:
            yield False
            return
        self._under_way += 1
        self._idle.clear()
        try:
            yield True
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def drain(self) -> None:
        """Take no more, and wait until all that was taken is acknowledged."""
        self.open = False
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._idle.wait()
        except TimeoutError:
            log.warning("%d payloads were still under way", self._under_way)
