"""A backup is all of the record at one moment, a restore puts it back, and a copy moves it to another database."""

import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, insert, select

from storage import migrations, transfer
from storage.backup import back_up, restore
from storage.database import Database, claimed
from storage.errors import RecordError
from storage.failures import explained
from storage.tables import Base, TimelineEvent, Work, Workspace
from tests.databases import Postgres
from tests.storage.rows import NOON, TEAM, add, declared, happening

pytestmark = pytest.mark.usefixtures("server_tools")

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def other_url(postgres: Postgres) -> Iterator[str]:
    with postgres.fresh() as url:
        yield url


async def everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    database = Database(url)
    try:
        async with database.reading() as session:
            return {
                table.name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }
    finally:
        await database.close()


async def record_with_an_incident(url: str) -> None:
    database = Database(url)
    incident_id = await declared(database)
    await add(database, happening(incident_id, payload={"text": "ünïcode 🚨", "none": None}))
    lease = {"lease_owner": "somebody", "lease_until": NOON}
    await add(database, Work(incident_id=incident_id, lane="slack", team_id=TEAM, wanted=1, **lease))
    await database.close()


async def test_a_restore_puts_back_what_was_when_the_backup_was_made(database_url: str, tmp_path: Path) -> None:
    await record_with_an_incident(database_url)
    before, file = await everything(database_url), tmp_path / "backup"
    running = Database(database_url)
    await add(running, Workspace(team_id="written-by-a-running-bot"))
    back_up(database_url, file)
    with_all = await everything(database_url)
    await add(running, Workspace(team_id="later"))
    await running.close()

    kept = restore(database_url, file, MOMENT)

    assert await everything(database_url) == with_all != before
    assert await migrations.is_current(database_url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.with_name("backup.part").exists()
    if database_url.startswith("sqlite"):
        assert kept is not None
        assert kept.name == "record.db.before-restore-20260102T030405Z"
        assert len((await everything(f"sqlite:///{kept}"))["workspace"]) == len(with_all["workspace"]) + 1


async def test_the_timeline_cannot_be_changed_after_a_restore_either(database_url: str, tmp_path: Path) -> None:
    await record_with_an_incident(database_url)
    back_up(database_url, tmp_path / "backup")
    restore(database_url, tmp_path / "backup", MOMENT)
    database = Database(database_url)
    with pytest.raises(Exception, match="append"):
        async with database.transaction() as session:
            await session.execute(TimelineEvent.__table__.delete())  # type: ignore[attr-defined]
    await database.close()


async def test_no_backup_is_written_over_another(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("older")
    with pytest.raises(RecordError, match="is there already"):
        back_up(database_url, tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "older"


async def test_what_is_no_backup_changes_nothing(database_url: str, tmp_path: Path) -> None:
    await record_with_an_incident(database_url)
    before = await everything(database_url)
    for name, content in {"torn": b"SQLite format 3\0torn", "empty": b"", "text": b"hello"}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RecordError):
            restore(database_url, tmp_path / name, MOMENT)
    with pytest.raises(RecordError, match="There is no file"):
        restore(database_url, tmp_path / "nowhere", MOMENT)
    assert await everything(database_url) == before


async def test_nothing_is_restored_under_a_running_bot(database_url: str, tmp_path: Path) -> None:
    back_up(database_url, tmp_path / "backup")
    running = Database(database_url)
    await add(running, Workspace(team_id=TEAM))
    with claimed(database_url), pytest.raises(RecordError, match="running"):
        restore(database_url, tmp_path / "backup", MOMENT)
    await running.close()


def test_missing_tools_are_named(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecordError, match="pg_dump is not in PATH: install PostgreSQL's client tools"):
        back_up(postgres_url, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


async def test_a_record_moves_to_postgresql_whole_and_goes_on_there(sqlite_url: str, other_url: str) -> None:
    await record_with_an_incident(sqlite_url)
    before = await everything(sqlite_url)

    copied = await transfer.copy(sqlite_url, other_url)

    after = await everything(other_url)
    assert copied == {name: len(rows) for name, rows in before.items()}
    assert {name: rows for name, rows in after.items() if name != "work"} == {
        name: rows for name, rows in before.items() if name != "work"
    }
    database = Database(other_url)
    async with database.transaction() as session:
        assert await session.scalar(select(Work.lease_owner)) is None
        highest = await session.scalar(select(func.max(TimelineEvent.id))) or 0
        new = insert(TimelineEvent).values(
            team_id=TEAM, incident_id=1, kind="noted", occurred_at=NOON, recorded_at=NOON, payload={}
        )
        assert (await session.scalar(new.returning(TimelineEvent.id)) or 0) > highest
    await database.close()


async def test_nothing_is_copied_over_a_record_or_from_a_running_bot(sqlite_url: str, other_url: str) -> None:
    await record_with_an_incident(sqlite_url)
    with claimed(sqlite_url), pytest.raises(RecordError, match="Another Sitrep is running"):
        await transfer.copy(sqlite_url, other_url)
    await transfer.copy(sqlite_url, other_url)
    with pytest.raises(RecordError, match="holds a record already"):
        await transfer.copy(sqlite_url, other_url)


def test_what_postgresql_refuses_is_explained(postgres_url: str) -> None:
    with pytest.raises(psycopg.OperationalError) as absent:
        psycopg.connect(postgres_url.replace("/test_", "/absent_").replace("+psycopg", ""))
    with pytest.raises(psycopg.OperationalError) as silent:
        psycopg.connect("postgresql://127.0.0.1:9/sitrep")
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("SET default_transaction_read_only = on")
        connection.commit()
        with pytest.raises(psycopg.Error) as read_only:
            connection.execute("UPDATE workspace SET name = 'Acme'")
    refused = 'The database is not usable: it refuses Sitrep: database "absent_\\S+" does not exist.'
    assert re.match(refused, explained(absent.value, None))
    assert "it cannot be reached. Is it running" in explained(silent.value, None)
    assert "it cannot be written to." in explained(read_only.value, None)
