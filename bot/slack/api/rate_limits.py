"""The pace at which Slack is called: below its tiers, first come first served, and quiet for as long as it asks.

Every workspace and method has a line of its own, so that a modal never waits for a message. In the line a bucket lets
half a minute's calls pass at once and the rest evenly; never does it let more than a minute's calls pass in a minute.
In one channel, where Slack counts by the second, a burst is short, and the seconds after it make up for it.
"""

import asyncio
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.slack.api.errors import Busy
from bot.slack.api.methods import METHODS, SPECIAL, Method

# Calls leave us a minute apart and may reach Slack a little closer together.
_MINUTE: Final = 61.0
_CHANNEL_BURST: Final = 4
# Beyond this many channels the idle ones are looked for and forgotten.
_MANY_CHANNELS: Final = 64
# Whoever is turned away comes again this much sooner than there is room for all of them, lest a turn go unused.
_EARLY: Final = 0.8
# What sums of seconds may be off by is no wait.
_ROUNDING: Final = 1e-6
# Rounding may end a sleep just short of its moment: sleep long enough to get there with the next one.
_SHORTEST_SLEEP: Final = 0.001


class Bucket:
    """How many calls may pass: `burst` at once, and at the rate of `per_minute` in any `window` of so many minutes.

    Times are seconds on any one clock.
    """

    def __init__(self, per_minute: int, burst: int, window: float = 1.0) -> None:
        self._most = round(per_minute * window)
        self._window = _MINUTE * window
        self._burst = burst
        self.interval = _MINUTE / per_minute
        self._full_at = -math.inf
        self._passed: deque[float] = deque(maxlen=self._most)

    def ready_at(self, now: float, ahead: int = 0) -> float:
        """When one more may pass, once `ahead` others have passed: exact for 0, else not too late."""
        evenly = max(now, self._full_at) + (ahead + 1 - self._burst) * self.interval
        oldest = len(self._passed) + ahead - self._most
        if 0 <= oldest < len(self._passed):
            evenly = max(evenly, self._passed[oldest] + self._window)
        return evenly if evenly - now > _ROUNDING else now

    def take(self, now: float) -> None:
        self._full_at = max(now, self._full_at) + self.interval
        self._passed.append(now)

    def drain(self, until: float) -> None:
        """After a refusal: empty at `until`, one may pass then and the next ones evenly."""
        self._full_at = max(self._full_at, until + (self._burst - 1) * self.interval)

    def is_idle(self, now: float) -> bool:
        """Whether a new bucket would do as well."""
        return self._full_at <= now and (not self._passed or self._passed[-1] + self._window <= now)


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    channel: str | None
    deadline: float
    turn: asyncio.Future[Busy | None]


