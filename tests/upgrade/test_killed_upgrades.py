"""An upgrade killed at any step has done all of it or nothing, and the next start completes it."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Row, select, text

from storage import migrations
from storage.database import Database
from tests.databases import Postgres
from tests.upgrade.old_release import OldRelease

ROOT = Path(__file__).parents[2]
FIRST = "0002"

SCHEMA = {
    "sqlite": ["SELECT type, name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public'",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    ],
}

Content = dict[str, list[str]]
Upgrade = Callable[[int, str], int]


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest) -> OldRelease:
    return OldRelease(request.param)


@pytest.fixture
def fresh(old: OldRelease, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A new database without any schema, of the same kind as the old release's, each time."""
    numbers = count()
    if old.dialect == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/record-{next(numbers)}.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.empty


@pytest.fixture
def upgrade() -> Iterator[Upgrade]:
    """Upgrade a database in a process that is killed at a step; returns how it ended."""
    command = [sys.executable, "-m", "tests.upgrade.killed_upgrade"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdin
        assert runner.stdout
        asking, answers = runner.stdin, runner.stdout

        def upgrade(step: int, url: str) -> int:
            asking.write(f"{step} {url}\n")
            asking.flush()
            return int(answers.readline())

        yield upgrade
        asking.close()


async def content(url: str) -> Content:
    """The schema of a database, and every row of its tables."""
    database, tables = Database(url), MetaData()
    async with database.engine.connect() as connection:
        await connection.run_sync(tables.reflect)
        found: dict[str, list[str]] = {"schema": []}
        for query in SCHEMA[database.dialect]:
            found["schema"] += sorted(_plain(row) for row in await connection.execute(text(query)))
        for table in tables.sorted_tables:
            found[table.name] = sorted(str(row) for row in await connection.execute(select(table)))
    await database.close()
    return found


def _plain(row: Row[Any]) -> str:
    """A line of the catalogue; of a table that was made anew, SQLite keeps the rules in an order of chance."""
    return str([sorted(part.strip(", ") for part in str(value).splitlines()) for value in row])


async def walked(old: OldRelease, fresh: Callable[[], str], upgrade: Upgrade, every: int) -> tuple[int, int]:
    """Kill an upgrade at every so manyth step; returns how many of them had done nothing, and how many everything."""
    untouched, undisturbed = fresh(), fresh()
    old.put_into(untouched)
    old.put_into(undisturbed)
    assert upgrade(-1, undisturbed) == 0
    before, after = await content(untouched), await content(undisturbed)
    found = {FIRST: 0, migrations.head(): 0}
    for step in count(0, every):
        url = fresh()
        old.put_into(url)
        ended = upgrade(step, url)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        revision = await migrations.current(url)
        assert revision in found, f"killed at step {step}, it is at {revision}"
        assert await content(url) == (before if revision == FIRST else after), f"killed at step {step}"
        assert upgrade(-1, url) == 0
        assert await content(url) == after, f"killed at step {step}, and completed"
        found[revision] += 1
    print(f"{old.dialect}: {sum(found.values())} cells, {found}")
    return found[FIRST], found[migrations.head()]


async def test_a_killed_upgrade_is_completed_by_the_next_start(
    old: OldRelease, fresh: Callable[[], str], upgrade: Upgrade
) -> None:
    undone, _ = await walked(old, fresh, upgrade, every=32)
    assert undone > 0


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_an_upgrade_killed_at_any_step_is_completed_by_the_next_start(
    old: OldRelease, fresh: Callable[[], str], upgrade: Upgrade
) -> None:
    undone, done = await walked(old, fresh, upgrade, every=1)
    assert undone > 20
    assert done == 1, "it is killed once between its commit and its end"
