"""Transactions: writers take turns, readers wait for nobody, and what is committed stays."""

import asyncio
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, event, func, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import queries
from storage.database import Database, is_conflict, parse_url
from storage.sqlite_driver import OneTripConnection
from storage.tables import Responder, Workspace
from tests.counting import counted
from tests.line import line_to
from tests.storage.rows import NOON, TEAM, add, declared


async def test_a_transaction_that_raises_leaves_nothing_behind(database: Database) -> None:
    async def fail_halfway() -> None:
        async with database.transaction() as session:
            session.add(Workspace(team_id=TEAM))
            await session.flush()
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await fail_halfway()
    async with database.reading() as session:
        assert await session.get(Workspace, TEAM) is None


async def test_writers_at_once_take_turns_and_none_is_lost(database: Database) -> None:
    await add(database, Workspace(team_id=TEAM))

    async def take_a_number() -> None:
        async with database.transaction() as session:
            workspace = await session.get_one(Workspace, TEAM, with_for_update=True)
            await asyncio.sleep(0)
            workspace.last_number += 1

    await asyncio.gather(*(take_a_number() for _ in range(50)))
    async with database.reading() as session:
        assert (await session.get_one(Workspace, TEAM)).last_number == 50


async def test_replicas_that_start_together_on_an_empty_record_make_one_workspace(database: Database) -> None:
    async def start() -> None:
        async with database.transaction() as session:
            await queries.remember_workspace(session, TEAM, "Acme", "U0BOT")

    async def declare() -> int:
        async with database.transaction() as session:
            number, _ = await queries.next_number(session, TEAM)
            return number

    numbers = await asyncio.gather(declare(), declare(), *(start() for _ in range(4)))
    async with database.reading() as session:
        workspace = await session.get_one(Workspace, TEAM)
    assert sorted(filter(None, numbers)) == [1, 2]
    assert (workspace.name, workspace.bot_user_id, workspace.last_number) == ("Acme", "U0BOT", 2)


async def test_processes_that_write_one_file_wait_for_each_other(sqlite_url: str) -> None:
    here, there = Database(sqlite_url), Database(sqlite_url)
    await add(here, Workspace(team_id=TEAM))
    one_more = update(Workspace).values(last_number=Workspace.last_number + 1)

    async def count_up(database: Database) -> None:
        for _ in range(20):
            async with database.transaction() as session:
                await session.execute(select(Workspace))
                await session.execute(one_more)

    await asyncio.gather(count_up(here), count_up(there))
    async with here.reading() as session:
        assert (await session.get_one(Workspace, TEAM)).last_number == 40
    await here.close()
    await there.close()


async def test_a_reader_does_not_wait_for_a_writer_and_sees_what_is_committed(database: Database) -> None:
    async with database.transaction() as writing:
        writing.add(Workspace(team_id=TEAM))
        await writing.flush()
        async with asyncio.timeout(10), database.reading() as reading:
            assert await reading.get(Workspace, TEAM) is None
    async with database.reading() as reading:
        assert await reading.get(Workspace, TEAM) is not None


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.reading() as session:
            await session.execute(text("DELETE FROM workspace"))
    await add(database, Workspace(team_id=TEAM))


async def test_a_deadlock_is_a_conflict(postgres_url: str) -> None:
    database = Database(postgres_url)
    await add(database, Workspace(team_id="T1"), Workspace(team_id="T2"))
    both_hold_one = asyncio.Barrier(2)

    async def take(first: str, second: str) -> None:
        async with database.transaction() as session:
            await session.get_one(Workspace, first, with_for_update=True)
            await both_hold_one.wait()
            await session.get_one(Workspace, second, with_for_update=True)

    errors = await asyncio.gather(take("T1", "T2"), take("T2", "T1"), return_exceptions=True)
    (failure,) = [outcome for outcome in errors if outcome is not None]
    assert is_conflict(failure)
    await database.close()


