"""A second opinion on SLA clocks: slow, minute by minute, with no code of the engine. Times are minutes since a moment.

It walks through every minute as a watchman would: he looks at what happened, at the clock on the wall, and makes a
stroke for every working minute. He never computes a due time; he waits until it comes.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Hours = list[tuple[int, int]]
"""From–to in minutes since midnight; beyond 1440 on the next day."""


class OutOfSightError(Exception):
    """It lies beyond the minutes that the watchman knows."""


@dataclass
class Office:
    """When a calendar is open; without a zone, always."""

    zone: str = ""
    week: list[Hours] = field(default_factory=list)
    days: dict[date, Hours] = field(default_factory=dict)

    def open_minutes(self, begin: datetime, length: int) -> bytes:
        """For each minute from `begin`, 1 or 0. The wall clock is never believed when it is put back."""
        if not self.zone:
            return bytes([1]) * length
        zone = ZoneInfo(self.zone)
        latest, found = datetime(1, 1, 1), bytearray()  # noqa: DTZ001 — what a wall shows has no zone
        for minute in range(-2 * 1440, length):
            latest = max(latest, (begin + timedelta(minutes=minute)).astimezone(zone).replace(tzinfo=None))
            if minute >= 0:
                found.append(self._shows(latest.date(), latest.hour * 60 + latest.minute))
        return bytes(found)

    def _shows(self, today: date, clock: int) -> bool:
        yesterday = today - timedelta(days=1)
        return any(a <= clock < b for a, b in self._hours(today)) or any(
            a <= clock + 1440 < b for a, b in self._hours(yesterday)
        )

    def _hours(self, day: date) -> Hours:
        return self.days.get(day, self.week[day.weekday()])


@dataclass
class Aim:
    """A target in minutes, and points: "share 75" of it, "before 5" minutes, "after 0", when it is due."""

    within: int
    is_open: bytes
    points: list[str]


@dataclass
class Round:
    """A cycle as the watchman saw it."""

    aim: Aim
    agreed: int | None
    allowed: int = 0
    strokes: int = 0
    overdue: bool = False
    strokes_overdue: int = 0
    due: int | None = None
    breached: int | None = None
    ended: int | None = None
    fired: list[tuple[str, float]] = field(default_factory=list)
    spent: set[str] = field(default_factory=set)
    next_look: float = 0
    did: list[list[Any]] = field(default_factory=list)
    at_now: dict[str, Any] = field(default_factory=dict)

    def point_reached(self, name: str, minute: int) -> bool:
        kind, _, number = name.partition(" ")
        if kind == "after":
            if self.overdue:
                return self.strokes_overdue >= int(number)
            return self.is_due(minute) and int(number) == 0
        return 0 < self.early_point(name) <= self.strokes

    def early_point(self, name: str) -> float:
        kind, _, number = name.partition(" ")
        return self.allowed * int(number) / 100 if kind == "share" else self.allowed - int(number)

    def strokes_at_next_point(self) -> float:
        """The watchman need not look before he has made so many strokes, or the agreed minute comes."""
        waiting = [name for name in self.aim.points if name not in self.spent]
        points = [self.early_point(name) for name in waiting if not name.startswith("after")]
        if self.overdue:
            points += [
                self.strokes - self.strokes_overdue + int(name.split()[1])
                for name in waiting
                if name.startswith("after")
            ]
        else:
            points.append(self.allowed)
        return min((point for point in points if point > self.strokes), default=float("inf"))

    def is_due(self, minute: int) -> bool:
        return self.strokes >= self.allowed and (self.agreed is None or minute >= self.agreed)


def watch(marks: dict[int, list[tuple[str, Any]]], now: int, end: int) -> list[Round]:
    """Walk from the first minute to the last; only marks up to `now` happen. A mark is its kind and what it brings."""
    rounds: list[Round] = []
    current: Round | None = None
    pause: tuple[int | None] | None = None
    for minute in range(min(marks, default=0), end):
        if minute in marks and minute <= now:
            current, pause = _change(rounds, current, pause, dict(marks[minute]), minute)
        elif pause and pause[0] == minute:
            pause = None
            _look_again(current)
        if current is not None and not pause and _may_be_something(current, minute):
            _look(current, minute)
        if minute == now:
            _report(rounds, pause is not None)
        if current is not None:
            _pass_minute(current, current.aim.is_open[minute], pause is not None, minute < now)
        elif minute >= now:
            break
    return rounds


def _may_be_something(current: Round, minute: int) -> bool:
    return current.strokes + 1 >= current.next_look or minute == current.agreed


def _look_again(current: Round | None) -> None:
    if current is not None:
        current.next_look = 0


def _pass_minute(current: Round, is_open: int, is_paused: bool, counts: bool) -> None:  # noqa: FBT001
    if counts:
        kind = "paused" if is_paused else "ran" if is_open else "out of hours"
        if current.did and current.did[-1][0] == kind:
            current.did[-1][1] += 1
            current.did[-1][2] += is_open
        else:
            current.did.append([kind, 1, is_open])
    if is_open and not is_paused:
        current.strokes += 1
        current.strokes_overdue += 1


def _change(
    rounds: list[Round], current: Round | None, pause: Any, happened: dict[str, Any], minute: int
) -> tuple[Round | None, Any]:
    if "stop" in happened:
        if current is None and "start" in happened:
            current = _begin(rounds, *happened["start"], minute=minute)
        if current is not None:
            current.ended = minute
        return None, None
    if "start" in happened:
        if current is not None:
            current.ended = minute
        else:
            pause = None
        current = _begin(rounds, *happened["start"], minute=minute)
    if current is None:
        return None, None
    if "target" in happened or "agree" in happened:
        _set(current, happened.get("target"), happened.get("agree"), minute)
    if "pause" in happened:
        pause = (happened["pause"],)
    elif "resume" in happened or (pause and pause[0] == minute):
        pause = None
    _look_again(current)
    return current, pause


def _begin(rounds: list[Round], aim: Aim, agreed: int | None, *, minute: int) -> Round:
    begun = Round(aim, agreed)
    begun.allowed = aim.within if agreed is None else sum(aim.is_open[minute:agreed])
    rounds.append(begun)
    return begun


def _set(current: Round, aim: Aim | None, agreed: int | None, minute: int) -> None:
    standing = current.agreed
    if agreed is None and standing is not None and not current.overdue:
        missing, standing_at = current.allowed - current.strokes, minute
        while missing > 0 or standing_at < standing:
            if standing_at == len(current.aim.is_open):
                raise OutOfSightError
            missing -= current.aim.is_open[standing_at]
            standing_at += 1
        agreed = standing_at
    current.aim = aim or current.aim
    if agreed is not None or standing is None:
        current.agreed = agreed
        current.allowed = current.aim.within
        if agreed is not None:
            current.allowed = current.strokes + sum(current.aim.is_open[minute : max(agreed, minute)])
        if not current.is_due(minute):
            current.overdue, current.due = False, None
    names = {name for name, _ in current.fired}
    current.spent = {name for name in names if current.point_reached(name, minute)}
    current.next_look = 0


def _look(current: Round, minute: int) -> None:
    for name in current.aim.points:
        if name in current.spent:
            continue
        lag = 0.0
        if not name.startswith("after") and current.aim.is_open[minute]:
            lag = max(current.early_point(name) - current.strokes, 0)  # a share of a minute is in the midst of one
        if (lag and lag < 1) or current.point_reached(name, minute):
            current.spent.add(name)
            current.fired.append((name, minute + lag))
    if not current.overdue and current.is_due(minute):
        current.overdue, current.strokes_overdue, current.due = True, 0, minute
        current.breached = minute if current.breached is None else current.breached
    current.next_look = current.strokes_at_next_point()


def _report(rounds: list[Round], is_paused: bool) -> None:  # noqa: FBT001
    for each in rounds:
        warned = any(each.point_reached(name, 0) for name in each.aim.points if not name.startswith("after"))
        each.at_now = {
            "strokes": each.strokes,
            "allowed": each.allowed,
            "breached": each.breached,
            "is_paused": is_paused and each.ended is None,
            "warned": warned,
        }
