"""The engine and a slow, independent oracle agree, on thousands of random histories."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.process.thresholds import Threshold
from bot.process.working_hours import Opening
from bot.sla import clock_events as marks
from bot.sla import cycles as clocks
from bot.sla.calendars import Always, Calendar, WorkingCalendar
from tests.rules.sla_oracle import Aim, Hours, Office, OutOfSightError, Round, watch

HISTORIES, PARTS, SHARE = 10_000, 5, 125
"""All of them in as many parts a window, and how many of a window are looked at each time."""
WINDOWS = (
    (date(2026, 3, 27), ("Europe/Berlin", "UTC", "Asia/Kolkata")),
    (date(2026, 10, 23), ("Europe/Berlin", "Africa/Casablanca", "Asia/Kolkata")),
    (date(2026, 3, 6), ("America/New_York", "America/Havana", "Europe/Berlin")),
    (date(2026, 10, 30), ("America/New_York", "America/Havana", "America/St_Johns")),
    (date(2026, 4, 3), ("Australia/Lord_Howe", "Australia/Sydney", "UTC")),
    (date(2026, 10, 2), ("Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu")),
    (date(2028, 2, 27), ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati")),
    (date(2026, 12, 30), ("Europe/Berlin", "Pacific/Auckland", "America/New_York")),
)
LENGTH, LONG = 5 * 1440, 40 * 1440
EVENTS = 1000
MINUTE = timedelta(minutes=1)


@dataclass
class Pair:
    """One calendar in both worlds."""

    theirs: Calendar
    is_open: bytes


@dataclass
class Told:
    """One history in both worlds."""

    marks: list[marks.ClockEvent]
    minutes: dict[int, list[tuple[str, Any]]]
    now: int


def moment(begin: datetime, minute: int) -> datetime:
    return begin + minute * MINUTE


def some_hours(chance: random.Random) -> Hours:
    """Some hours of one day, apart from each other; the last may go into the next day, even to its evening."""
    edges = sorted(chance.sample(range(0, 1441, chance.choice((15, 30, 1))), chance.choice((0, 2, 2, 2, 4))))
    hours = list(zip(edges[::2], edges[1::2], strict=True))
    if hours and chance.random() < 0.25:
        hours[-1] = (hours[-1][0], 1440 + chance.randrange(hours[-1][0]) if hours[-1][0] else 1440)
    return hours


def some_calendar(chance: random.Random, begin: datetime, zones: tuple[str, ...], length: int = LENGTH) -> Pair:
    if chance.random() < 0.2:
        return Pair(Always(), Office().open_minutes(begin, length))
    zone, week = chance.choice(zones), [some_hours(chance) for _ in range(7)]
    week[chance.randrange(7)] = [(540, 1020)]
    if chance.random() < 0.3:
        week = [[(1320, 1800)]] * 7
    first = begin.date()
    days = {first + timedelta(days=chance.randrange(6)): some_hours(chance) for _ in range(chance.randrange(3))}
    theirs = WorkingCalendar(
        ZoneInfo(zone),
        tuple(openings(hours) for hours in week),
        days=tuple((day, openings(hours)) for day, hours in days.items()),
    )
    return Pair(theirs, Office(zone, week, days).open_minutes(begin, length))


def openings(hours: Hours) -> tuple[Opening, ...]:
    return tuple(Opening(opens * MINUTE, closes * MINUTE) for opens, closes in hours)


def some_target(chance: random.Random, calendars: list[Pair]) -> tuple[marks.Target, Aim]:
    calendar, within = chance.choice(calendars), 4 * chance.choice((1, 5, 15, 30, 60, 120, chance.randint(1, 200)))
    shares = chance.sample((25, 50, 75), chance.randrange(3))
    before = chance.sample((5, 10, 60), chance.randrange(2))
    after = [0, *chance.sample((1, 15, 60), chance.randrange(3))]
    thresholds = (
        *(Threshold(percent=share) for share in shares),
        *(Threshold(shift=-minutes * MINUTE) for minutes in before),
        *(Threshold(shift=minutes * MINUTE) for minutes in after),
    )
    points = [
        *(f"share {share}" for share in shares),
        *(f"before {minutes}" for minutes in before),
        *(f"after {minutes}" for minutes in after),
    ]
    return marks.Target(within * MINUTE, calendar.theirs, thresholds), Aim(within, calendar.is_open, points)


def some_history(chance: random.Random, begin: datetime, calendars: list[Pair]) -> Told:
    now = chance.choice((240, 480, 720, 1440, 2160))
    first = chance.randrange(0, now // 2)
    times = [first] + [chance.randrange(first, now + 60) for _ in range(chance.randrange(6))]
    return history(chance, begin, calendars, times, now)


def history(chance: random.Random, begin: datetime, calendars: list[Pair], times: list[int], now: int) -> Told:
    """Something happens at each of these minutes, the start mostly first."""
    told: list[marks.ClockEvent] = []
    minutes: dict[int, dict[str, Any]] = {}
    for place, minute in enumerate(sorted(times)):
        for kind in chance.sample(
            ("start", "pause", "resume", "stop", "target", "agree"), chance.choice((1, 1, 1, 2, 3))
        ):
            kind = "start" if place == 0 and chance.random() < 0.9 else kind  # noqa: PLW2901
            if kind in minutes.setdefault(minute, {}):
                continue
            mark, brings = some_mark(chance, begin, minute, kind, calendars)
            told.append(mark)
            minutes[minute][kind] = brings
    chance.shuffle(told)
    return Told(told, {minute: list(found.items()) for minute, found in minutes.items()}, now)


def some_mark(
    chance: random.Random, begin: datetime, minute: int, kind: str, calendars: list[Pair]
) -> tuple[marks.ClockEvent, Any]:
    at, later = moment(begin, minute), minute + chance.choice((1, 30, 240, 960, chance.randint(1, 600)))
    match kind:
        case "start":
            target, aim = some_target(chance, calendars)
            agreed = later if chance.random() < 0.2 else None
            return marks.Started(at, target, None if agreed is None else moment(begin, agreed)), (aim, agreed)
        case "pause":
            until = later if chance.random() < 0.5 else None
            return marks.Paused(at, None if until is None else moment(begin, until)), until
        case "target":
            target, aim = some_target(chance, calendars)
            return marks.Retargeted(at, target), aim
        case "agree":
            agreed = minute - 10 if chance.random() < 0.1 else later
            return marks.Agreed(at, moment(begin, agreed)), agreed
        case "stop":
            return marks.Stopped(at), None
        case _:
            return marks.Resumed(at), None


def the_same(begin: datetime, told: Told, end: int) -> list[str]:
    """The states that both come to; raises AssertionError where they differ, OutOfSightError where one cannot tell."""
    rounds = watch(told.minutes, told.now, end)
    cycles = clocks.read(told.marks, moment(begin, told.now))
    assert [facts(cycle, begin, end) for cycle in cycles] == [seen(found, told.now) for found in rounds]
    return [str(cycle.state) for cycle in cycles]


def facts(cycle: clocks.Cycle, begin: datetime, end: int) -> dict[str, Any]:
    """What the engine says, in the words of the oracle."""

    def minute(at: datetime | None) -> float | None:
        return None if at is None or at >= moment(begin, end) else (at - begin) / MINUTE

    fired = [((firing.at - begin) / MINUTE, name(firing.threshold)) for firing in cycle.firings]
    runs = groupby(cycle.intervals, key=lambda interval: interval.kind)
    return {
        "state": str(cycle.state),
        "consumed": cycle.consumed // MINUTE,
        "allowed": cycle.allowed // MINUTE,
        "breached": minute(cycle.breached_at),
        "due": minute(cycle.due) if cycle.ended is None else None,
        "fired": sorted(found for found in fired if found[0] < end),
        "did": [(str(kind), *lengths(list(intervals))) for kind, intervals in runs],
    }


def lengths(intervals: list[clocks.Interval]) -> tuple[int, int]:
    length = sum((interval.end - interval.start for interval in intervals), timedelta())
    return length // MINUTE, sum((interval.working for interval in intervals), timedelta()) // MINUTE


def name(threshold: Threshold) -> str:
    if threshold.percent != 100:
        return f"share {threshold.percent}"
    return f"{'after' if threshold.is_late else 'before'} {abs(threshold.shift) // MINUTE}"


def seen(found: Round, now: int) -> dict[str, Any]:
    """What the oracle saw."""
    report = found.at_now
    return {
        "state": state(found, now),
        "consumed": report["strokes"],
        "allowed": report["allowed"],
        "breached": report["breached"],
        "due": found.due if found.ended is None else None,
        "fired": sorted((minute, point) for point, minute in found.fired),
        "did": [tuple(run) for run in found.did],
    }


def state(found: Round, now: int) -> str:
    report = found.at_now
    if found.ended is not None:
        return "met" if report["breached"] is None else "missed"
    if report["breached"] is not None:
        return "breached"
    if report["is_paused"]:
        return "paused"
    if not found.aim.is_open[now]:
        return "out of hours"
    return "warned" if report["warned"] else "running"


every_window = pytest.mark.parametrize("place", range(len(WINDOWS)), ids=lambda place: WINDOWS[place][0].isoformat())


def compare(place: int, seed: int, count: int) -> None:
    day, zones = WINDOWS[place]
    begin, chance = datetime.combine(day, datetime.min.time(), UTC), random.Random(seed)
    calendars = [some_calendar(chance, begin, zones) for _ in range(6)]
    compared, states = 0, Counter[str]()
    while compared < count:
        told = some_history(chance, begin, calendars)
        try:
            found = the_same(begin, told, told.now + 300)
        except OutOfSightError:
            continue
        compared += 1
        states.update(found)
    assert set(states) == {str(state) for state in clocks.State}, "each state has to come up"


@every_window
def test_the_engine_agrees_with_the_oracle(place: int) -> None:
    compare(place, place, SHARE)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@every_window
def test_the_engine_agrees_with_the_oracle_ten_thousand_times(place: int, part: int) -> None:
    compare(place, 100 * (part + 1) + place, HISTORIES // len(WINDOWS) // PARTS)


def long_history(place: int) -> tuple[datetime, Told]:
    """A month in which a thousand things happen to a clock."""
    day, zones = WINDOWS[place]
    begin, chance = datetime.combine(day, datetime.min.time(), UTC), random.Random(2000 + place)
    calendars = [some_calendar(chance, begin, zones, LONG) for _ in range(4)]
    now = LONG - 5 * 1440
    times = sorted(chance.sample(range(now), EVENTS))
    return begin, history(chance, begin, calendars, times, now)


@pytest.mark.parametrize("place", [0, *(pytest.param(one, marks=pytest.mark.long) for one in range(1, len(WINDOWS)))])
def test_a_thousand_events_are_read_as_the_oracle_does_and_the_last_cycles_suffice(place: int) -> None:
    begin, told = long_history(place)
    assert len(told.marks) >= EVENTS
    the_same(begin, told, told.now + 300)
    now = moment(begin, told.now)
    cycles = clocks.read(told.marks, now)
    assert len(cycles) > EVENTS // 10
    kept = kept_of(told.marks, cycles)
    assert len(kept) < EVENTS // 10
    assert clocks.read(kept, now, earlier=len(cycles) - 2) == cycles[-2:]


def kept_of(told: list[marks.ClockEvent], cycles: tuple[clocks.Cycle, ...]) -> list[marks.ClockEvent]:
    """What is read of a clock once the cycles before the last two are left behind: these, and a pause that stands."""
    begun = cycles[-2].began.at
    before = [one for one in told if one.at < begun]
    standing = clocks.read(before, begun)[-1].paused if before else None
    return [*([standing] if standing else []), *(one for one in told if one.at >= begun)]


@every_window
def test_the_last_cycles_suffice_and_nothing_that_is_past_is_taken_back(place: int) -> None:
    take_nothing_back(place, 1000 + place, SHARE)


@pytest.mark.long
@every_window
def test_in_many_histories_nothing_that_is_past_is_taken_back(place: int) -> None:
    take_nothing_back(place, 3000 + place, HISTORIES // len(WINDOWS))


def take_nothing_back(place: int, seed: int, count: int) -> None:
    """Whatever comes later: other targets, hours and holidays by an edit, agreements, pauses, more cycles."""
    day, zones = WINDOWS[place]
    begin, chance = datetime.combine(day, datetime.min.time(), UTC), random.Random(seed)
    calendars = [some_calendar(chance, begin, zones) for _ in range(6)]
    left_behind = 0
    for _ in range(count):
        told = some_history(chance, begin, calendars)
        now, known = moment(begin, told.now), dict[int, tuple[Any, ...]]()
        breached = dict[int, datetime]()
        for at in sorted({one.at for one in told.marks if one.at <= now} | {now}):
            cycles = clocks.read([one for one in told.marks if one.at <= at], at)
            found = {one.number: (one.state, one.consumed, one.stopped, one.allowed) for one in cycles if one.ended}
            assert found.items() >= known.items(), "a verdict is never taken back"
            breaches = {one.number: one.breached_at for one in cycles if one.breached_at}
            assert breaches.items() >= breached.items(), "a breach is never taken back"
            known, breached = found, breaches
        cycles = clocks.read(told.marks, now)
        if len(cycles) > 2:
            kept = kept_of([one for one in told.marks if one.at <= now], cycles)
            assert clocks.read(kept, now, earlier=len(cycles) - 2) == cycles[-2:]
            left_behind += 1
    assert left_behind
