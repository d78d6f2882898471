"""A desk for each test: on either database, against a local Slack."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground import Playground
from playground.clock import SystemClock
from storage.database import Database
from tests.delivery.desk import MANIFEST, Desk
from tests.delivery.jumping_clock import JumpingClock


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        opened = Desk(slack, database, clock, http)
        await opened.open()
        yield opened


@pytest.fixture
async def postgres_desk(postgres_url: str) -> AsyncIterator[Desk]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        database = Database(postgres_url)
        desk = Desk(slack, database, clock, http)
        await desk.open()
        yield desk
        await database.close()
