"""What broke off is left alone for a while, longer each time in a row: a mistake of ours must not spin."""

from collections.abc import Set as AbstractSet

from bot.clock import Clock
from bot.delivery.leases import Key


class PutOffs:
    """The pauses of one worker, by the steady clock. `first` and `longest` are seconds."""

    def __init__(self, clock: Clock, first: float, longest: float) -> None:
        self._clock = clock
        self._first = first
        self._longest = longest
        self._known: dict[Key, tuple[int, float]] = {}

    def add(self, key: Key) -> None:
        """It broke off, once more."""
        times, _ = self._known.get(key, (0, 0.0))
        pause = min(self._longest, self._first * 2.0 ** min(times, 30))
        self._known[key] = times + 1, self._clock.steady() + pause

    def forget(self, key: Key) -> None:
        """It went well."""
        self._known.pop(key, None)

    def keys(self) -> AbstractSet[Key]:
        """What is still to be left alone."""
        now = self._clock.steady()
        return {key for key, (_, until) in self._known.items() if until > now}

    def seconds(self) -> float | None:
        """How long until the first of these may be tried again; None where nothing waits."""
        now = self._clock.steady()
        return min((until - now for _, until in self._known.values() if until > now), default=None)
