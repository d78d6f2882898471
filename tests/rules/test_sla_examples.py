"""The worked examples of `sla_examples.txt`, read as people read them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.process.thresholds import DUE, parse_threshold
from bot.process.values import parse_duration
from bot.process.working_hours import WorkingHours as Written
from bot.sla.calendars import Always, WorkingCalendar
from bot.sla.clock_events import Agreed, ClockEvent, Paused, Resumed, Retargeted, Started, Stopped, Target
from bot.sla.cycles import Cycle, State, read

HEAD, *EXAMPLES = (Path(__file__).parent / "sla_examples.txt").read_text(encoding="utf-8").split("\n== ")
TIME = re.compile(r"(?:(?P<weekday>\w{3}) (?P<date>\d{4}-\d\d-\d\d) )?(?P<time>\d\d:\d\d)(?P<offset>[+-]\d\d:\d\d)?")


def calendar(line: str) -> Written:
    zone, *parts = line.split("; ")
    words = dict(part.split(" ", 1) for part in parts)
    region = words.pop("holidays", None)
    own = {day: hours for day, hours in words.items() if day[0].isdigit()}
    week = {days: hours for days, hours in words.items() if days not in own}
    return Written.model_validate({"zone": zone, "holidays": [region] if region else [], "hours": week, "days": own})


CALENDARS = {name: calendar(line) for name, line in re.findall(r"^calendar ([\w-]+): (.+)$", HEAD, re.MULTILINE)}


class Example:
    """An example while it is read, line by line. `date` is that of the time read last."""

    def __init__(self, lines: list[str]) -> None:
        self.marks: list[ClockEvent] = []
        self.checks: list[tuple[datetime, int, dict[str, object]]] = []
        self.reached: list[tuple[str, datetime]] = []
        self.date = ""
        self.zone = self._zone("\n".join(lines))
        for line in lines:
            word, _, rest = line.partition(" ")
            match word:
                case "zone":
                    continue
                case "target":
                    self.target = self._target(rest)
                case "at":
                    self._check(*rest.split(": ", 1))
                case "reached":
                    found = TIME.search(rest)
                    assert found, line
                    self.reached.append((rest[: found.start()].strip(), self._time(found[0])))
                case _:
                    self._mark(line)

    def _zone(self, text: str) -> ZoneInfo:
        if named := re.search(r"^zone (\S+)$", text, re.MULTILINE):
            return ZoneInfo(named[1])
        kept = re.search(rf"^target .*?({'|'.join(CALENDARS)})", text, re.MULTILINE)
        return CALENDARS[kept[1]].tzinfo if kept else ZoneInfo("UTC")

    def _time(self, text: str) -> datetime:
        found = TIME.fullmatch(text)
        assert found, text
        self.date = found["date"] or self.date
        wall = datetime.fromisoformat(f"{self.date} {found['time']}{found['offset'] or ''}")
        moment = (wall if found["offset"] else wall.replace(tzinfo=self.zone)).astimezone(UTC)
        assert found["weekday"] in (None, f"{moment.astimezone(self.zone):%a}"), f"{text} is another day of the week"
        ambiguous = wall.replace(tzinfo=self.zone).utcoffset() != wall.replace(tzinfo=self.zone, fold=1).utcoffset()
        assert found["offset"] or not ambiguous, f"{text} is shown twice, or never"
        return moment

    def _target(self, text: str) -> Target:
        amount, name, thresholds = re.findall(r"^(.+?) ([a-z][\w-]*|24x7)(?: at (.+))?$", text)[0]
        points = tuple(map(parse_threshold, thresholds.split(", "))) if thresholds else (DUE,)
        return Target(
            parse_duration(amount), Always() if name == "24x7" else WorkingCalendar.of(CALENDARS[name]), points
        )

    def _mark(self, line: str) -> None:
        found = TIME.match(line)
        assert found, line
        at, (word, _, rest) = self._time(found[0]), line[found.end() :].strip().partition(" ")
        moment = self._time(rest.split(" ", 1)[1]) if rest.startswith(("until ", "promising ")) else None
        match word:
            case "started":
                self.marks.append(Started(at, self.target, moment))
            case "paused":
                self.marks.append(Paused(at, moment))
            case "resumed":
                self.marks.append(Resumed(at))
            case "stopped":
                self.marks.append(Stopped(at))
            case "target":
                self.marks.append(Retargeted(at, self._target(rest)))
            case "agreed":
                self.marks.append(Agreed(at, self._time(rest)))
            case _:
                raise AssertionError(line)

    def _check(self, when: str, seen: str) -> None:
        when, _, cycle = when.partition(" cycle ")
        at, (state, *facts) = self._time(when), seen.split(", ")
        expected: dict[str, object] = {"state": State(state)}
        for fact in facts:
            key, _, value = fact.partition(" ")
            expected[key] = self._fact(key, value)
        self.checks.append((at, int(cycle or 0), expected))

    def _fact(self, key: str, value: str) -> object:
        if value == "none":
            return None
        if key in ("due", "breached"):
            return self._time(value)
        if value in ("0m", "0h"):
            return timedelta()
        return -parse_duration(value[1:]) if value.startswith("-") else parse_duration(value)


def seen(cycle: Cycle) -> dict[str, object]:
    return {
        "state": cycle.state,
        "consumed": cycle.consumed,
        "stopped": cycle.stopped,
        "left": cycle.remaining,
        "due": cycle.due,
        "breached": cycle.breached_at,
    }


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.partition("\n")[0])
def test_a_worked_example(text: str) -> None:
    example = Example([line for line in text.splitlines()[1:] if line])
    assert example.checks
    for at, number, expected in example.checks:
        cycles = read(example.marks, at)
        found = seen(cycles[number - 1])
        assert {key: found[key] for key in expected} == expected, at
    if example.reached:
        *_, last = read(example.marks, max(at for at, _, _ in example.checks))
        assert [(str(firing.threshold), firing.at) for firing in last.firings] == example.reached


def test_there_are_enough_examples_of_what_is_hard() -> None:
    assert len(EXAMPLES) >= 60
    assert len({example.partition("\n")[0] for example in EXAMPLES}) == len(EXAMPLES)
    zones = {written.zone for written in CALENDARS.values()}
    assert zones == {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"}
    assert all(f" {name}" in "".join(EXAMPLES) for name in CALENDARS)
