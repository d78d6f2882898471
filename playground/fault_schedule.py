"""Faults of the whole workspace at a set time: its sockets are cut, or an outage begins."""

from __future__ import annotations

import asyncio

from playground.clock import Clock
from playground.fault_injection import FaultInjector
from playground.fault_rules import Fault
from playground.outage import Outage
from playground.socket_mode import SocketConnections


class FaultSchedule:
    """Takes every rule: those with a time wait here, the others in the injector for a call or a delivery."""

    def __init__(self, clock: Clock, faults: FaultInjector, sockets: SocketConnections, outage: Outage) -> None:
        self._clock = clock
        self._faults = faults
        self._sockets = sockets
        self._outage = outage
        self._waiting: set[asyncio.Task[None]] = set()

    def add(self, fault: Fault) -> None:
        """Put a rule in force. One with a time needs a running event loop."""
        self._faults.add(fault)
        if fault.at == 0:
            self._apply(fault)
        elif fault.at is not None:
            task = asyncio.get_running_loop().create_task(self._later(fault, fault.at))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    def clear(self) -> None:
        """Take every rule back, and end an outage."""
        self._faults.clear()
        self._outage.end()
        for task in self._waiting:
            task.cancel()

    async def close(self) -> None:
        waiting = list(self._waiting)
        self.clear()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _later(self, fault: Fault, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._apply(fault)

    def _apply(self, fault: Fault) -> None:
        if fault.kind == "outage":
            self._outage.begin(fault)
        else:
            self._sockets.cut_all()
