"""How many rounds there may be at the same time in each lane of a worker, and in which lanes others wait for one."""

from collections import Counter
from collections.abc import Collection, Iterable


class Slots:
    """So many slots in each lane. In a lane in which others wait, only whoever takes by their order gets one."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._taken: Counter[str] = Counter()
        self._waited_for: set[str] = set()

    def keep(self, lanes: Iterable[str]) -> Collection[str]:
        """Take a slot in each of these lanes that has one to spare; returns these lanes."""
        kept = []
        for lane in lanes:
            if self._taken[lane] < self._number and lane not in self._waited_for:
                self._taken[lane] += 1
                kept.append(lane)
            else:
                self._waited_for.add(lane)
        return kept

    def take_all(self, lane: str) -> int:
        """Take all that are free; returns how many."""
        free = self._number - self._taken[lane]
        self._taken[lane] += free
        return free

    def free(self, lane: str, number: int = 1) -> None:
        self._taken[lane] -= number

    def nobody_waits_in(self, lane: str) -> None:
        """All that was due has a slot."""
        self._waited_for.discard(lane)

    def waits_only_in(self, lanes: Collection[str]) -> None:
        """Work waits in these lanes, and in no other."""
        self._waited_for = set(lanes)
