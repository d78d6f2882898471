"""What clocks cost among few and among very many open incidents: to start, to commit, to look, and many due at once."""

import asyncio
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from statistics import median

from sqlalchemy import func, select, update

from benchmarks.bench import POSTGRES_NOTE, Bench
from benchmarks.crowds import TEAM, Crowd, HandClock, crowd
from benchmarks.report import Report, milliseconds
from bot.engine.engine import Asking, Engine
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.scheduling.scheduler import Reminders
from storage import queries
from storage.database import Database
from storage.tables import Deadline, Incident, TimelineEvent
from tests.world import OneLane

FEW, MANY = 1_000, 100_000
DUE = {FEW: 1_000, MANY: 10_000}
"""How many incidents fall due at once, in a crowd of this size."""
ROUNDS, WARM_UP = 60, 10
STARTS = 10
LONGEST_RATIO = 1.5
REMINDERS = ("reminder_due", "escalation_raised")
"""What one due clock leads to: to the one or to the other."""


@dataclass
class Found:
    """What one crowd took: seconds of each round by what was done, and the most memory of a start, in bytes."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: int = 0

    def add(self, what: str, seconds: float) -> None:
        self.seconds.setdefault(what, []).append(seconds)


class WrongRemindersError(Exception):
    """Others were reminded of than those that were due, or in another order."""


async def measure(bench: Bench) -> Report:
    report = Report(
        f"Clocks: {FEW:,} and {MANY:,} open incidents with four running clocks each; "
        f"{STARTS} starts and {ROUNDS} rounds in turns, then {DUE[FEW]:,} and {DUE[MANY]:,} due at once"
    )
    report.say(POSTGRES_NOTE)
    rows = []
    for kind in bench.kinds:
        async with AsyncExitStack() as stack:
            crowds = [await stack.enter_async_context(crowd(bench, kind, size)) for size in (FEW, MANY)]
            found = await race(crowds)
            for one, taken in zip(crowds, found, strict=True):
                taken.add("each of many due", await all_at_once(one, DUE[one.size]) / DUE[one.size])
        for what, small, large, ratio in _compared(*found):
            rows.append((kind, what, small, large, ratio))
            promise = f"{what}: at most {LONGEST_RATIO:g} times as dear, on {kind}"
            report.promise(promise, f"{ratio:.2f}", kept=ratio <= LONGEST_RATIO)
        # all_at_once has raised otherwise.
        reminded = f"{DUE[MANY]:,} of {DUE[MANY]:,}"
        report.promise(f"due at once: each once, the most urgent first, on {kind}", reminded, kept=True)
    report.table(("record", "what", f"among {FEW:,}", f"among {MANY:,}", "ratio"), rows)
    return report


async def race(
    crowds: Sequence[Crowd], rounds: int = ROUNDS, warm_up: int = WARM_UP, starts: int = STARTS
) -> list[Found]:
    """Start with each record in turn, then commit to each and look at what is due in each.

    Raises WrongRemindersError where that is not what is due.
    """
    found = [Found() for _ in crowds]
    pairs = list(zip(crowds, found, strict=True))
    random = Random(1)
    for number in range(1 + starts):
        # Whoever goes first in one round goes last in the next.
        for one, taken in pairs if number % 2 else pairs[::-1]:
            seconds = await start(one)
            if number:
                taken.add("start", seconds)
    for one, taken in pairs:
        tracemalloc.start()
        await start(one)
        taken.memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    for number in range(warm_up + rounds):
        for one, taken in pairs if number % 2 else pairs[::-1]:
            for what, seconds in await _round(one, random, number):
                if number >= warm_up:
                    taken.add(what, seconds)
    return found


async def start(one: Crowd) -> float:
    """Open the record and start the scheduler; seconds until it has looked once and knows when to look again."""
    looked = asyncio.Event()
    clock = HandClock(one.clock.time, looked.set)
    began = time.perf_counter()
    database = Database(one.url)
    reminders = Reminders(database, Engine(database, Process(), clock, OneLane()), clock, TEAM)
    await reminders.start()
    try:
        await looked.wait()
        return time.perf_counter() - began
    finally:
        await reminders.stop()
        await database.close()


async def _round(one: Crowd, random: Random, number: int) -> list[tuple[str, float]]:
    nothing, none = await _look(one)
    commit = await _commit(one, random.randint(1, one.size), f"round {number}")
    await _make_due(one, [random.randint(1, one.size)], random)
    due, fired = await _look(one)
    if (none, fired) != (0, 1):
        raise WrongRemindersError(f"{none} and {fired} reminders among {one.size}, instead of 0 and 1")
    return [("commit", commit), ("look, nothing due", nothing), ("look, one due", due)]


async def _look(one: Crowd) -> tuple[float, int]:
    """What the scheduler does when it wakes: seconds taken, and reminders sent."""
    began = time.perf_counter()
    fired = await one.reminders.fire_due()
    async with one.database.reading() as session:
        await queries.next_due(session, TEAM, after=one.clock.now())
    return time.perf_counter() - began, fired


async def _commit(one: Crowd, incident: int, key: str) -> float:
    """Post an update, which ends clocks and begins others; seconds taken."""
    began = time.perf_counter()
    await one.engine.run(PostUpdate(body="We are looking into it."), Asking(TEAM, "U7", key), incident)
    return time.perf_counter() - began


async def _make_due(one: Crowd, incidents: Sequence[int], random: Random) -> list[int]:
    """Let the next deadline of each be due by now, by up to an hour. Returns the incidents, the most urgent first."""
    ranks = {severity.slug: severity.rank for severity in one.engine.process.severities}
    nth = func.row_number().over(partition_by=Deadline.incident_id, order_by=Deadline.due_at).label("nth")
    unfired = select(Deadline.id, Deadline.incident_id, nth).where(Deadline.fired_at.is_(None))
    if len(incidents) == 1:
        unfired = unfired.where(Deadline.incident_id == incidents[0])
    coming = unfired.subquery()
    statement = (
        select(coming.c.id, coming.c.incident_id, Incident.severity)
        .join(Incident, Incident.id == coming.c.incident_id)
        .where(coming.c.nth == 1)
    )
    chosen = set(incidents)
    async with one.database.transaction() as session:
        rows = [row for row in await session.execute(statement) if row.incident_id in chosen]
        overdue = {row.id: one.clock.now() - timedelta(seconds=random.randint(0, 3600)) for row in rows}
        await session.execute(update(Deadline), [{"id": key, "due_at": due_at} for key, due_at in overdue.items()])
    return [row.incident_id for row in sorted(rows, key=lambda row: (ranks[row.severity], overdue[row.id], row.id))]


async def all_at_once(one: Crowd, count: int) -> float:
    """Let the clocks of so many incidents be due at once; seconds until all were reminded of.

    Raises WrongRemindersError where not each was reminded of once, the most severe first, then the longest overdue.
    """
    random = Random(2)
    expected = await _make_due(one, random.sample(range(1, one.size + 1), count), random)
    async with one.database.reading() as session:
        before = await session.scalar(select(func.max(TimelineEvent.id))) or 0
    began = time.perf_counter()
    await one.reminders.fire_due()
    taken = time.perf_counter() - began
    statement = (
        select(TimelineEvent.incident_id)
        .where(TimelineEvent.id > before, TimelineEvent.kind.in_(REMINDERS))
        .order_by(TimelineEvent.id)
    )
    async with one.database.reading() as session:
        reminded = list(await session.scalars(statement))
    if reminded != expected or len(reminded) != count:
        raise WrongRemindersError(f"{len(reminded)} reminders instead of {count}, or in another order")
    return taken


def _compared(few: Found, many: Found) -> Iterator[tuple[str, str, str, float]]:
    for what in few.seconds:
        small, large = median(few.seconds[what]), median(many.seconds[what])
        yield what, milliseconds(small), milliseconds(large), large / small
    yield "memory to start", _kilobytes(few.memory), _kilobytes(many.memory), many.memory / few.memory


def _kilobytes(size: int) -> str:
    return f"{size / 1024:.0f} kB"
