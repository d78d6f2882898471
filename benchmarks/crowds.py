"""Crowds of open incidents: a few are made by the engine, and multiplied inside the database."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import String, Table, cast, literal, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.bench import Bench
from bot.engine.engine import Asking, Engine
from bot.operations.declare import Declare
from bot.operations.note import AddNote
from bot.process.process import Process
from bot.scheduling.scheduler import Reminders
from storage.database import Database
from storage.tables import Base, Post, Room, Work
from tests.world import OneLane

PATTERNS = 50
"""So many incidents are made by the engine, at moments apart; the rest are their copies."""
COPIED = frozenset(
    {
        "incident",
        "room",
        "work",
        "milestone_reached",
        "role_assignment",
        "responder",
        "timeline_event",
        "clock_mark",
        "cycle_result",
        "deadline",
    }
)
TEAM = "T1"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AFTERWARDS = START + timedelta(minutes=2)
"""All have been declared, and nothing is due yet."""


@dataclass
class HandClock:
    """A clock that stands where it was put. `asked` is called when somebody wants to know how long to wait."""

    time: datetime = AFTERWARDS
    asked: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self.time

    def steady(self) -> float:
        return self.time.timestamp()

    def real_seconds(self, until: datetime) -> float:
        self.asked()
        return max(0.0, (until - self.time).total_seconds())

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError("nothing here waits")


@dataclass
class Crowd:
    """A record with so many open incidents, each with four running clocks, none of which is due."""

    size: int
    url: str
    database: Database
    clock: HandClock
    engine: Engine
    reminders: Reminders


@asynccontextmanager
async def crowd(bench: Bench, kind: str, size: int) -> AsyncIterator[Crowd]:
    """A new record with `size` open incidents: rooms, people, clocks, deadlines and timelines as the engine makes them.

    Everything in them is delivered.
    """
    with bench.fresh(kind) as url:
        await _fill(url, size)
        # Opened anew: SQLite has by then put what was written into the file itself.
        database, clock = Database(url), HandClock()
        try:
            engine = Engine(database, Process(), clock, OneLane())
            yield Crowd(size, url, database, clock, engine, Reminders(database, engine, clock, TEAM))
        finally:
            await database.close()


async def _fill(url: str, size: int) -> None:
    database, clock = Database(url), HandClock()
    try:
        await _patterns(Engine(database, Process(), clock, OneLane()), clock)
        await _multiply(database, size)
    finally:
        await database.close()


async def _patterns(engine: Engine, clock: HandClock) -> None:
    """Declared in the minute after START, with a lead: whatever the severity, four clocks run."""
    for number in range(PATTERNS):
        clock.time = START + timedelta(seconds=number)
        actor, key = f"U{number % 7}", f"pattern {number}"
        values = {
            "name": f"Service {number} is slow",
            "severity": f"sev{number % 4 + 1}",
            "responders": ("U7", "U8", "U9"),
            "lead": "U7",
        }
        declared = await engine.run(Declare.model_validate(values), Asking(TEAM, actor, key))
        asking = Asking(TEAM, actor, f"{key} note")
        await engine.run(AddNote(body="The error rate rises."), asking, declared.incident.id)
    channel = literal("C") + cast(Room.incident_id, String)
    async with engine.database.transaction() as session:
        await session.execute(update(Room).values(channel_id=channel))
        await session.execute(update(Work).values(applied=Work.wanted, tried=Work.wanted))
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
            if table.name in COPIED and "id" in table.columns and not database.is_sqlite:
                # SQLite goes on from the last id by itself.
                top = f'SELECT max(id) FROM "{table.name}"'
                await connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), ({top}))"))
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
