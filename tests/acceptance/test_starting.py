"""Slack or the database stumbles while Sitrep starts: it waits and goes on; where they mean it, it says so."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from bot.app import running
from bot.clock import SpeededClock
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST, IdentityError
from playground import Fault, Playground
from storage.database import parse_url
from storage.failures import UNREACHABLE
from tests.acceptance.stage import settings_for
from tests.databases import copy_of
from tests.line import Line, line_to

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


class MendedOnceItSays(logging.Handler):
    """Mends a line as soon as somebody says that it is tried again."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "Trying again" in record.getMessage():
            self.said.append(record.getMessage())
            self._line.mend()


async def test_it_starts_although_the_database_is_away_at_first(postgres_url: str) -> None:
    async with Playground(manifest=MANIFEST) as slack, line_to(postgres_url) as line:
        line.cut()
        hearing = MendedOnceItSays(line)
        logging.getLogger("bot.app").addHandler(hearing)
        async with running(settings_for(slack, line.url), Process(), SpeededClock(100)):
            await slack.until_connected()
        logging.getLogger("bot.app").removeHandler(hearing)
        why = f"The database is not usable: {UNREACHABLE.reason}. {UNREACHABLE.advice}"
        assert hearing.said == [f"{why} Trying again in 1 s."]


@pytest.mark.parametrize("step", [0, 1, 2], ids=["the first question", "the migration", "the workspace"])
async def test_it_starts_although_its_connection_is_cut_while_it_writes(
    step: int, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Playground(manifest=MANIFEST) as slack, line_to(postgres_url) as line:
        line.swallow, line.spared = b"COMMIT\0", step
        async with running(settings_for(slack, line.url), Process(), SpeededClock(100)):
            await slack.until_connected()
            assert "Declared" in (await slack.person("ana").command("/incident declare sev3 Search is slow")).text
        assert line.swallowed == 1
    assert caplog.text.count("The database is not usable") == 1


@pytest.fixture
def guarded(postgres_url: str) -> Iterator[URL]:
    """The database as a user who needs a password for it."""
    url = parse_url(postgres_url)
    rules = Path(str(url.query["host"])) / "pg_hba.conf"
    before = rules.read_text()
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(), autocommit=True) as admin:
        admin.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        rules.write_text(f"local all guarded scram-sha-256\n{before}")
        admin.execute("SELECT pg_reload_conf()")
        yield url.set(username="guarded", password="right")
        rules.write_text(before)
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("DROP ROLE guarded")


@pytest.mark.parametrize(
    "mistake", [{"password": "wrong"}, {"username": "nobody"}, {"database": "nowhere"}], ids=lambda one: next(iter(one))
)
async def test_a_mistake_in_the_url_of_the_database_is_not_waited_for(
    mistake: dict[str, Any], guarded: URL, caplog: pytest.LogCaptureFixture
) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        settings = settings_for(slack, guarded.set(**mistake).render_as_string(hide_password=False))
        with pytest.raises(DBAPIError):
            async with running(settings, Process()):
                pass
    assert "Trying again" not in caplog.text


async def test_a_database_that_stays_away_is_given_up(postgres_url: str, caplog: pytest.LogCaptureFixture) -> None:
    async with Playground(manifest=MANIFEST) as slack, line_to(postgres_url) as line:
        line.cut()
        with pytest.raises(DBAPIError):
            async with running(settings_for(slack, line.url), Process(), SpeededClock(1000)):
                pass
    assert caplog.text.count("Trying again") == 5
