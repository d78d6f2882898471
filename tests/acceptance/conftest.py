"""Stages for acceptance tests: one for a whole module whose tests stay out of each other's way, or a fresh one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
import pytest_asyncio

from bot.clock import SpeededClock
from bot.slack.api.identity import MANIFEST
from playground import Playground
from tests.acceptance.matrix import Fresh
from tests.acceptance.scene import Scene, declared
from tests.acceptance.shell import Shell
from tests.acceptance.stage import Stage, staged
from tests.databases import copy_of

FASTER = 20.0
"""Fast enough that Slack's rate limits hold nobody up, slow enough that an incident of SEV3 reminds of nothing."""
LONG_LEASE = {"lease_seconds": 3600}

Declaring = Callable[..., Awaitable[Scene]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One stage for all tests of a module, on SQLite. Its tests need `loop_scope="module"`."""
    url = copy_of(migrated_file, tmp_path_factory.mktemp("shared"))
    async with staged(url, clock=SpeededClock(FASTER), switches=LONG_LEASE) as stage:
        yield stage
        await stage.settled()


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    """A fresh stage on SQLite, for one test."""
    async with staged(sqlite_url) as opened:
        yield opened


@pytest.fixture
def declaring(shared: Stage) -> Declaring:
    """Declare another incident on the shared stage, and wait until its room is complete."""

    async def declare(text: str = "sev3 Search is slow", by: str = "ana") -> Scene:
        return await declared(shared, text, by)

    return declare


@pytest.fixture
def files(migrated_file: Path, tmp_path: Path) -> Fresh:
    """A new SQLite record for each cell of a matrix."""

    @contextmanager
    def fresh() -> Iterator[str]:
        yield copy_of(migrated_file, Path(mkdtemp(dir=tmp_path)))

    return fresh


@pytest.fixture
async def shell(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Shell]:
    async with Playground(manifest=MANIFEST) as slack:
        yield Shell(tmp_path, slack, sqlite_url)
