"""What a failing database means in a few words, without what it was asked or told."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "its disk is full",
    sqlite3.SQLITE_READONLY: "it cannot be written to",
    sqlite3.SQLITE_PERM: "its file may not be opened",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_IOERR: "its file cannot be read or written",
    sqlite3.SQLITE_CORRUPT: "its file is damaged",
    sqlite3.SQLITE_NOTADB: "its file is no database",
    sqlite3.SQLITE_BUSY: "another process is using it",
    sqlite3.SQLITE_LOCKED: "another process is using it",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
}
"""By the low byte of the code: https://sqlite.org/rescode.html. What is not here is a mistake of ours."""

_POSTGRES: Final = {
    "53100": "its disk is full",
    "53200": "there is no memory left",
    "53300": "it has too many connections",
    "25006": "it cannot be written to",
    "58030": "its files cannot be read or written",
    "57P01": "it is shutting down",
    "57P02": "it is starting again",
    "57P03": "it is starting or stopping",
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html."""

_POSTGRES_CLASSES: Final = {
    "08": "it cannot be reached",
    "28": "it does not let Sitrep in",
    "53": "it lacks resources",
    "58": "its system fails",
    "XX": "its data are damaged",
}

_NOTHING_HAPPENED: Final = frozenset({"its disk is full", "it cannot be written to"})


@dataclass(frozen=True)
class DatabaseFailure:
    """The database does not work. `reason` goes on from “the database is not usable: …”.

    undone: that nothing was changed is certain.
    """

    reason: str
    undone: bool


def failure_of(error: BaseException) -> DatabaseFailure | None:
    """What an error says of the state of the database; None where it is about something else, such as a statement."""
    reason = _reason(error)
    return DatabaseFailure(reason, reason in _NOTHING_HAPPENED) if reason else None


def _reason(error: BaseException) -> str | None:
    if isinstance(error, NoConnectionError):
        return "it has no connection free"
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(cause, psycopg.OperationalError | psycopg.InternalError | psycopg.InterfaceError):
        state = cause.sqlstate
        # Where the server had no say, the connection failed.
        return "it cannot be reached" if state is None else _POSTGRES.get(state) or _POSTGRES_CLASSES.get(state[:2])
    if isinstance(cause, OSError) and isinstance(error, DBAPIError):
        return "it cannot be reached"
    return None
