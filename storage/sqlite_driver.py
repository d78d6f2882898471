"""SQLite's driver, with one trip to its thread for each statement: what aiosqlite asks in four goes in one.

A statement takes SQLite some microseconds, and a trip to the thread and back a hundred.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

Rows = list[Any]
Parameters = Sequence[Any]


class OneTripCursor:
    """What a statement led to, fetched whole when it was carried out; as much of a cursor as SQLAlchemy asks for."""

    arraysize = 1

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: Rows = []
        self.description: Sequence[Any] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "OneTripCursor":
        return self

    async def execute(self, statement: str, parameters: Parameters = ()) -> None:
        await self._connection.carry_out(self._execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Iterable[Parameters]) -> None:
        await self._connection.carry_out(self._execute_many, statement, parameters)

    async def fetchall(self) -> Rows:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """SQLite's own was closed on its trip."""

    def _execute(self, connection: sqlite3.Connection, statement: str, parameters: Parameters) -> None:
        self._keep(connection.execute(statement, parameters))

    def _execute_many(self, connection: sqlite3.Connection, statement: str, parameters: Iterable[Parameters]) -> None:
        self._keep(connection.executemany(statement, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description, self.lastrowid = cursor.description, cursor.lastrowid
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors come back with everything."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, *arguments, **options), iter_chunk_size=64)
        # As SQLAlchemy does it: a connection that nobody closed must not keep the process.
        self._thread.daemon = True

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        return OneTripCursor(self)

    async def carry_out(self, doing: Any, *arguments: Any) -> None:
        """Do this with SQLite's own connection, in its thread."""
        await self._execute(doing, self._conn, *arguments)  # type: ignore[no-untyped-call]


def use_one_trip(engine: AsyncEngine) -> None:
    """Let an engine on `sqlite+aiosqlite` connect so. Results are buffered whole: there is nothing to stream."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(dialect: Any, _record: object, arguments: Sequence[Any], options: dict[str, Any]) -> Any:
        return dialect.dbapi.connect(*arguments, **options, async_creator_fn=OneTripConnection)
