"""A process is stopped in the middle of a call, its connections are cut, another takes over, and then it goes on."""

from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.slack.api.identity import MANIFEST
from playground import Playground
from playground.clock import SystemClock
from storage.database import Database
from storage.tables import Work
from tests.acceptance.child import Order, Service, SharedTime
from tests.acceptance.matrix import FASTER, LONG_TIMEOUT, POSTGRES_LEASE
from tests.acceptance.stage import settings_for
from tests.acceptance.story import PROCESS, ROOM, at_rest, twice

pytestmark = pytest.mark.long

CUT = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name = 'sitrep' AND pid <> pg_backend_pid()"
)


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize("method", ["conversations.create", "chat.postMessage", "bookmarks.add"])
async def test_a_stopped_process_is_taken_over_and_goes_on(postgres_url: str, method: str, phase: str) -> None:
    time, record = SharedTime(FASTER), Database(f"{postgres_url}&application_name=test")
    async with Playground(manifest=MANIFEST, clock=SystemClock(time.now)) as slack:
        settings = settings_for(slack, postgres_url, call_timeout_seconds=LONG_TIMEOUT, lease_seconds=POSTGRES_LEASE)
        order, stopped = Order(settings, PROCESS, time), False
        ana = slack.person("ana")
        async with Service(order) as first:
            await slack.until_connected(2, timeout=30)

            async def stop(called: str, _args: dict[str, Any], when: str) -> None:
                nonlocal stopped
                if (called, when, stopped) == (method, phase, False):
                    stopped = True
                    first.suspend()

            slack.on_call = stop
            await ana.command("/incident declare sev3 Checkout is down")
            await slack.until(_true(lambda: stopped), 20, "the process is stopped")
            async with record.reading() as session:
                assert await session.scalar(CUT), "its connections are cut"
            async with Service(order) as second:
                await slack.until_connected(4, timeout=30)
                # Not yet at rest: events that went to the stopped one wait for it.
                await slack.until(lambda: _carried(record), 60, "another to take over")
                first.wake()
                await ana.command("/incident update While both are there", ROOM)
                await at_rest(slack, record)
                assert not second.exits
            await ana.command("/incident update Once the second is gone", ROOM)
            await ana.sees(ROOM, "Once the second is gone", timeout=30)
            await at_rest(slack, record)
            assert not first.exits, "it is still the same process"
        for words in ("While both are there", "Once the second is gone"):
            assert await ana.sees(ROOM, words)
        assert not twice(slack)
        assert [one.name for one in await ana.channels() if one.name.startswith("inc-")] == [ROOM]
    await record.close()


async def _carried(record: Database) -> bool:
    async with record.reading() as session:
        behind = select(func.count()).select_from(Work).where(Work.applied < Work.wanted)
        return not await session.scalar(behind)


def _true(condition: Any) -> Any:
    async def asked() -> bool:
        return bool(condition())

    return asked
