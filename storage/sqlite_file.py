"""The file of a SQLite record: private to its owner, held by one running bot, and missed as soon as it is gone."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, event

from storage.errors import RecordError, RecordGoneError

_OTHERS = 0o007


def make_private(path: Path) -> None:
    """Make the file, and its folder, unless it is there; whoever is neither its owner nor in its group cannot read it.

    What SQLite keeps beside it (`-wal`, `-shm`) gets the rights of the file (https://sqlite.org/wal.html).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for each in (path, *_beside(path)):
        # Not there, another's, or on what cannot be written: whether it can be used is for SQLite to say.
        with suppress(OSError):
            mode = each.stat().st_mode
            if stat.S_ISREG(mode) and mode & _OTHERS:
                each.chmod(mode & ~_OTHERS)


def uri(path: Path) -> str:
    """The file as SQLite takes it with parameters (https://sqlite.org/uri.html): `?mode=rw` makes none that is gone."""
    return "file:" + quote(str(path.absolute()))


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold the record for this process while the block lasts. Whatever ends the process lets go of it.

    Raises RecordError where another holds it. The file that the lock is on stays: removing it would let in two.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path.with_name(f"{path.name}-lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RecordError(
                f"Another Sitrep is running on {path}. A SQLite file serves one: stop the other first, "
                "or move to PostgreSQL (`sitrep db copy`)."
            ) from None
        yield
    finally:
        os.close(lock)


def watch(engine: Engine, path: Path) -> None:
    """Let every transaction of this engine fail with RecordGoneError once the file, or its `-wal`, is another one.

    SQLite itself goes on with what it has open, and says of each commit that all is well.
    """
    file, (wal, _) = _identity(path), _beside(path)

    def check(connection: Connection) -> None:
        if _identity(path) != file:
            raise RecordGoneError(
                f"The database file {path} was deleted or replaced while Sitrep was running, so nothing is written any "
                "more. Put it back (or restore the backup) and start Sitrep anew."
            )

    def check_both(connection: Connection) -> None:
        check(connection)
        # Known for each connection: the last that closes removes it, and the next one makes another.
        known: Any = connection.info.setdefault("wal", _identity(wal))
        if _identity(wal) != known:
            raise RecordGoneError(
                f"{wal} was deleted while Sitrep was running, and with it what was written last. Stop Sitrep in order: "
                "what it still has open is then put into the file."
            )

    event.listen(engine, "begin", check)
    event.listen(engine, "commit", check_both)


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
