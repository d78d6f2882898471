"""A database that can be read and not written to is noticed, and what is said of it holds no statement and no value."""

import resource
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.database import FAILED_LATELY, WRITTEN_LATELY, Database
from storage.failures import DISK_FULL, READ_ONLY, failure_of
from storage.tables import Workspace


class Steady:
    """A clock for lengths that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
async def database(database_url: str, steady: Steady) -> AsyncIterator[Database]:
    opened = Database(database_url, steady)
    yield opened
    await opened.close()


async def write(database: Database, text_: str = "secret plan") -> None:
    async with database.transaction() as session:
        session.add(Workspace(team_id=text_[:40], name=text_, bot_user_id="U1"))


REFUSING = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON workspace EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON alembic_version EXECUTE FUNCTION refuse();
"""


async def forbid(database: Database) -> str:
    """From now on nothing can be written, and the database itself says so; returns why."""
    await _run(database, "PRAGMA query_only = ON" if database.is_sqlite else REFUSING)
    return (READ_ONLY if database.is_sqlite else DISK_FULL).reason


async def allow(database: Database) -> None:
    await _run(database, "PRAGMA query_only = OFF" if database.is_sqlite else "DROP FUNCTION refuse CASCADE")


async def _run(database: Database, statements: str) -> None:
    """On the connection that writes, outside of any transaction of SQLAlchemy's."""
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute(statements)
        if not database.is_sqlite:
            await driver.commit()


async def test_one_that_is_well_is_usable_and_is_not_written_to_all_the_time(
    database: Database, steady: Steady
) -> None:
    assert await database.unusable() is None
    reason = await forbid(database)
    steady.seconds += WRITTEN_LATELY - 1
    assert await database.unusable() is None
    steady.seconds += 2
    assert await database.unusable() == reason


async def test_a_write_that_failed_makes_it_unusable_at_once_and_for_a_while(
    database: Database, steady: Steady
) -> None:
    assert await database.unusable() is None
    reason = await forbid(database)
    with pytest.raises(DBAPIError) as failed:
        await write(database)
    failure = failure_of(failed.value)
    assert failure is not None
    assert failure.unwritable
    assert await database.unusable() == reason == failure.reason

    await allow(database)
    assert await database.unusable() == reason
    steady.seconds += FAILED_LATELY + 1
    assert await database.unusable() is None
    await write(database)


async def test_one_that_cannot_grow_is_full(sqlite_url: str, steady: Steady) -> None:
    database = Database(sqlite_url, steady)
    async with database.engine.connect() as connection:
        await connection.execute(text("PRAGMA max_page_count = 1"))  # as many as there are
    with pytest.raises(Exception, match="full") as failed:
        await write(database, "x" * 1_000_000)
    failure = failure_of(failed.value)
    assert failure is not None
    assert failure.reason == await database.unusable() == DISK_FULL.reason
    await database.close()


def test_one_whose_files_may_not_grow_says_so_in_a_process_of_its_own(sqlite_url: str) -> None:
    """The system itself refuses, as it does where a quota is used up."""
    program = f"""
import asyncio
from storage.database import Database
from storage.failures import failure_of
from storage.tables import Workspace

async def main():
    database = Database({sqlite_url!r})
    try:
        async with database.transaction() as session:
            session.add(Workspace(team_id="T1", name="x" * 500_000, bot_user_id="U1"))
    except Exception as error:
        print(failure_of(error).reason)
    print(await database.unusable())
    await database.close()

asyncio.run(main())
"""
    limit = 16 * 1024
    ran = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert ran.stdout.splitlines()[0] in (DISK_FULL, "its file cannot be read or written")
    assert ran.stdout.splitlines()[1] != "None"


async def test_a_mistake_in_a_statement_is_no_failure_of_the_database(database: Database) -> None:
    with pytest.raises(Exception, match="nowhere") as failed:
        async with database.transaction() as session:
            await session.execute(text("SELECT * FROM nowhere"))
    assert failure_of(failed.value) is None
    await write(database)
    with pytest.raises(Exception, match=r"UNIQUE|unique") as twice:
        await write(database)
    assert failure_of(twice.value) is None
    assert await database.unusable() is None


async def test_a_server_that_is_gone_cannot_be_reached() -> None:
    database = Database("postgresql://nobody@127.0.0.1:9/nothing")
    with pytest.raises(Exception, match="connect") as failed:
        await write(database)
    failure = failure_of(failed.value)
    assert failure is not None
    assert not failure.unwritable
    assert failure.reason == await database.unusable() == "it cannot be reached"
    await database.close()
