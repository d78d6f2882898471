"""A harness for each test: on either database, against a local Slack."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground import Playground
from playground.clock import SystemClock
from storage.database import Database
from tests.delivery.harness import MANIFEST, Harness
from tests.delivery.jumping_clock import JumpingClock


@pytest.fixture
async def harness(database: Database) -> AsyncIterator[Harness]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        opened = Harness(slack, database, clock, http)
        await opened.open()
        yield opened


@pytest.fixture
async def postgres_harness(postgres_url: str) -> AsyncIterator[Harness]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        database = Database(postgres_url)
        harness = Harness(slack, database, clock, http)
        await harness.open()
        yield harness
        await database.close()
