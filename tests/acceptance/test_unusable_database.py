"""A database that takes nothing more: people are told, the log says it in a line, and /readyz says why."""

import logging
import re
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.clock import SpeededClock
from storage import failures
from storage.database import FAILED_LATELY, Database
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged

FASTER = 60.0
READ_ONLY = failures.READ_ONLY.reason
TOLD = re.compile(rf"cannot use its database: {READ_ONLY}\. Nothing was changed; .* as error (?P<id>[0-9a-f]{{8}})\.")


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with staged(sqlite_url, clock=SpeededClock(FASTER)) as opened:
        yield opened


async def lock(database: Database, switch: str) -> None:
    """Have the database refuse all that is written to it, as where a disk was remounted, or let it through again."""
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute(f"PRAGMA query_only = {switch}")


async def readiness(stage: Stage) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"{stage.sitrep.web.address}/readyz") as response:
        return response.status, await response.text()


async def test_what_cannot_be_kept_is_said_to_people_to_the_log_and_to_whoever_asks_whether_it_is_ready(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    scene = await declared(stage, "sev3 The merger")
    form = await scene.form("note")
    card = await scene.card()
    await stage.settled()
    assert await readiness(stage) == (200, "ready\n")
    await lock(stage.sitrep.database, "ON")
    caplog.clear()

    long_text = "a secret plan " * 150
    typed = await stage.ana.command(f"/incident note {long_text}", scene.room)
    pressed = await stage.bob.press("Claim lead", message=card)
    submitted = await form.submit({"Note": long_text})

    assert submitted.modal is not None
    for said in (typed.text, pressed.text, submitted.modal.text):
        found = TOLD.search(said.replace("\n", " "))
        assert found, said
        assert f"error {found['id']}: OperationalError, the database is not usable: {READ_ONLY}" in caplog.text
    assert await readiness(stage) == (503, f"not ready: the database cannot be used: {READ_ONLY}\n")
    errors = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert sum(record.getMessage().startswith("error ") for record in errors) == 3
    assert max(len(record.getMessage()) for record in errors) < 200
    assert not any(record.exc_info for record in errors)
    assert "secret plan" not in caplog.text

    await lock(stage.sitrep.database, "OFF")
    await stage.sitrep.engine.clock.sleep(FAILED_LATELY)
    assert await readiness(stage) == (200, "ready\n")
    await scene.types("note It works again")
    assert "It works again" in await scene.timeline()
