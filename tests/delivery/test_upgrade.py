"""What an earlier version left in its outbox is delivered by this one, and what it had delivered is not said again."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import Connection

from bot.operations.update import Updated
from playground import Playground
from playground.clock import SystemClock
from storage import migrations
from storage.database import Database
from tests.delivery.harness import MANIFEST, Harness
from tests.delivery.jumping_clock import JumpingClock
from tests.storage.old_record import filling

STANDING = {"milestone": "declared", "milestone_before": "declared", "severity": "sev1", "severity_before": "sev1"}


@pytest.fixture
async def harness(empty_url: str) -> AsyncIterator[Harness]:
    """A harness on a record in which the version before lanes stopped between an update and its delivery."""
    await migrations.upgrade(empty_url, "0002")
    clock, database = JumpingClock(), Database(empty_url)
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        channel = await slack.person("ana").create_channel("inc-1-checkout-is-down")
        await slack.person("ana").invite("sitrep", "inc-1-checkout-is-down")
        async with database.engine.begin() as connection:
            await connection.run_sync(_fill, slack, channel.id)
        await migrations.upgrade(empty_url)
        yield Harness(slack, database, clock, http)
        await database.close()


def _fill(connection: Connection, slack: Playground, channel: str) -> None:
    add, team, ana = filling(connection), slack.team_id, slack.ids["ana"]
    named = {"name": "Checkout is down", "reference": "INC-1", "severity": "sev1", "milestone": "declared"}
    add("workspace", team_id=team, last_number=1)
    add(
        "incident",
        id=1,
        team_id=team,
        number=1,
        version=3,
        phase="active",
        creator_id=ana,
        announced_in=["incidents"],
        **named,
    )
    add("room", incident_id=1, team_id=team, wanted=3, applied=2, tried=2, channel_id=channel, channel_name="inc-1")
    for number, (body, state) in enumerate((("Said before", "delivered"), ("Still to be said", "pending")), 1):
        event = Updated(body=body, **STANDING).model_dump(mode="json")
        add("timeline_event", id=number, team_id=team, incident_id=1, kind="updated", payload=event)
        for address in ("room", "announcement:incidents", f"person:{ana}"):
            add("outbox", team_id=team, incident_id=1, event_id=number, destination=address, state=state)


async def test_what_waited_arrives_once_everywhere(harness: Harness) -> None:
    await harness.converge()
    for texts in (harness.texts("inc-1-checkout-is-down"), harness.texts("incidents"), harness.direct_texts("ana")):
        said = [text for text in texts if '"updated"' in text]
        assert ["Still to be said" in text for text in said] == [True]
    assert harness.calls("conversations.create") == []
    assert await harness.posts("pending", "sending", "failed") == 0
