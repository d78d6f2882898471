"""Brings the record's schema up to date, on either database, safely from several processes at once."""

from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.database import Database, file_of
from storage.errors import RecordError

# Any number will do, if all replicas use the same.
_ADVISORY_LOCK = 7_748_737

# In the record since its first version, and in no other application under these names together.
_ALWAYS_THERE = {"workspace", "incident", "timeline_event", "outbox"}


class SchemaError(RecordError):
    """The database is none that this release can use, and nothing was changed. The text says why, and what to do."""


async def upgrade(url: str, to: str = "head") -> None:
    """Applies what is missing, in one transaction. Another process doing the same waits, then finds it done.

    `to` is the revision to stop at, for tests that begin with the record of an earlier version. Raises SchemaError.
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
    """The revision that the database at this URL is at; None when it has no record yet. Makes no file.

    Raises SchemaError where it is none that this release knows.
    """
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
    return _known()[-1]


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
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    is_ours = tables >= _ALWAYS_THERE
    match MigrationContext.configure(connection).get_current_heads():
        case () if not tables:
            return None
        case _ if not is_ours:
            raise SchemaError("The database holds tables of something else: name an empty one in SITREP_DATABASE_URL.")
        case (revision,) if revision in _known():
            return revision
        case (revision,):
            raise SchemaError(
                f"The database was upgraded by a newer release of Sitrep (it has schema {revision}, this release knows "
                f"none after {head()}): install that release again, or restore the backup taken before the upgrade."
            )
        case revisions:
            found = ", ".join(sorted(revisions)) or "none"
            raise SchemaError(f"The database does not name one schema that it has, but {found}: restore a backup.")


@cache
def _known() -> tuple[str, ...]:
    """The revisions of this release, the oldest first."""
    script = ScriptDirectory.from_config(_config())
    return tuple(one.revision for one in script.walk_revisions())[::-1]
