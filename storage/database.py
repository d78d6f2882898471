"""The way into the record: connections to SQLite or PostgreSQL, transactions, and what a failed one means."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, CheckConstraint, Connection, Index, UniqueConstraint, event, make_url, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

from storage.tables import Base
from storage.types import storable, to_json

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_CONFLICTS = {"40001", "40P01", "55P03"}
_SQLITE_CONFLICTS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

# Durable before fast: with WAL, only FULL makes a commit survive the loss of power (https://sqlite.org/pragma.html#pragma_synchronous).
_SQLITE_WRITER = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_SQLITE_READER = (*_SQLITE_WRITER, "query_only = ON")


PATIENCE = 5.0
"""Real seconds within which a database that is well answers."""

# A network that drops everything is noticed within a minute, whether something was sent or an answer is waited for.
_POSTGRES_OPTIONS: dict[str, str | int] = {
    "application_name": "sitrep",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}


class Database:
    """The record at a URL. Opens no connection until it is asked for one; belongs to one event loop.

    Raises ValueError for a URL that is neither a SQLite file nor PostgreSQL.
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self._writer, self._reader = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)
        for engine in {self._writer.sync_engine, self._reader.sync_engine}:
            event.listen(engine, "before_cursor_execute", _only_storable, retval=True)
        self._writing = async_sessionmaker(self._writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self._reader, expire_on_commit=False)
        self._asking: asyncio.Task[bool] | None = None

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
        async with self._writing.begin() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for questions only, that waits for no writer. The database refuses to write in it."""
        async with self._reading() as session:
            yield session

    async def answers(self, patience: float = PATIENCE) -> bool:
        """Whether the database can be asked anything now, and says so within this many real seconds."""
        # Not asyncio.timeout: a query that is cancelled waits for the server once more. While one question is open
        # there is no second, so that a silent server does not get all connections.
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(), name="database")
        answered, _ = await asyncio.wait({self._asking}, timeout=patience)
        return any(query.result() for query in answered)

    async def _ask(self) -> bool:
        try:
            async with self.reading() as session:
                await session.execute(select(1))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def close(self) -> None:
        """Closes every connection."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking}, timeout=PATIENCE)
        await self._writer.dispose()
        await self._reader.dispose()


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


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for another. Raises ValueError as `parse_url` does."""
    parsed = parse_url(url)
    return Path(str(parsed.database)).expanduser() if parsed.get_backend_name() == "sqlite" else None


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


def _only_storable(
    _connection: Connection,
    _cursor: Any,
    statement: str,
    parameters: Any,
    _context: Any,
    _many: bool,  # noqa: FBT001
) -> tuple[str, Any]:
    """The door to the record: whoever asks or writes, no text comes through that a database would refuse."""
    return statement, storable(parameters)


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0)


def _sqlite(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    Path(str(url.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
    # One connection writes: this process's writers queue in order instead of polling for SQLite's lock.
    writer = create_async_engine(url, pool_size=1, max_overflow=0, **_sqlite_options())
    reader = create_async_engine(url, **_sqlite_options())
    _prepare_sqlite(writer, "BEGIN IMMEDIATE", _SQLITE_WRITER)
    _prepare_sqlite(reader, "BEGIN DEFERRED", _SQLITE_READER)
    return writer, reader


def _sqlite_options() -> dict[str, Any]:
    # SQLAlchemy begins transactions itself, by its recipe for every Python and driver
    # (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions); the timeout is for other processes.
    # Parameters stay out of errors, which reach the log: they may belong to a private incident.
    connecting = {"isolation_level": None, "timeout": 30}
    return {"connect_args": connecting, "hide_parameters": True, "json_serializer": to_json}


def _prepare_sqlite(engine: AsyncEngine, begin: str, pragmas: tuple[str, ...]) -> None:
    # Of the rows of one INSERT, SQLite numbers each one higher than the one before (https://sqlite.org/autoinc.html):
    # SQLAlchemy can tell by that which is which, and need not send them one by one.
    engine.dialect.insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        # SQLite's own knows ASCII only: ÜBER would not be found as über.
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _postgres(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    writer = create_async_engine(
        url,
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        json_serializer=to_json,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        # What the URL says holds.
        connect_args={name: value for name, value in _POSTGRES_OPTIONS.items() if name not in url.query},
    )
    return writer, writer.execution_options(postgresql_readonly=True)
