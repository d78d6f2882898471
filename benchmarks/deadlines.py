"""What one due deadline costs among few and among very many open incidents: the scheduler's look, and the reminder."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

from sqlalchemy import String, Table, cast, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.bench import POSTGRES_NOTE, Bench
from benchmarks.report import Report, milliseconds
from bot.config.process import Process
from bot.engine import Asking, Engine
from bot.operations.declare import Declare
from bot.operations.note import Note
from bot.operations.update import Update
from bot.scheduling.scheduler import Reminders
from storage import queries
from storage.database import Database
from storage.tables import Base, Deadline, Post, Room

FEW, MANY = 1_000, 100_000
PATTERNS = 50
"""So many incidents are made by the engine, at moments apart; the rest are their copies."""
COPIED = frozenset(
    {"incident", "room", "milestone_reached", "role_assignment", "responder", "timeline_event", "deadline"}
)
ROUNDS = 100
LONGEST_RATIO = 1.5
TEAM = "T1"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that stands where it was put."""

    time: datetime = START

    def now(self) -> datetime:
        return self.time

    def real_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self.time).total_seconds())

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError("nothing here waits")


@dataclass
class Crowd:
    """A record with so many open incidents, none of which is due."""

    size: int
    database: Database
    clock: HandClock
    reminders: Reminders
    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    async def look(self) -> tuple[float, int]:
        """What the scheduler does when it wakes: seconds taken, and reminders sent."""
        began = time.perf_counter()
        fired = await self.reminders.fire_due()
        async with self.database.reading() as session:
            await queries.next_due(session, TEAM, after=self.clock.now())
        return time.perf_counter() - began, fired

    async def make_one_due(self, random: Random) -> None:
        """Let one deadline of any incident be due now, as its only one."""
        async with self.database.transaction() as session:
            while True:
                incident = random.randint(1, self.size)
                row = await session.scalar(
                    select(Deadline).where(Deadline.incident_id == incident, Deadline.fired_at.is_(None)).limit(1)
                )
                if row is not None:
                    row.due_at = self.clock.now()
                    return


async def measure(bench: Bench) -> Report:
    report = Report(f"Deadlines: one due among {FEW:,} and among {MANY:,} open incidents, {ROUNDS} rounds in turns")
    report.say(POSTGRES_NOTE)
    rows = []
    for kind in bench.kinds:
        async with AsyncExitStack() as stack:
            crowds = [await stack.enter_async_context(crowd(bench, kind, size)) for size in (FEW, MANY)]
            await race(crowds)
            few, many = crowds
        for name, small, large in (("one due", few.busy, many.busy), ("nothing due", few.idle, many.idle)):
            ratio = median(large) / median(small)
            rows.append((kind, name, milliseconds(median(small)), milliseconds(median(large)), ratio))
            report.promise(
                f"{name}: at most {LONGEST_RATIO:g} times as dear, on {kind}",
                f"{ratio:.2f}",
                kept=ratio <= LONGEST_RATIO,
            )
    report.table(("record", "look", f"among {FEW:,}", f"among {MANY:,}", "ratio"), rows)
    return report


async def race(crowds: Sequence[Crowd], rounds: int = ROUNDS, warm_up: int = 10) -> None:
    """Let each look in turn, with nothing due and with one deadline due. Raises RuntimeError for a wrong count."""
    random = Random(1)
    for number in range(warm_up + rounds):
        for one in crowds if number % 2 else crowds[::-1]:
            idle, none = await one.look()
            await one.make_one_due(random)
            busy, fired = await one.look()
            if (none, fired) != (0, 1):
                raise RuntimeError(f"{none} and {fired} reminders among {one.size}, instead of 0 and 1")
            if number >= warm_up:
                one.idle.append(idle)
                one.busy.append(busy)


@asynccontextmanager
async def crowd(bench: Bench, kind: str, size: int) -> AsyncIterator[Crowd]:
    """A new record with `size` open incidents: rooms, people, deadlines and timelines as the engine makes them."""
    with bench.fresh(kind) as url:
        await _fill(url, size)
        # Opened anew: SQLite has by then put what was written into the file itself.
        database, clock = Database(url), HandClock()
        try:
            yield Crowd(size, database, clock, Reminders(database, Engine(database, Process(), clock), clock, TEAM))
        finally:
            await database.close()


async def _fill(url: str, size: int) -> None:
    database, clock = Database(url), HandClock()
    try:
        await _patterns(Engine(database, Process(), clock), clock)
        await _multiply(database, size)
    finally:
        await database.close()


async def _patterns(engine: Engine, clock: HandClock) -> None:
    """Declared in the day after START, every other one with an update, delivered to Slack."""
    for number in range(PATTERNS):
        clock.time = START + timedelta(minutes=1 + 25 * number)
        actor, key = f"U{number % 7}", f"pattern {number}"
        values = {
            "name": f"Service {number} is slow",
            "severity": f"sev{number % 4 + 1}",
            "responders": ("U7", "U8", "U9"),
            "lead": "U7" if number % 3 else None,
        }
        declared = await engine.run(Declare.model_validate(values), Asking(TEAM, actor, key))
        asking = Asking(TEAM, actor, f"{key} note")
        await engine.run(Note(body="The error rate rises."), asking, declared.incident.id)
        if number % 2:
            asking = Asking(TEAM, actor, f"{key} update")
            await engine.run(Update(body="We are looking into it."), asking, declared.incident.id)
    channel = literal("C") + cast(Room.incident_id, String)
    async with engine.database.transaction() as session:
        await session.execute(update(Room).values(applied=Room.wanted, tried=Room.wanted, channel_id=channel))
        await session.execute(update(Post).values(state="delivered"))


async def _multiply(database: Database, size: int) -> None:
    """Copy every row of the patterns, with ids moved by so many places that nothing meets."""
    async with database.engine.begin() as connection:
        if not database.is_sqlite:
            # The copies refer to each other as the patterns do; checking each of millions takes minutes.
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in Base.metadata.sorted_tables:
            if table.name in COPIED:
                await _copy(connection, table, size // PATTERNS)
    if not database.is_sqlite:
        # What autovacuum does in production, and is switched off here.
        async with database.engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("VACUUM ANALYZE"))


async def _copy(connection: AsyncConnection, table: Table, times: int) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_moved(table, column.name) for column in table.columns)
    series = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times - 1})"
    await connection.execute(
        text(f'INSERT INTO "{table.name}" ({columns}) {series} SELECT {values} FROM "{table.name}" t, n')
    )


def _moved(table: Table, column: str) -> str:
    """The value of a copied column: ids and what must be unique are moved on, everything else is the same."""
    if column == "incident_id" or (table.name == "incident" and column in ("id", "number")):
        return f't."{column}" + n.i * {PATTERNS}'
    if column == "id":
        return f't."{column}" + n.i * 1000'
    if column in ("idempotency_key", "channel_id"):
        return f"t.\"{column}\" || '-' || n.i"
    return f't."{column}"'
