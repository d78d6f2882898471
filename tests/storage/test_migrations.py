"""The migrations make the schema that the code expects, once, whoever runs them and however many do."""

import asyncio
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from storage import migrations
from storage.database import Database
from storage.tables import Base
from tests.databases import copy_of


async def test_the_migrated_schema_is_the_one_that_the_code_describes(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_a_missing_index_would_be_seen(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.execute(text("DROP INDEX uq_role_assignment_exclusive_holder"))
        (difference,) = await connection.run_sync(_differences)
    assert difference[0] == "add_index"


async def test_partial_indexes_keep_their_conditions(database: Database) -> None:
    catalogue = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'"
        if database.is_sqlite
        else "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%WHERE%' AND schemaname = 'public'"
    )
    async with database.reading() as session:
        found = {
            name: _plain(definition.partition(" WHERE ")[2])
            for name, definition in await session.execute(text(catalogue))
        }
    expected = {
        index.name: _plain(str(index.dialect_options[database.dialect]["where"]))
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if index.dialect_options[database.dialect]["where"] is not None
    }
    assert expected
    assert found == expected


async def test_an_empty_database_is_brought_up_to_date_and_then_left_alone(empty_url: str) -> None:
    assert await migrations.current(empty_url) is None
    assert not await migrations.is_current(empty_url)
    await migrations.upgrade(empty_url)
    await migrations.upgrade(empty_url)
    assert await migrations.current(empty_url) == migrations.head()
    assert await migrations.is_current(empty_url)


async def test_replicas_that_start_together_migrate_once(empty_url: str) -> None:
    program = "import asyncio, sys; from storage import migrations; asyncio.run(migrations.upgrade(sys.argv[1]))"
    replicas = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, empty_url, stderr=asyncio.subprocess.PIPE)
        for _ in range(2)
    ]
    errors = [(await replica.communicate())[1].decode() for replica in replicas]
    assert [replica.returncode for replica in replicas] == [0, 0], errors
    assert await migrations.is_current(empty_url)


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.transaction() as session:
        await session.execute(text("CREATE VIEW timeline_event AS SELECT 1 AS id"))
    with pytest.raises(Exception, match="already exists"):
        await migrations.upgrade(empty_url)
    assert await migrations.current(empty_url) is None
    async with database.transaction() as session:
        await session.execute(text("DROP VIEW timeline_event"))
    await database.close()
    await migrations.upgrade(empty_url)
    assert await migrations.is_current(empty_url)


def _differences(connection: Connection) -> list[tuple[object, ...]]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    differences: list[tuple[object, ...]] = compare_metadata(context, Base.metadata)
    return differences


def _plain(condition: str) -> str:
    return condition.replace("(", "").replace(")", "").strip()


async def test_several_records_are_found_current_at_the_same_time(migrated_file: Path, tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(5)]
    for folder in folders:
        folder.mkdir()
    urls = [copy_of(migrated_file, folder) for folder in folders]
    await asyncio.gather(*map(migrations.upgrade, urls))
    assert all([await migrations.is_current(url) for url in urls])
