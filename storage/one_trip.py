"""Statements that cross to SQLite's thread and back once, where aiosqlite's cursor crosses four times."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import aiosqlite


class OneTripCursor:
    """What SQLAlchemy asks of an aiosqlite cursor: it opens one, executes, fetches every row, and closes it.

    Each of the four would wake the connection's thread and then the event loop, which costs more than most statements.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Iterable[Any] = ()) -> Self:
        return await self._cross(sqlite3.Connection.execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Iterable[Iterable[Any]]) -> Self:
        return await self._cross(sqlite3.Connection.executemany, statement, parameters)

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """It is closed."""

    async def _cross(self, execute: Callable[..., sqlite3.Cursor], statement: str, parameters: Iterable[Any]) -> Self:
        def run() -> None:
            cursor = execute(self._connection._conn, statement, parameters)
            try:
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else ()
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        # aiosqlite has no public way to run a function in its thread; SQLAlchemy's adapter uses the same ones.
        await self._connection._execute(run)  # type: ignore[no-untyped-call]
        return self


def use(connection: aiosqlite.Connection) -> None:
    """Let this connection hand out such cursors."""
    connection.cursor = lambda: OneTripCursor(connection)  # type: ignore[assignment, method-assign, return-value]
