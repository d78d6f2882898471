"""Whatever is edited while clocks run: the incident's clocks agree with the slow oracle, and nothing is taken back.

Operations are applied to an incident in memory, as the engine does. What the process promises is told to the oracle by
this module, in its own words: no policy, no calendar and no clock event of the bot has a part in that.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import holidays
import pytest
from sqlalchemy import inspect

from bot.core.operation import Context, Operation
from bot.core.read_models import IncidentClock
from bot.core.refusal import Refusal
from bot.incidents.incident_clocks import clocks, keep
from bot.incidents.view import view_of
from bot.operations.clocks import AgreeDue, Clocks, PauseClock, ResumeClock
from bot.operations.follow_policy import FollowPolicy
from bot.operations.lifecycle import Resolve
from bot.operations.severity import ChangeSeverity
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.slack.views.clock_history import explained
from storage.tables import CycleResult, Incident, Room
from tests.rules.sla_oracle import Aim, Hours, Office, Round, watch
from tests.rules.test_sla_oracle import WINDOWS, facts, moment, seen, some_hours

LENGTH, LATEST = 9 * 1440, 5 * 1440
"""How many minutes are known, and until when something happens."""
PARTS, HISTORIES = 10, 250
TARGETS = {"update": "update_every", "resolve": "resolve_within"}
NAMES = ("office", "night", "site")
LEVELS = ("sev1", "sev2", "sev3")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
POINTS = {"50%": "share 50", "75%": "share 75", "10m before": "before 10", "due": "after 0", "30m after": "after 30"}


NEW: dict[str, Any] = {
    "id": 1,
    "version": 1,
    "team_id": "T1",
    "number": 1,
    "reference": "INC-1",
    "idempotency_key": "1",
    "creator_id": "UANA",
    "name": "Checkout",
    "summary": "",
    "type": "incident",
    "mode": "standard",
    "visibility": "public",
    "phase": "active",
    "milestone": "investigating",
    "announced_in": [],
    "escalation_step": 0,
}


@dataclass(frozen=True)
class Hourly:
    """A calendar in both worlds: as it is written, and the minutes at which it is open."""

    written: Any
    is_open: bytes


@dataclass(frozen=True)
class Terms:
    """What is promised by a clock: minutes, the name and content of a calendar, and the points on the way."""

    within: int
    name: str
    calendar: Hourly
    points: tuple[str, ...]

    @property
    def aim(self) -> Aim:
        return Aim(self.within, self.calendar.is_open, [POINTS[one] for one in self.points])

    def is_as(self, other: "Terms") -> bool:
        """Whether the same is promised, by whatever name."""
        mine, theirs = ((one.within, one.calendar.written, one.points) for one in (self, other))
        return mine == theirs


@dataclass
class Configuration:
    """A process in both worlds."""

    process: Process
    calendars: dict[str, Hourly]
    terms: dict[tuple[str, str], Terms]

    def promises(self, severity: str, clock: str) -> Terms | None:
        return self.terms.get((severity, clock))

    def knows(self, severity: str) -> bool:
        return any(one.slug == severity for one in self.process.severities)


def some_calendar(chance: random.Random, begin: datetime, zones: tuple[str, ...]) -> Hourly:
    zone, week = chance.choice(zones), [some_hours(chance) for _ in range(7)]
    week[chance.randrange(7)] = [(540, 1020)]
    region = chance.choice(("", "DE", "US"))
    first = begin.date()
    days = {first + timedelta(days=chance.randrange(9)): some_hours(chance) for _ in range(chance.randrange(3))}
    off = holidays.country_holidays(region) if region else {}
    closed: dict[date, Hours] = {day: [] for place in range(-3, 13) if (day := first + timedelta(days=place)) in off}
    written: dict[str, Any] = {
        "zone": zone,
        "holidays": [region] if region else [],
        "hours": {name: hours_text(hours) for name, hours in zip(DAYS, week, strict=True)},
        "days": {day.isoformat(): hours_text(hours) for day, hours in days.items()},
    }
    return Hourly(written, Office(zone, week, closed | days).open_minutes(begin, LENGTH))


def hours_text(hours: Hours) -> str:
    def clock(minute: int) -> str:
        return f"{minute // 60:02}:{minute % 60:02}"

    return ", ".join(f"{clock(a)}-{clock(b if b <= 1440 else b - 1440)}" for a, b in hours) or "closed"


def some_configurations(chance: random.Random, pool: list[Hourly]) -> Iterator[Configuration]:
    """Two that promise the same, the second under other names of its calendars."""
    names = chance.sample(NAMES, chance.randrange(1, 4))
    calendars = {name: chance.choice(pool) for name in names}
    points = (*chance.sample(list(POINTS)[:3], chance.randrange(3)), "due", "30m after")
    levels = {level: chance.choice(("24x7", *names)) for level in chance.sample(LEVELS, chance.randrange(1, 4))}
    within = {(level, clock): chance.choice((0, 20, 60, 240, 480, 1200)) for level in levels for clock in TARGETS}
    for suffix in ("", "_too"):
        named = {name: name if name == "24x7" else f"{name}{suffix}" for name in ("24x7", *names)}
        yield configuration(
            {named[name]: one for name, one in calendars.items()},
            {level: named[name] for level, name in levels.items()},
            within,
            points,
        )


def configuration(
    calendars: dict[str, Hourly], levels: dict[str, str], within: dict[tuple[str, str], int], points: tuple[str, ...]
) -> Configuration:
    severities = [
        {"slug": level, "name": level.upper(), "calendar": name}
        | {key: f"{within[level, clock]}m" if within[level, clock] else "never" for clock, key in TARGETS.items()}
        for level, name in levels.items()
    ]
    notices = [{"when": point, "do": ["room"]} for point in points]
    sla = {"calendars": {name: one.written for name, one in calendars.items()}, "notices": notices, "escalation": []}
    process = Process.model_validate({"default_severity": next(iter(levels)), "severities": severities, "sla": sla})
    always = Hourly("24x7", bytes([1]) * LENGTH)
    terms = {
        (level, clock): Terms(minutes, levels[level], calendars.get(levels[level], always), points)
        for (level, clock), minutes in within.items()
        if minutes
    }
    return Configuration(process, calendars, terms)


@dataclass
class Told:
    """What happened to one clock, in the words of the oracle, and what it promises now."""

    marks: dict[int, list[tuple[str, Any]]] = field(default_factory=dict)
    terms: Terms | None = None
    runs: bool = False
    withdrawn: bool = False

    def happened(self, minute: int, kind: str, brings: Any = None) -> None:
        self.marks.setdefault(minute, []).append((kind, brings))

    def start(self, minute: int, terms: Terms) -> None:
        self.happened(minute, "start", (terms.aim, None))
        self.terms, self.runs, self.withdrawn = terms, True, False

    def stop(self, minute: int, *, withdrawn: bool) -> None:
        self.happened(minute, "stop")
        self.runs, self.withdrawn = False, withdrawn


class Story:
    """One incident under a process that is edited: in memory, and as the oracle is told of it."""

    def __init__(self, chance: random.Random, begin: datetime, pool: list[Configuration]) -> None:
        self.chance, self.begin, self.pool = chance, begin, pool
        self.minute, self.now_in = chance.randrange(1440), chance.choice(pool)
        self.severity = chance.choice(self.now_in.process.severities).slug
        self.told = {clock: Told() for clock in TARGETS}
        self.is_open = True
        self.edits: dict[str, list[int]] = {clock: [] for clock in TARGETS}
        self.incident = Incident(**NEW, severity=self.severity, declared_at=self.at, updated_at=self.at, room=Room())
        keep(self.incident, self.context())
        for clock, told in self.told.items():
            if terms := self.now_in.promises(self.severity, clock):
                told.start(self.minute, terms)

    @property
    def at(self) -> datetime:
        return moment(self.begin, self.minute)

    def context(self, actor: str | None = "UANA") -> Context:
        return Context("T1", actor, self.at, self.now_in.process)

    def do(self, operation: Operation, actor: str | None = "UANA") -> bool:
        """Whether it was possible."""
        context = self.context(actor)
        try:
            operation.apply(self.incident, context)
        except Refusal:
            return False
        keep(self.incident, context)
        return True

    def terms_of(self, clock: str) -> Terms | None:
        """What is promised now: of a severity that is gone, what was promised last, unless that was withdrawn."""
        if self.now_in.knows(self.severity):
            return self.now_in.promises(self.severity, clock)
        told = self.told[clock]
        return None if told.withdrawn else told.terms

    def follow(self, *, is_edit: bool) -> None:
        """Let each clock go on by what is promised now."""
        for clock, told in self.told.items():
            terms = self.terms_of(clock)
            if not told.runs and terms and self.is_open:
                told.start(self.minute, terms)
            elif told.runs and terms is None:
                told.stop(self.minute, withdrawn=True)
            elif told.runs and terms and told.terms and not self.is_promised(terms, told.terms):
                told.happened(self.minute, "target", terms.aim)
                told.terms = terms
                self.edits[clock] += [self.minute] if is_edit else []

    def is_promised(self, terms: Terms, before: Terms) -> bool:
        gone = before.name not in ("24x7", *self.now_in.calendars) and terms.name != before.name
        return terms.is_as(before) and not gone

    def step(self) -> None:
        """Something happens, at some minute after what happened before."""
        self.minute += self.chance.choice((1, 7, 45, 200, self.chance.randrange(1, 900)))
        clock, later = self.chance.choice(list(TARGETS)), self.minute + self.chance.choice((30, 240, 960))
        match self.chance.choice(("edit", "edit", "update", "update", "pause", "resume", "agree", "severity")):
            case "edit":
                self.now_in = self.chance.choice(self.pool)
                self.do(FollowPolicy(), None)
                self.follow(is_edit=True)
            case "update" if self.do(PostUpdate(body="Still looking")):
                told, terms = self.told["update"], self.terms_of("update")
                if told.runs and terms:
                    told.start(self.minute, terms)
                self.follow(is_edit=False)
            case "pause":
                until = self.chance.choice((None, later))
                at = until and moment(self.begin, until)
                if self.do(PauseClock(clock=clock, until=at, reason="The vendor")):
                    self.told[clock].happened(self.minute, "pause", until)
            case "resume" if self.do(ResumeClock(clock=clock)):
                self.told[clock].happened(self.minute, "resume")
            case "agree" if self.do(AgreeDue(clock=clock, due=moment(self.begin, later), agreed_with="The customer")):
                self.told[clock].happened(self.minute, "agree", later)
            case "severity":
                severity = self.chance.choice(self.now_in.process.severities).slug
                if self.do(ChangeSeverity(severity=severity)):
                    self.severity = severity
                    self.follow(is_edit=False)

    def resolve(self) -> None:
        self.minute += self.chance.randrange(1, 300)
        assert self.do(Resolve(resolution="Rolled back"))
        self.is_open = False
        for told in self.told.values():
            if told.runs:
                told.stop(self.minute, withdrawn=False)

    @property
    def verdicts(self) -> dict[tuple[str, int], CycleResult]:
        added: Any = inspect(self.incident).attrs.cycle_results.history.added
        return {(row.clock, row.number): row for row in added}

    def found(self) -> dict[str, IncidentClock]:
        return {one.kind.slug: one for one in clocks(self.incident, self.now_in.process, self.at)}


def agrees(story: Story) -> None:
    """Raises AssertionError where the clocks, or the verdicts on them, are not what the oracle saw."""
    found, end = story.found(), story.minute + 1440
    for clock, told in story.told.items():
        rounds = watch(told.marks, story.minute, end) if told.marks else []
        cycles = found[clock].cycles if clock in found else ()
        assert [one.number for one in cycles] == list(range(1, len(rounds) + 1))[len(rounds) - len(cycles) :]
        late = rounds[len(rounds) - len(cycles) :]
        assert [facts(one, story.begin, end) for one in cycles] == [seen(one, story.minute) for one in late]
        for number, one in enumerate(rounds, 1):
            if one.ended is not None:
                assert verdict(story.verdicts[clock, number]) == judged(one, told)


def verdict(row: CycleResult) -> tuple[bool, int, int]:
    return row.is_met or row.ended_early, round(row.consumed_seconds / 60), round(row.allowed_seconds / 60)


def judged(seen_: Round, told: Told) -> tuple[bool, int, int]:
    return seen_.at_now["breached"] is None, seen_.at_now["strokes"], seen_.at_now["allowed"]


def kept_so_far(story: Story) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Every verdict, and the moment of every breach."""
    verdicts = {key: (*verdict(row), row.is_met, row.ended_at) for key, row in story.verdicts.items()}
    cycles = ((clock, cycle) for clock, one in story.found().items() for cycle in one.cycles)
    breaches = {(clock, cycle.number): cycle.breached_at for clock, cycle in cycles if cycle.breached_at}
    return verdicts, breaches


