"""How long to wait after a call that brought no answer, until it can no longer take effect at Slack.

The record has the moment, for a process that comes after this one. In this process the length is waited for on the
steady clock: whoever sets the time of day makes nobody look too early, and nobody wait for an hour.
"""

from datetime import datetime, timedelta

from bot.clock import Clock


class Graces:
    """The waits of one process, by what was sent: `post-17`, `card-5`. `longest`: more than that is never left."""

    def __init__(self, clock: Clock, seconds: float, longest: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._longest = longest
        self._over_at: dict[str, float] = {}

    def begin(self, key: str) -> datetime:
        """A call has just ended without an answer. Returns when it is over by the time of day, for the record."""
        steady = self._clock.steady()
        self._over_at = {one: over_at for one, over_at in self._over_at.items() if over_at > steady}
        self._over_at[key] = steady + self._seconds
        return self._clock.now() + timedelta(seconds=self._seconds)

    def left(self, key: str, recorded: datetime | None) -> float:
        """Seconds still to wait; `recorded` is what the record says, if anything."""
        if recorded is None:
            return 0.0
        if key not in self._over_at:
            left = (recorded - self._clock.now()).total_seconds()
            if left <= self._longest:
                return max(0.0, left)
            # The clock was set back since, nobody knows when: the whole wait, from now.
            self._over_at[key] = self._clock.steady() + self._longest
        return max(0.0, self._over_at[key] - self._clock.steady())
