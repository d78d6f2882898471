"""A copy of all of the record that can be put back: by SQLite's own backup, or PostgreSQL's pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import URL

from storage import sqlite_file
from storage.database import claimed, file_of, parse_url
from storage.errors import RecordError


def back_up(url: str, to: Path) -> None:
    """Write all of the record at this URL, as it is at one moment, into a new file. Nobody has to stop for it.

    Raises RecordError where the file is there already, or where PostgreSQL's tools are missing or refuse.
    """
    if to.exists():
        raise RecordError(f"{to} is there already, and no backup is written over another: name a new file.")
    draft = to.with_name(f"{to.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        if path := file_of(url):
            _copy_sqlite(path, draft)
        else:
            _run(parse_url(url), "pg_dump", "--format=custom", f"--file={draft}")
        draft.rename(to)
    finally:
        draft.unlink(missing_ok=True)


def restore(url: str, source: Path, now: datetime) -> Path | None:
    """Put the record back as it was when this backup was made. No Sitrep may be running meanwhile.

    Returns the file that the record of until now was moved to; None where there was none, or on PostgreSQL, where it is
    replaced. `now` (aware) is in that file's name. Raises RecordError.
    """
    if not source.is_file():
        raise RecordError(f"There is no file {source}.")
    if path := file_of(url):
        with claimed(url):
            return _restore_sqlite(path, source, now)
    address = parse_url(url)
    _refuse_while_used(address)
    _run(
        address,
        "pg_restore",
        *("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"),
        str(source),
    )
    return None


def _copy_sqlite(path: Path, to: Path) -> None:
    """SQLite's own copy of a database in use, read back whole before it is called a backup."""
    with (
        closing(sqlite3.connect(f"{sqlite_file.uri(path)}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)
        # A copy in WAL mode would need its own -wal beside it when it is read.
        copy.execute("PRAGMA journal_mode = DELETE")
    _check_sqlite(to)


def _check_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{sqlite_file.uri(path)}?mode=ro&immutable=1", uri=True)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        found, tables = [], set()
    if found != ["ok"] or "alembic_version" not in tables:
        raise RecordError(f"{path} is no backup of Sitrep's record in SQLite, or it is damaged: try an older one.")


def _restore_sqlite(path: Path, source: Path, now: datetime) -> Path | None:
    _check_sqlite(source)
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    shutil.copyfile(source, draft)
    kept = path.with_name(f"{path.name}.before-restore-{now:%Y%m%dT%H%M%SZ}") if path.exists() else None
    if kept:
        for suffix in ("", "-wal", "-shm"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + suffix))
    draft.rename(path)
    return kept


def _refuse_while_used(url: URL) -> None:
    used = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'sitrep' AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(_address(url), password=url.password) as connection:
        (others,) = connection.execute(used).fetchone() or (0,)
    if others:
        raise RecordError("A Sitrep is running on this database: stop all of them first.")


def _run(url: URL, tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own, in the version that is in PATH. The password is nowhere in its arguments."""
    if shutil.which(tool) is None:
        raise RecordError(f"{tool} is not in PATH: install PostgreSQL's client tools, at least as new as the server.")
    secret = {"PGPASSWORD": url.password} if url.password else {}
    ended = subprocess.run(  # noqa: S603  (what is run is named in this module)
        [tool, f"--dbname={_address(url)}", *arguments], env={**os.environ, **secret}, capture_output=True, check=False
    )
    if ended.returncode:
        raise RecordError(f"{tool} did not do it: {_first_line(ended.stderr.decode(errors='replace'))}")


def _address(url: URL) -> str:
    """The URL as PostgreSQL's own tools take it, without the password."""
    return url.set(drivername="postgresql", password=None).render_as_string()


def _first_line(said: str) -> str:
    return next((line for line in said.splitlines() if line.strip()), "it does not say why.")
