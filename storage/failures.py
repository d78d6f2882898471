"""What a failing database means in a few words, and what to do, without what it was asked or told."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from storage.errors import RecordGoneError


@dataclass(frozen=True)
class DatabaseFailure:
    """The database does not work. `reason` goes on from “the database is not usable: …”.

    advice: what whoever runs Sitrep can do, in a sentence.
    unwritable: it can keep nothing more, and did not keep this: that nothing was changed is certain.
    """

    reason: str
    advice: str = "Its log says more."
    unwritable: bool = False


_RESTORE = "Restore a backup (`sitrep db restore`)."
_RIGHTS = "Give Sitrep the right to read and write it, and the folder it is in."
_IN_USE = DatabaseFailure("another process is using it", "End that one.")
_NO_MEMORY = DatabaseFailure("there is no memory left")

DISK_FULL: Final = DatabaseFailure("its disk is full", "Make room: Sitrep goes on by itself.", unwritable=True)
READ_ONLY: Final = DatabaseFailure(
    "it cannot be written to", "A file needs the right to, a server must not be a standby.", unwritable=True
)
GONE: Final = DatabaseFailure(
    "its file was deleted or replaced while Sitrep was running",
    "Put it back, or restore a backup, and start Sitrep anew.",
    unwritable=True,
)
UNREACHABLE: Final = DatabaseFailure("it cannot be reached", "Is it running, and are host and port right?")

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: DatabaseFailure("its file may not be opened", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: DatabaseFailure(
        "its file cannot be opened", "Is it a file, in a folder that Sitrep may write to?"
    ),
    sqlite3.SQLITE_IOERR: DatabaseFailure("its file cannot be read or written", "Is the disk full, or failing?"),
    sqlite3.SQLITE_CORRUPT: DatabaseFailure("its file is damaged", _RESTORE),
    sqlite3.SQLITE_NOTADB: DatabaseFailure("its file is no SQLite database, or damaged", _RESTORE),
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_NOMEM: _NO_MEMORY,
}
"""By the low byte of the code: https://sqlite.org/rescode.html. What is not here is a mistake of ours."""

_POSTGRES: Final = {
    "53100": DISK_FULL,
    "53200": _NO_MEMORY,
    "53300": DatabaseFailure("it has too many connections", "Raise max_connections, or run fewer replicas."),
    "25006": READ_ONLY,
    "42501": DatabaseFailure(
        "it does not give this user the rights that Sitrep needs", "The user has to own the tables."
    ),
    "58030": DatabaseFailure("its files cannot be read or written"),
    "57P01": DatabaseFailure("it is shutting down"),
    "57P02": DatabaseFailure("it is starting again"),
    "57P03": DatabaseFailure("it is starting or stopping", "Try again in a moment."),
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html."""

_POSTGRES_CLASSES: Final = {
    "08": UNREACHABLE,
    "28": DatabaseFailure("it does not let Sitrep in", "Are name and password right, and does pg_hba.conf allow it?"),
    "3D": DatabaseFailure("there is none of that name", "Create it (`createdb`), or correct the name."),
    "53": DatabaseFailure("it lacks resources"),
    "58": DatabaseFailure("its system fails"),
    "XX": DatabaseFailure("its data are damaged"),
}


def failure_of(error: BaseException) -> DatabaseFailure | None:
    """What an error says of the state of the database; None where it is about something else, such as a statement."""
    if isinstance(error, NoConnectionError):
        return DatabaseFailure("it has no connection free")
    if isinstance(error, RecordGoneError):
        return GONE
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(cause, psycopg.Error) and cause.sqlstate in _POSTGRES:
        return _POSTGRES[str(cause.sqlstate)]
    if isinstance(cause, psycopg.OperationalError | psycopg.InternalError | psycopg.InterfaceError):
        state = cause.sqlstate
        return _not_connected(cause) if state is None else _POSTGRES_CLASSES.get(state[:2])
    if isinstance(cause, OSError) and isinstance(error, DBAPIError):
        return UNREACHABLE
    return None


def explained(error: BaseException, path: Path | None) -> str:
    """Sentences for whoever runs Sitrep: which database cannot be used, why, and what to do.

    `path` is SQLite's file, None for PostgreSQL. There is neither a password in them nor anything from the record.
    """
    name = f"The database {path}" if path else "The database"
    if failure := failure_of(error):
        return f"{name} is not usable: {failure.reason}. {failure.advice}"
    why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return f"{name} is not usable: {why}."


def _not_connected(error: psycopg.Error) -> DatabaseFailure:
    """Where the server had no say, the connection failed. Where it had one before anybody was let in, libpq gives no
    code, only words: they are about user and database."""
    for line in str(error).splitlines():
        if refusal := line.partition("FATAL:")[2].strip():
            return DatabaseFailure(f"it refuses Sitrep: {refusal.rstrip('.')}", "Correct SITREP_DATABASE_URL.")
    return UNREACHABLE
