"""Brings the record's schema up to date, on either database, safely from several processes at once."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database, file_of

# Any number will do, if all replicas use the same.
_ADVISORY_LOCK = 7_748_737


async def upgrade(url: str, to: str = "head") -> None:
    """Applies what is missing, in one transaction. Another process doing the same waits, then finds it done.

    `to` is the revision to stop at, for tests that begin with the record of an earlier version.
    """
    database = Database(url)
    try:
        async with database.engine.begin() as connection:
            # On SQLite, BEGIN IMMEDIATE keeps the others out.
            if not database.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            await connection.run_sync(_upgrade, to)
    finally:
        await database.close()


async def current(url: str) -> str | None:
    """The revision that the database at this URL is at; None when it has no record yet. Makes no file."""
    file = file_of(url)
    if file and not file.exists():
        return None
    database = Database(url)
    try:
        async with database.reading() as session:
            return await (await session.connection()).run_sync(_revision)
    finally:
        await database.close()


def head() -> str:
    """The newest revision that this version of Sitrep brings along."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None, "the migrations are packaged with the code"  # noqa: S101
    return revision


async def is_current(url: str) -> bool:
    """Whether the database at this URL has the schema that this version of Sitrep expects."""
    return await current(url) == head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files(__name__)).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection, to: str) -> None:
    # The usual case, in milliseconds; and Alembic's environment is one for the whole process, not for two at a time.
    if _revision(connection) == head():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
