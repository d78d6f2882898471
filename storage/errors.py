"""Why the record cannot be used, in sentences for whoever runs Sitrep; never with what the database said itself."""

import sqlite3
from pathlib import Path

import psycopg
from sqlalchemy.exc import DBAPIError


class RecordError(Exception):
    """Something cannot be done with the record, and nothing was changed. The text says why, and what to do."""


class RecordGoneError(OSError):
    """The file of the record was deleted or replaced while it was open: what is written now would be lost.

    An OSError, so that whoever asks whether the record can be reached takes it for what it is.
    """


# https://sqlite.org/rescode.html, the low byte
_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: is it a file in a folder that Sitrep may write to?",
    sqlite3.SQLITE_READONLY: "cannot be written to: give Sitrep the right to write it, and the folder it is in.",
    sqlite3.SQLITE_NOTADB: "is no SQLite database, or damaged: restore a backup (`sitrep db restore`).",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup (`sitrep db restore`).",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full.",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk is full or failing.",
    sqlite3.SQLITE_BUSY: "is locked by another program for too long: end that one.",
    sqlite3.SQLITE_LOCKED: "is locked by another program for too long: end that one.",
    sqlite3.SQLITE_PERM: "cannot be opened: Sitrep has no right to.",
    sqlite3.SQLITE_AUTH: "cannot be opened: Sitrep has no right to.",
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html: a code, or the class that it begins with
_POSTGRES = {
    "28": "does not let this user in: are name and password right, and does pg_hba.conf allow it?",
    "3D": "is not there: create it (`createdb`), or correct its name.",
    "42501": "does not give this user the rights that Sitrep needs: it has to own its tables.",
    "25006": "can only be read: it is a standby, or set to be read only.",
    "53100": "cannot grow: the server's disk is full.",
    "53300": "takes no more connections: raise max_connections, or run fewer replicas.",
    "53": "lacks memory, disk or connections: its log says which.",
    "57P03": "is starting up: try again in a moment.",
    "57": "is shutting down, or ended the connection: is it running?",
    "58": "cannot read or write its files: its log says more.",
    "XX": "is damaged: its log says more.",
}


def why_unusable(error: BaseException, path: Path | None) -> str:
    """A sentence that says what is wrong with the database, and what to do, from what was raised when it was used.

    `path` is SQLite's file, None for PostgreSQL. The sentence holds neither a password nor anything from the record.
    """
    name = f"The database file {path}" if path else "The database"
    cause = error.orig if isinstance(error, DBAPIError) else error
    match cause:
        case sqlite3.Error():
            why = _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        case psycopg.Error():
            state = cause.sqlstate or ""
            why = _POSTGRES.get(state) or _POSTGRES.get(state[:2]) or (None if state else _not_connected(cause))
        case OSError():
            why = f"cannot be used: {cause.strerror or cause}."
        case _:
            why = None
    return f"{name} {why or f'cannot be used ({type(cause).__name__}).'}"


def _not_connected(error: psycopg.Error) -> str:
    """libpq gives no code where it could not connect, only words: those of the server are about user and database."""
    for line in str(error).splitlines():
        if refusal := line.partition("FATAL:")[2].strip():
            return f"refuses Sitrep: {refusal.rstrip('.')}."
    return "does not answer. Is it running, and are host and port right?"
