"""The engines that the record is used with: how each database is connected to, and what every connection is told."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

from storage import sqlite_file
from storage.durability import make_durable
from storage.sqlite_driver import use_one_trip
from storage.types import storable, to_json

# Durable before fast: with WAL, only FULL makes a commit survive the loss of power (https://sqlite.org/pragma.html#pragma_synchronous).
_SQLITE_WRITER = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_SQLITE_READER = (*_SQLITE_WRITER, "query_only = ON")

# A network that drops everything is noticed within a minute, whether something was sent or an answer is waited for.
_POSTGRES_OPTIONS: dict[str, str | int] = {
    "application_name": "sitrep",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}


def sqlite_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """What writes, one transaction after another, and what reads."""
    path = Path(str(url.database)).expanduser()
    sqlite_file.make_private(path)
    url = _of_a_file_that_is_there(url, path)
    # One connection writes: this process's writers queue in order instead of polling for SQLite's lock.
    writer = create_async_engine(url, pool_size=1, max_overflow=0, **_sqlite_options())
    reader = create_async_engine(url, **_sqlite_options())
    for engine in (writer.sync_engine, reader.sync_engine):
        sqlite_file.watch(engine, path)
        _guard(engine)
    _prepare_sqlite(writer, "BEGIN IMMEDIATE", _SQLITE_WRITER)
    _prepare_sqlite(reader, "BEGIN DEFERRED", _SQLITE_READER)
    return writer, reader


def _of_a_file_that_is_there(url: URL, path: Path) -> URL:
    """SQLite makes no new file where the record's is gone."""
    return url.set(database=sqlite_file.uri(path), query={**url.query, "uri": "true", "mode": "rw"})


def _sqlite_options() -> dict[str, Any]:
    # SQLAlchemy begins transactions itself, by its recipe for every Python and driver
    # (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions); the timeout is for other processes.
    # Parameters stay out of errors, which reach the log: they may belong to a private incident.
    connecting = {"isolation_level": None, "timeout": 30}
    return {"connect_args": connecting, "hide_parameters": True, "json_serializer": to_json}


def sqlite_asker(url: URL) -> Engine:
    """For one question a thread is faster by far than what makes a thread look like a coroutine."""
    path = Path(str(url.database)).expanduser()
    url = _of_a_file_that_is_there(url, path).set(drivername="sqlite+pysqlite")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", paramstyle="named", **_sqlite_options())
    sqlite_file.watch(engine, path)
    _guard(engine)
    _configure_sqlite(engine, _SQLITE_READER)
    return engine


def _prepare_sqlite(engine: AsyncEngine, begin: str, pragmas: tuple[str, ...]) -> None:
    use_one_trip(engine)
    _configure_sqlite(engine.sync_engine, pragmas)
    # Of the rows of one INSERT, SQLite numbers each one higher than the one before (https://sqlite.org/autoinc.html):
    # SQLAlchemy can tell by that which is which, and need not send them one by one.
    engine.dialect.insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _configure_sqlite(engine: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        # SQLite's own knows ASCII only: ÜBER would not be found as über.
        connection.create_function("lower", 1, _lower, deterministic=True)


def postgres_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """What writes, and what reads, on the same connections."""
    options = _postgres_options(url)
    writer = create_async_engine(
        url, isolation_level="READ COMMITTED", pool_pre_ping=True, pool_size=10, max_overflow=10, **options
    )
    make_durable(writer.sync_engine)
    _guard(writer.sync_engine)
    return writer, writer.execution_options(postgresql_readonly=True)


def postgres_asker(url: URL) -> Engine:
    """Without BEGIN, ROLLBACK and the question whether the connection lives: a round trip is all that is waited for."""
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=8,
        max_overflow=0,
        pool_reset_on_return=None,
        **_postgres_options(url),
    )
    _guard(engine)
    return engine


def _postgres_options(url: URL) -> dict[str, Any]:
    # What the URL says holds.
    options = {name: value for name, value in _POSTGRES_OPTIONS.items() if name not in url.query}
    return {"connect_args": options, "hide_parameters": True, "json_serializer": to_json}


def _guard(engine: Engine) -> None:
    """The door to the record: whoever asks or writes, no text comes through that a database would refuse."""

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def only_storable(
        _connection: Connection,
        _cursor: Any,
        statement: str,
        parameters: Any,
        _context: Any,
        _many: bool,  # noqa: FBT001
    ) -> tuple[str, Any]:
        return statement, storable(parameters)


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None
