"""Counts Slack calls in sequence without looking at a clock: each call is held until all of its wave have come."""

import asyncio
from typing import Any

PATIENCE = 30.0


class Waves:
    """An `on_call` of the playground. Calls take effect, and their answers wait until the test lets the wave go."""

    def __init__(self) -> None:
        self._held: list[tuple[str, asyncio.Event]] = []
        self._changed = asyncio.Condition()

    async def __call__(self, method: str, arguments: dict[str, Any], phase: str) -> None:
        if phase == "before":
            return
        released = asyncio.Event()
        async with self._changed:
            self._held.append((method, released))
            self._changed.notify_all()
        await released.wait()

    async def pass_on(self, count: int) -> list[str]:
        """Wait until so many calls are under way at the same time, let them all go, and return their methods."""
        async with self._changed:
            async with asyncio.timeout(PATIENCE):
                await self._changed.wait_for(lambda: len(self._held) >= count)
            wave, self._held = self._held, []
        for _, released in wave:
            released.set()
        return sorted(method for method, _ in wave)