class _Line:
    """Those who wait to call one method in one workspace."""

    def __init__(self, name: str, method: Method, clock: Clock) -> None:
        self._name = name
        self._clock = clock
        self._per_channel = method.per_minute if method.keyed_by_channel else None
        in_all = SPECIAL if method.keyed_by_channel else method.per_minute
        self._all = Bucket(in_all, burst=max(1, in_all // 2))
        self._channels: dict[str | None, Bucket] = {}
        self._forget_at = _MANY_CHANNELS
        self._blocked_until = -math.inf
        self._last_visit = -math.inf
        self._waiting: deque[_Ticket] = deque()
        self._server: asyncio.Task[None] | None = None

    async def pass_through(self, channel: str | None, patience: float) -> None:
        key = channel if self._per_channel else None
        now = self._clock.steady()
        ahead = sum(ticket.channel == key for ticket in self._waiting)
        if self._ready_at(key, now, ahead) - now > patience:
            raise self._turn_away(key, now, ahead)
        ticket = _Ticket(key, now + patience, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        self._restart_server()
        try:
            turned_away = await ticket.turn
        finally:
            self._leave(ticket)
        if turned_away:
            raise turned_away

    def block(self, seconds: float) -> None:
        self._blocked_until = max(self._blocked_until, self._clock.steady() + seconds)
        self._all.drain(self._blocked_until)
        self._serve()

    def channels(self) -> int:
        return len(self._channels)

    def _leave(self, ticket: _Ticket) -> None:
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        if not self._waiting and self._server:
            self._server.cancel()
            self._server = None

    def _restart_server(self) -> None:
        """Serve at once and, where somebody still waits, again in time."""
        if self._server:
            self._server.cancel()
        look_again = self._serve()
        self._server = None if look_again is None else asyncio.create_task(self._serve_from(look_again))

    async def _serve_from(self, look_again: float | None) -> None:
        while look_again is not None:
            await self._clock.sleep(max(look_again - self._clock.steady(), _SHORTEST_SLEEP))
            look_again = self._serve()

    def _serve(self) -> float | None:
        """Let pass who may, turn away who would wait in vain; when to look again, or None if nobody is left."""
        now = self._clock.steady()
        still_waiting: deque[_Ticket] = deque()
        look_again = math.inf
        for ticket in self._waiting:
            if ticket.turn.done():
                continue
            ready = self._ready_at(ticket.channel, now)
            if ready <= now:
                self._take(ticket.channel, now)
                ticket.turn.set_result(None)
            elif ready > ticket.deadline:
                ticket.turn.set_result(self._turn_away(ticket.channel, now))
            else:
                still_waiting.append(ticket)
                look_again = min(look_again, ready)
        self._waiting = still_waiting
        return look_again if still_waiting else None

    def _turn_away(self, channel: str | None, now: float, ahead: int = 0) -> Busy:
        """Say when to come again: each a little later than the one before, or all would come at once, most in vain.

        Who comes again nobody knows. So nobody is put off for more than a minute in favour of those before, and then
        the moments are given out anew.
        """
        ready = max(self._blocked_until, self._all.ready_at(now, ahead))
        request = self._last_visit + _EARLY * self._all.interval
        self._last_visit = request if ready <= request <= ready + _MINUTE else ready
        return Busy(self._name, max(self._last_visit, self._ready_at(channel, now, ahead)) - now)

    def _ready_at(self, channel: str | None, now: float, ahead: int = 0) -> float:
        ready = max(self._blocked_until, self._all.ready_at(now, ahead))
        bucket = self._channels.get(channel)
        return max(ready, bucket.ready_at(now, ahead)) if bucket else ready

    def _take(self, channel: str | None, now: float) -> None:
        self._all.take(now)
        if self._per_channel is None:
            return
        if len(self._channels) >= self._forget_at:
            self._channels = {key: bucket for key, bucket in self._channels.items() if not bucket.is_idle(now)}
            self._forget_at = max(_MANY_CHANNELS, 2 * len(self._channels))
        if channel not in self._channels:
            burst = min(_CHANNEL_BURST, self._per_channel)
            window = min(1.0, (burst + 1) / self._per_channel)
            self._channels[channel] = Bucket(self._per_channel, burst, window)
        self._channels[channel].take(now)


class RateLimits:
    """The pace of all calls of this process, shared by the gateways of all workspaces."""

    def __init__(self, clock: Clock, methods: Mapping[str, Method] = METHODS) -> None:
        self._clock = clock
        self._methods = methods
        self._lines: dict[tuple[str, str], _Line] = {}

    async def acquire(self, workspace: str, method: str, channel: str | None, patience: float) -> None:
        """Wait for the turn of one call, at most `patience` seconds.

        Raises Busy, with the seconds to wait, as soon as it is certain that the turn would come too late.
        """
        await self._line(workspace, method).pass_through(channel, patience)

    def block(self, workspace: str, method: str, seconds: float) -> None:
        """Slack answered 429: nobody in the workspace calls `method` for `seconds`."""
        self._line(workspace, method).block(seconds)

    def channels_in_mind(self, workspace: str, method: str) -> int:
        """How many channels have a bucket: grows with the calls of the last minute, not with those ever made."""
        return self._line(workspace, method).channels()

    def _line(self, workspace: str, method: str) -> _Line:
        key = (workspace, method)
        if key not in self._lines:
            self._lines[key] = _Line(method, self._methods[method], self._clock)
        return self._lines[key]
