"""What is done again and again in the background: never two at once, and what is under way ends before it stops."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.failures import log_failure

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Real seconds that what is under way may take to end. Cut off, a transaction may keep SQLite's file locked."""


class Recurring:
    """Does something, waits for as many seconds as that returned, and does it again.

    name: what goes on from “… failed” in the log. again: seconds of the bot's clock to wait after a failure.
    """

    def __init__(self, name: str, do: Callable[[], Awaitable[float]], clock: Clock, again: float) -> None:
        self._name, self._do, self._clock, self._again = name, do, clock, again
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin, beside everything else."""
        self._task = asyncio.create_task(self._work(), name=self._name)

    async def stop(self) -> None:
        """Wait for the end of what is under way."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=PATIENCE)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while not self._stopping.is_set():
            await self._pause(await self._once())

    async def _once(self) -> float:
        try:
            return await self._do()
        except Exception as error:  # noqa: BLE001  the database or Slack may be away for a while
            log_failure(log, error, f"{self._name} failed (error %s)", secrets.token_hex(4))
            return self._again

    async def _pause(self, seconds: float) -> None:
        waits = {asyncio.create_task(self._clock.sleep(seconds)), asyncio.create_task(self._stopping.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
