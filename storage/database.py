"""The way into the record: connections to SQLite or PostgreSQL, transactions, and what a failed one means."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import (
    URL,
    CheckConstraint,
    Index,
    Select,
    UniqueConstraint,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from storage import sqlite_file
from storage.asker import Asker, T
from storage.durability import Risk, require_durable
from storage.engines import postgres_asker, postgres_engines, sqlite_asker, sqlite_engines
from storage.failures import DISK_FULL, failure_of
from storage.tables import Base

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_CONFLICTS = {"40001", "40P01", "55P03"}
_SQLITE_CONFLICTS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

PATIENCE = 5.0
"""Real seconds within which a database that is well answers."""

WRITTEN_LATELY = 60.0
"""Seconds for which a write that went well, for nobody but to see whether it does, says that another would."""

FAILED_LATELY = 30.0
"""Seconds for which a write that could not be kept says that another could not: a smaller one might just fit."""

LEAST_ROOM = 8 * 1024 * 1024
"""Bytes that have to be free where the file of SQLite is: its log grows to half of that between two checkpoints."""

# The table has one row, and nobody else writes to it while the schema stays as it is.
_WRITES_NOTHING_NEW = text("UPDATE alembic_version SET version_num = version_num")


class Database:
    """The record at a URL. Opens no connection until it is asked for one; belongs to one event loop.

    `steady` is what lengths of time are measured on. Raises ValueError for a URL that is neither a SQLite file nor
    PostgreSQL.
    """

    def __init__(self, url: str, steady: Callable[[], float] = time.monotonic) -> None:
        self.url = parse_url(url)
        self._writer, self._reader = (sqlite_engines if self.is_sqlite else postgres_engines)(self.url)
        self._asker = Asker((sqlite_asker if self.is_sqlite else postgres_asker)(self.url))
        self._writing = async_sessionmaker(self._writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self._reader, expire_on_commit=False)
        self._asking: asyncio.Task[str | None] | None = None
        self._steady = steady
        self._written_at: float | None = None
        self._failed: tuple[float, str] | None = None

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.url.get_backend_name()

    @property
    def is_sqlite(self) -> bool:
        return self.dialect == "sqlite"

    @property
    def engine(self) -> AsyncEngine:
        """What writing transactions run on."""
        return self._writer

    def session(self) -> AsyncSession:
        """A session for writing that the caller commits and closes. On SQLite its first statement waits its turn."""
        return self._writing()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A writing transaction: durable when the block has ended, undone if it raises. Never opened inside another."""
        try:
            async with self._writing.begin() as session:
                yield session
        except Exception as error:
            if failure := failure_of(error):
                self._written_at = None
                self._failed = (self._steady(), failure.reason) if failure.unwritable else None
            raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for questions only, that waits for no writer. The database refuses to write in it."""
        async with self._reading() as session:
            yield session

    async def scalar(self, question: Select[T], values: Mapping[str, Any]) -> T | None:
        """The answer to one question, asked alone (see Asker): for what somebody waits for."""
        return await self._asker.scalar(question, values)

    async def unusable(self, patience: float = PATIENCE) -> str | None:
        """Why the database cannot be asked and written to now; None where it can, and says so within `patience`.

        That is in real seconds. It is written to only where nothing is known of the last while.
        """
        if self._failed and self._steady() - self._failed[0] < FAILED_LATELY:
            return self._failed[1]
        # Not asyncio.timeout: a query that is cancelled waits for the server once more. While one question is open
        # there is no second, so that a silent server does not get all connections.
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(), name="database")
        answered, _ = await asyncio.wait({self._asking}, timeout=patience)
        return next((query.result() for query in answered), "it does not answer")

    async def _ask(self) -> str | None:
        try:
            async with self.reading() as session:
                await session.execute(select(1))
            if self._written_at is None or self._steady() - self._written_at > WRITTEN_LATELY:
                if self.is_sqlite and await asyncio.to_thread(_has_no_room, Path(str(self.url.database))):
                    return DISK_FULL.reason
                async with self.transaction() as session:
                    await session.execute(_WRITES_NOTHING_NEW)
                self._written_at = self._steady()
        except (SQLAlchemyError, OSError) as error:
            failure = failure_of(error)
            return failure.reason if failure else "it fails"
        return None

    async def risks(self) -> list[Risk]:
        """What may be lost although it was acknowledged. Raises UnfitDatabaseError where Sitrep cannot run on it."""
        return [] if self.is_sqlite else await require_durable(self.engine)

    async def close(self) -> None:
        """Closes every connection."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking}, timeout=PATIENCE)
        await self._writer.dispose()
        await self._reader.dispose()
        self._asker.close()


def parse_url(url: str) -> URL:
    """The URL with the driver that the record is used with, whichever was named: `postgres://…`, `sqlite:///…`.

    Raises ValueError when it cannot be read, names another database, or is a SQLite database without a file.
    """
    try:
        parsed = make_url(url)
    except Exception as error:
        # The text is left out: it may hold a password.
        raise ValueError("the database URL cannot be read") from error
    backend = parsed.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise ValueError(f"{backend!r} is not supported: use sqlite:///path or postgresql://…")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise ValueError("a record in memory would not survive a restart: use sqlite:///path")
    return parsed.set(drivername=_DRIVERS[backend])


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for another. Raises ValueError as `parse_url` does."""
    parsed = parse_url(url)
    return Path(str(parsed.database)).expanduser() if parsed.get_backend_name() == "sqlite" else None


def claimed(url: str) -> AbstractContextManager[None]:
    """Hold the record for this process while the block lasts, where it can serve only one: where it is SQLite's.

    Raises RecordError where another process holds it.
    """
    path = file_of(url)
    return sqlite_file.claimed(path) if path else nullcontext()


def is_conflict(error: BaseException) -> bool:
    """Whether a transaction failed only because another was under way, so that it may be tried again from its start."""
    if isinstance(error, StaleDataError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    cause = error.orig
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate in _POSTGRES_CONFLICTS
    # The low byte is the error, the rest its variant: https://sqlite.org/rescode.html
    return isinstance(cause, sqlite3.Error) and _sqlite_code(cause) & 0xFF in _SQLITE_CONFLICTS


def violates(error: BaseException, constraint: str) -> bool:
    """Whether the database refused a row because of this unique constraint, unique index or check.

    Raises ValueError when the record has none of that name (a foreign key cannot be told from another on SQLite).
    """
    expected = _sqlite_complaint(constraint)
    if not isinstance(error, IntegrityError):
        return False
    cause = error.orig
    if isinstance(cause, psycopg.Error):
        return cause.diag.constraint_name == constraint
    return str(cause) == expected


def _sqlite_complaint(name: str) -> str:
    """SQLite's words for a violation: it names checks, but of a unique index only the columns."""
    for table in Base.metadata.tables.values():
        if any(isinstance(rule, CheckConstraint) and rule.name == name for rule in table.constraints):
            return f"CHECK constraint failed: {name}"
        rules: list[UniqueConstraint | Index] = [rule for rule in table.indexes if rule.unique]
        rules += [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
        for rule in rules:
            if rule.name == name:
                return "UNIQUE constraint failed: " + ", ".join(
                    f"{table.name}.{column.name}" for column in rule.columns
                )
    raise ValueError(f"the record has no unique or check constraint {name!r}")


def _has_no_room(file: Path) -> bool:
    return shutil.disk_usage(file.expanduser().parent).free < LEAST_ROOM


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0)
