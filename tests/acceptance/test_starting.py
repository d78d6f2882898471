"""Slack stumbles while Sitrep starts: it waits and goes on; where Slack means it, it says so."""

from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from bot.clock import SpeededClock
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST, IdentityError
from playground import Fault, Playground
from tests.acceptance.stage import settings_for
from tests.databases import copy_of

STUMBLES: dict[str, dict[str, Any]] = {
    "429": {"kind": "ratelimit"},
    "500": {"kind": "status"},
    "dropped": {"kind": "drop"},
    "timeout": {"kind": "hang"},
}


@pytest.mark.parametrize("stumble", STUMBLES)
async def test_it_starts_although_slack_stumbles(stumble: str, sqlite_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(Fault("auth.test", **STUMBLES[stumble]))
        settings = settings_for(slack, sqlite_url, call_timeout_seconds=0.3)
        async with running(settings, Process(), SpeededClock(100)):
            await slack.until_connected()
        assert len(slack.traffic.calls("auth.test")) == 2


@pytest.mark.parametrize("stumble", STUMBLES)
async def test_it_connects_although_slack_stumbles(stumble: str, sqlite_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(Fault("apps.connections.open", **STUMBLES[stumble]))
        settings = settings_for(slack, sqlite_url, call_timeout_seconds=0.3, socket_connections=1)
        async with running(settings, Process()):
            await slack.until_connected()


@pytest.mark.parametrize("stumble", STUMBLES)
async def test_it_learns_the_user_groups_although_slack_stumbles(stumble: str, sqlite_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(*(Fault("usergroups.list", nth=nth, **STUMBLES[stumble]) for nth in (1, 2, 3)))
        settings = settings_for(slack, sqlite_url, call_timeout_seconds=0.3)
        async with running(settings, Process(), SpeededClock(100)) as sitrep:

            async def groups_known() -> bool:
                return bool(sitrep.engine.groups())

            await slack.until(groups_known, 10, "the user groups")
        assert len(slack.traffic.calls("usergroups.list")) == 4


async def test_it_takes_work_before_it_knows_the_user_groups(sqlite_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(Fault("usergroups.list", kind="hang", nth=None))
        async with running(settings_for(slack, sqlite_url), Process()):
            await slack.until_connected()
            assert "Declared" in (await slack.person("ana").command("/incident declare sev3 Search is slow")).text


async def test_it_says_so_where_slack_stays_away(migrated_file: Path, tmp_path: Path) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        slack.fail(Fault("auth.test", kind="status", nth=None))
        settings = settings_for(slack, copy_of(migrated_file, tmp_path))
        with pytest.raises(IdentityError, match="did not answer"):
            async with running(settings, Process(), SpeededClock(1000)):
                pass