async def test_a_file_locked_by_another_process_is_a_conflict_and_over_when_the_lock_is(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.engine.connect() as connection:
        await connection.execute(text("PRAGMA busy_timeout = 0"))
    other = sqlite3.connect(parse_url(sqlite_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked") as failure:
        await add(database, Workspace(team_id=TEAM))
    assert is_conflict(failure.value)
    other.execute("ROLLBACK")
    other.close()
    await add(database, Workspace(team_id=TEAM))
    await database.close()


async def test_sqlite_is_set_to_survive_the_loss_of_power_and_to_check_foreign_keys(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.session() as session:
        kept = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    await database.close()
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


async def test_postgresql_sees_who_is_connected(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with database.reading() as session:
        assert await session.scalar(text("SHOW application_name")) == "sitrep"
    await database.close()


async def test_a_connection_to_postgresql_notices_silence_as_its_url_says_or_within_a_minute(postgres_url: str) -> None:
    url = parse_url(postgres_url).update_query_dict({"keepalives_idle": "7", "application_name": "other"})
    database = Database(url.render_as_string(hide_password=False))
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        used = driver.info.get_parameters()
    await database.close()
    names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "application_name")
    assert [used[name] for name in names] == ["7", "10", "3", "30000", "other"]


async def test_a_postgresql_that_falls_silent_does_not_answer_until_it_is_back(postgres_url: str) -> None:
    async with line_to(postgres_url) as line:
        database = Database(line.url)
        assert await database.unusable() is None
        line.through.clear()
        async with asyncio.timeout(5):
            assert await database.unusable(patience=0.1) == "it does not answer"
            assert await database.unusable(patience=0.1) == "it does not answer"
        line.through.set()
        assert await database.unusable() is None
        await database.close()


async def test_what_was_committed_survives_a_killed_process(database: Database) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _COMMIT_THEN_HANG,
        database.url.render_as_string(hide_password=False),
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"committed one, began another\n"
    child.kill()
    assert await child.wait() == -signal.SIGKILL
    async with database.reading() as session:
        assert (await session.scalars(select(Workspace.team_id))).all() == ["committed"]
    await add(database, Workspace(team_id=TEAM))


_COMMIT_THEN_HANG = """
import asyncio, sys
from storage.database import Database
from storage.tables import Workspace

async def main():
    database = Database(sys.argv[1])
    async with database.transaction() as session:
        session.add(Workspace(team_id="committed"))
    async with database.transaction() as session:
        session.add(Workspace(team_id="uncommitted"))
        await session.flush()
        print("committed one, began another", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_an_error_does_not_repeat_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as failure:
        await add(database, Workspace(team_id="T1", name="a secret"), Workspace(team_id="T1", name="a secret"))
    assert "a secret" not in str(failure.value)


def test_a_file_database_gets_its_folder(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/a/b/record.db")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite"),
        ("postgres://u:p@host/db", "postgresql+psycopg"),
        ("postgresql://u:p@host/db", "postgresql+psycopg"),
        ("postgresql+asyncpg://u:p@host/db", "postgresql+psycopg"),
    ],
)
def test_the_driver_need_not_be_named(url: str, driver: str) -> None:
    assert parse_url(url).drivername == driver


@pytest.mark.parametrize("url", ["mysql://u:secret@host/db", "sqlite://", "sqlite:///:memory:", "://u:secret@host", ""])
def test_a_url_that_will_not_do_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"database URL|supported|memory") as refusal:
        Database(url)
    assert "secret" not in str(refusal.value)


async def test_rows_that_are_added_at_once_know_their_own_numbers(database: Database) -> None:
    incident_id = await declared(database)
    people = [
        Responder(team_id=TEAM, incident_id=incident_id, user_id=f"U{number:03}", since=NOON) for number in range(300)
    ]
    with counted() as asked:
        await add(database, *people)
    assert len(asked) < 10
    async with database.reading() as session:
        found = {row.id: row.user_id for row in await session.scalars(select(Responder))}
    assert found == {person.id: person.user_id for person in people}


_NAME = select(Workspace.name).where(Workspace.team_id == bindparam("team"))


async def test_a_question_asked_alone_takes_no_transaction_on_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM, name="Acme"))
    asked: list[str] = []

    def trace(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(asked.append)

    event.listen(Engine, "connect", trace)
    assert await database.scalar(_NAME, {"team": "other"}) is None
    event.remove(Engine, "connect", trace)
    await database.close()
    assert [statement.split()[0] for statement in asked if not statement.startswith("PRAGMA")] == ["SELECT"]


async def test_a_question_asked_alone_takes_no_transaction_on_postgresql(postgres_url: str) -> None:
    """Within one that was begun before, `now` is the time of its beginning."""
    database = Database(postgres_url)
    begins_with_it = select(func.now() == func.statement_timestamp())
    assert await database.scalar(begins_with_it, {}) is True
    async with database.reading() as session:
        assert await session.scalar(begins_with_it) is False
    await database.close()


async def test_a_question_asked_alone_waits_for_no_writer_and_sees_what_is_committed(database: Database) -> None:
    async with database.transaction() as writing:
        writing.add(Workspace(team_id=TEAM, name="Acme"))
        await writing.flush()
        async with asyncio.timeout(10):
            assert await database.scalar(_NAME, {"team": TEAM}) is None
    assert await database.scalar(_NAME, {"team": TEAM}) == "Acme"


async def test_a_question_asked_alone_is_answered_although_its_idle_connections_have_died(postgres_url: str) -> None:
    database = Database(postgres_url)
    await add(database, Workspace(team_id=TEAM, name="Acme"))
    both = [database.scalar(_NAME, {"team": TEAM}) for _ in range(2)]
    assert await asyncio.gather(*both) == ["Acme", "Acme"]
    others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    async with database.engine.connect() as connection:
        await connection.execute(text(f"{others.text} AND datname = current_database()"))
    assert await database.scalar(_NAME, {"team": TEAM}) == "Acme"
    await database.close()


async def test_a_statement_takes_one_trip_to_the_thread_of_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM, name="Acme"))
    async with database.session() as session:
        driver = (await (await session.connection()).get_raw_connection()).driver_connection
        assert isinstance(driver, OneTripConnection)
        trips: list[object] = []
        carry_out = driver.carry_out

        async def counting(doing: Any, *arguments: Any) -> None:
            trips.append(doing)
            await carry_out(doing, *arguments)

        driver.carry_out = counting  # type: ignore[method-assign]
        assert (await session.scalars(select(Workspace.name))).all() == ["Acme"]
        assert len(trips) == 1
    await database.close()
