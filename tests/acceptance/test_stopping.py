"""`sitrep run`, told to stop: it ends in order and soon, wherever it was, and the next one goes on from there."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.slack.api.identity import MANIFEST
from playground import Fault, Playground
from storage.database import Database
from tests.acceptance.story import DECLARED, at_rest, fill_in, twice

ROOT = Path(__file__).parents[2]
SOON = 10.0
"""Real seconds within which it has to end."""


@asynccontextmanager
async def run(slack: Playground, database_url: str) -> AsyncIterator[Process]:
    """The real command, in an environment of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SITREP_SLACK_API_URL": slack.api_url,
        "SITREP_DATABASE_URL": database_url,
        "SITREP_PORT": "0",
    }
    command = (sys.executable, "-m", "bot.cli", "run")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process: Process) -> str:
    """What it said, once it has ended in order."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(SOON):
        _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode()


@pytest.mark.parametrize("method", [pytest.param("views.open", marks=pytest.mark.long), "chat.postMessage"])
async def test_stopped_in_the_middle_of_work_nothing_is_lost(method: str, sqlite_url: str) -> None:
    record, stop = Database(sqlite_url), asyncio.Event()

    async def at_call(called: str, _args: dict[str, Any], phase: str) -> None:
        if called == method and phase == "before":
            stop.set()
            await asyncio.sleep(0.05)  # so that the signal comes while Slack is at work

    async with Playground(manifest=MANIFEST) as slack:
        slack.on_call = at_call
        async with run(slack, sqlite_url) as first:
            await slack.until_connected(2, timeout=30)
            declaring = asyncio.create_task(fill_in(slack.person("ana"), "/incident", "general", DECLARED))
            await stop.wait()
            said = await ended(first)
        assert "Traceback" not in said
        slack.on_call = None
        async with run(slack, sqlite_url):
            await slack.until_connected(2, timeout=30)
            await declaring
            await at_rest(slack, record)
        assert not twice(slack)
        cards = [one for one in await slack.person("bob").messages("inc-1-checkout-is-down") if one.pinned]
        assert len(cards) == 1
        assert "Dee" in cards[0].text
        announced = [one for one in await slack.person("bob").messages("incidents") if one.by_app]
        assert [one.text.count("INC-1") > 0 for one in announced if not one.is_reply] == [True]
    await record.close()


async def test_stopped_while_slack_does_not_answer_at_the_start(sqlite_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(Fault("apps.connections.open", kind="hang", nth=None))
        async with run(slack, sqlite_url) as process:
            await slack.until(lambda: _called(slack), timeout=30)
            await ended(process)


async def _called(slack: Playground) -> bool:
    return bool(slack.traffic.calls("apps.connections.open"))
