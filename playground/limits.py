"""Slack's rate limits: calls a minute by tier, and one message a second in a channel with a short burst allowed."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from playground.clock import Clock
from playground.errors import RateLimitedError

MINUTE = 60.0
BURST = 5
WORKSPACE_MESSAGES = 300


class Limits:
    """Windows of calls by app and method; `check` counts a call or refuses it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, ...], deque[float]] = defaultdict(deque)

    def check(self, app_id: str, method: str, tier: int, channel: str) -> None:
        """Count one call. `tier` is calls a minute, 0 where no tier applies. Raises RateLimitedError."""
        if tier:
            self._count((app_id, method), tier, MINUTE)
        elif method == "chat.postMessage":
            self._count((app_id, method, channel), BURST, float(BURST))
            self._count((app_id, method), WORKSPACE_MESSAGES, MINUTE)

    def _count(self, key: tuple[str, ...], allowed: int, span: float) -> None:
        now, calls = self._clock.seconds(), self._calls[key]
        while calls and calls[0] <= now - span:
            calls.popleft()
        if len(calls) >= allowed:
            raise RateLimitedError(max(1, math.ceil(calls[0] + span - now)))
        calls.append(now)
