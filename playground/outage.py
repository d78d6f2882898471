"""Outages: times when Slack is away, with no API, no sockets and nothing delivered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from playground.clock import Clock
from playground.errors import BrokenError
from playground.fault_rules import Fault


class Outage:
    """Whether Slack is away, until when, and with which HTTP `status` it answers. `on_begin` is called as it goes."""

    def __init__(self, clock: Clock, on_begin: Callable[[], object]) -> None:
        self._clock = clock
        self._on_begin = on_begin
        self._end = 0.0
        self._ended = asyncio.Event()
        self.status = 503

    @property
    def now(self) -> bool:
        return self._clock.seconds() < self._end

    def begin(self, fault: Fault) -> None:
        """Be away for the seconds of this rule."""
        self._end, self.status = max(self._end, self._clock.seconds() + fault.seconds), fault.status
        self._ended.clear()
        self._on_begin()

    def end(self) -> None:
        self._end = 0.0
        self._ended.set()

    def check(self) -> None:
        """Raise BrokenError while Slack is away."""
        if self.now:
            raise BrokenError("outage", self.status)

    async def over(self) -> None:
        """Wait until Slack is back."""
        while self.now:
            sleeping = asyncio.ensure_future(self._clock.sleep(self._end - self._clock.seconds()))
            ended = asyncio.ensure_future(self._ended.wait())
            try:
                await asyncio.wait({sleeping, ended}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                sleeping.cancel()
                ended.cancel()
