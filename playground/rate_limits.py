"""Slack's rate limits: calls a minute by tier, and one message a second in a channel with a short burst allowed."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from playground.clock import Clock
from playground.errors import RateLimitedError

MINUTE = 60.0
BURST = 5
WORKSPACE_MESSAGES = 300


class RateLimiter:
    """What each app called of late; `check` counts a call or refuses it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self._due: dict[tuple[str, ...], float] = {}

    def check(self, app_id: str, method: str, tier: int, channel: str) -> None:
        """Count one call. `tier` is calls a minute, 0 where no tier applies. Raises RateLimitedError."""
        if tier:
            self._count((app_id, method), tier)
        elif method == "chat.postMessage":
            self._pace((app_id, method, channel))
            self._count((app_id, method), WORKSPACE_MESSAGES)

    def _count(self, key: tuple[str, ...], allowed: int) -> None:
        """Allow so many calls in any minute."""
        now, calls = self._clock.seconds(), self._calls[key]
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= allowed:
            raise RateLimitedError(max(1, math.ceil(calls[0] + MINUTE - now)))
        calls.append(now)

    def _pace(self, key: tuple[str, ...]) -> None:
        """Allow one call a second, and to be a burst ahead of that; `_due` is when those made would have been due."""
        now = self._clock.seconds()
        due = max(self._due.get(key, now), now) + 1
        if due > now + BURST:
            raise RateLimitedError(max(1, math.ceil(due - now - BURST)))
        self._due[key] = due