def told_by_sla(story: Story) -> None:
    """Each edit has a mark, by Sitrep itself, whose reason `sla` gives where it shows that cycle's history."""
    rows = [row for row in story.incident.clock_events if row.kind == "retargeted" and row.actor_id is None]
    marked = {(row.clock, round((row.at - story.begin) / timedelta(minutes=1))) for row in rows}
    for clock, minutes in story.edits.items():
        first = next((one.cycles[0].began.at for slug, one in story.found().items() if slug == clock), story.at)
        assert {(clock, one) for one in minutes if moment(story.begin, one) >= first} <= marked
    assert all(row.reason for row in rows)
    process = story.now_in.process
    found = tuple(clocks(story.incident, process, story.at))
    shown = str(explained(Clocks(view_of(story.incident, process, at=story.at), found, story.at)))
    last = {row.clock: row for row in rows}
    for one in found:
        if one.present and one.kind.slug in last and last[one.kind.slug].at >= one.present.began.at:
            assert last[one.kind.slug].reason in shown or "its history is too long to show" in shown


def histories(part: int, count: int) -> Iterator[Story]:
    day, zones = WINDOWS[part % len(WINDOWS)]
    chance, begin = random.Random(5000 + part), datetime.combine(day, datetime.min.time(), UTC)
    hours = [some_calendar(chance, begin, zones) for _ in range(5)]
    pool = [one for _ in range(5) for one in some_configurations(chance, hours)]
    for _ in range(count):
        yield Story(chance, begin, pool)


def run(part: int, count: int) -> None:
    edited = ended = 0
    for story in histories(part, count):
        verdicts, breaches = kept_so_far(story)
        for _ in range(story.chance.randrange(2, 9)):
            story.step()
            if story.minute > LATEST:
                break
            now = kept_so_far(story)
            assert now[0].items() >= verdicts.items(), "a verdict is never taken back"
            known = {key: at for key, at in breaches.items() if key in now[1] or key not in now[0]}
            assert now[1].items() >= known.items(), "a breach is never taken back"
            assert all(not now[0][key][3] for key in breaches if key in now[0]), "what was breached is never met"
            verdicts, breaches = now[0], breaches | now[1]
        agrees(story)
        told_by_sla(story)
        story.resolve()
        agrees(story)
        edited += any(story.edits.values())
        ended += sum(row.ended_early for row in story.verdicts.values())
    assert edited > count / 4
    assert ended


@pytest.mark.parametrize("part", range(2))
def test_clocks_agree_with_the_oracle_whatever_is_edited(part: int) -> None:
    run(part, 40)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_many_clocks_agree_with_the_oracle_whatever_is_edited(part: int) -> None:
    run(100 + part, HISTORIES)
