"""The file of a SQLite record: who may read it, who may serve it, and what happens when it is gone."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from storage import migrations
from storage.database import Database, claimed, file_of
from storage.errors import RecordError, RecordGoneError
from storage.failures import explained
from storage.tables import Workspace
from tests.storage.rows import TEAM, add


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_nobody_else_can_read_what_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sitrep.db"
    await migrations.upgrade(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    await add(database, Workspace(team_id=TEAM))
    found = {each.name: rights(each) for each in path.parent.iterdir()}
    await database.close()
    assert found == {"sitrep.db": 0o600, "sitrep.db-wal": 0o600, "sitrep.db-shm": 0o600}


async def test_an_older_file_that_all_could_read_is_closed_to_others_and_stays_open_to_its_group(
    sqlite_url: str,
) -> None:
    path = file_of(sqlite_url)
    assert path is not None
    path.chmod(0o644)
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM))
    await database.close()
    assert rights(path) == 0o640


def test_one_file_serves_one_bot_and_is_free_when_that_ends(sqlite_url: str) -> None:
    with (
        claimed(sqlite_url),
        pytest.raises(RecordError, match=r"Another Sitrep is running on .*stop the other first"),
        claimed(sqlite_url),
    ):
        pytest.fail("two serve one file")
    with claimed(sqlite_url):
        pass


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
async def test_a_file_that_is_gone_takes_nothing_more_and_the_database_does_not_answer(
    sqlite_url: str, tmp_path: Path, how: str
) -> None:
    path = file_of(sqlite_url)
    assert path is not None
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM))
    if how == "deleted":
        path.unlink()
    else:
        path.rename(tmp_path / "elsewhere.db")
    if how == "replaced":
        await migrations.upgrade(sqlite_url)

    with pytest.raises(RecordGoneError, match=r"deleted or replaced while Sitrep was running"):
        await add(database, Workspace(team_id="T2"))
    assert "deleted or replaced" in str(await database.unusable())

    await database.close()


async def test_a_file_that_is_put_back_is_used_again(sqlite_url: str, tmp_path: Path) -> None:
    path = file_of(sqlite_url)
    assert path is not None
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM))
    path.rename(tmp_path / "elsewhere.db")
    assert await database.unusable() is not None
    (tmp_path / "elsewhere.db").rename(path)
    assert await database.unusable() is None
    await add(database, Workspace(team_id="T2"))
    await database.close()


async def test_what_was_written_before_the_wal_was_deleted_is_kept_by_stopping_in_order(sqlite_url: str) -> None:
    path = file_of(sqlite_url)
    assert path is not None
    database = Database(sqlite_url)
    await add(database, Workspace(team_id=TEAM))
    path.with_name(f"{path.name}-wal").unlink()
    with pytest.raises(RecordGoneError, match=r"Stop Sitrep in order"):
        await add(database, Workspace(team_id="T2"))
    await database.close()
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("SELECT team_id FROM workspace").fetchall() == [(TEAM,)]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda path: path.write_bytes(b"SELECT 1;\n" * 500),
            "its file is no SQLite database, or damaged. Restore a backup",
        ),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\x10\0\x01\x01\0" * 900), "Restore a backup"),
        (lambda path: path.mkdir(), "its file cannot be opened. Is it a file, in a folder that Sitrep may write to?"),
    ],
    ids=["no database", "damaged", "a folder"],
)
async def test_what_is_no_record_is_named(tmp_path: Path, make: object, says: str) -> None:
    path = tmp_path / "sitrep.db"
    assert callable(make)
    make(path)
    with pytest.raises(Exception) as raised:  # noqa: PT011  (any: what it is called is asked next)
        await migrations.current(f"sqlite:///{path}")
    said = explained(raised.value, path)
    assert said.startswith(f"The database {path} is not usable: ")
    assert says in said


def test_a_full_disk_and_a_file_that_is_only_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "sitrep.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            connection.execute("INSERT INTO t VALUES (?)", ["x" * 100_000])
    read = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with closing(read), pytest.raises(sqlite3.OperationalError) as read_only:
        read.execute("INSERT INTO t VALUES (1)")
    assert "its disk is full. Make room" in explained(full.value, path)
    assert "it cannot be written to." in explained(read_only.value, path)
