"""The bot as a process of its own, that can be killed, and is started again whenever it ends, as services are.

Starting one is cheap: a fork server has imported everything already. It is a real process all the same.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess, parent_process
from typing import Self

from sqlalchemy.orm import configure_mappers

from bot.app import running
from bot.clock import Clock, SpeededClock
from bot.config.settings import Settings
from bot.delivery.destination import Destination
from bot.process.process import Process

_FORK = multiprocessing.get_context("forkserver")
_FORK.set_forkserver_preload([__name__])
# Else each process would do it anew.
configure_mappers()


@dataclass(frozen=True)
class SharedTime:
    """A fast time that processes agree on: seconds since `origin`, on the machine's monotonic clock, times `factor`."""

    factor: float
    start: datetime = field(default_factory=lambda: datetime.now(UTC))
    origin: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=(time.monotonic() - self.origin) * self.factor)

    def clock(self) -> SpeededClock:
        """A clock for a bot, that shows this time from now on."""
        return SpeededClock(self.factor, self.now())


@dataclass(frozen=True)
class Order:
    """What a bot process is started with. `others` make the destinations that it has beside Slack."""

    settings: Settings
    process: Process
    time: SharedTime
    others: tuple[Callable[[Clock], Destination], ...] = ()


def serve(order: Order) -> None:
    """Run the bot as `sitrep run` does, until SIGTERM; and not longer than the test lives."""
    asyncio.run(_serve(order))


async def _serve(order: Order) -> None:
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    parent = parent_process()
    if parent is not None:
        loop.add_reader(parent.sentinel, os._exit, 1)
    clock = order.time.clock()
    others = [make(clock) for make in order.others]
    async with running(order.settings, order.process, clock, others=others):
        await stopping.wait()


class Service:
    """Keeps one bot process running for as long as an `async with`, however often it ends."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: BaseProcess | None = None
        self._keeper: asyncio.Task[None] | None = None
        self.exits: list[int | None] = []

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if self._process:
            self.kill()
            self._process.join()

    def kill(self) -> None:
        """Pull the plug."""
        self._send(signal.SIGKILL)

    def suspend(self) -> None:
        """Stop it between any two of its steps; what it holds, it keeps."""
        self._send(signal.SIGSTOP)

    def wake(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self._process and self._process.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, number)

    async def _keep(self) -> None:
        while True:
            self._process = _FORK.Process(target=serve, args=(self._order,), daemon=True)
            self._process.start()
            await _ended(self._process)
            self._process.join()
            self.exits.append(self._process.exitcode)


async def _ended(process: BaseProcess) -> None:
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)
