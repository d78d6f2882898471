"""The database is away for a moment: whoever has the lease goes on as soon as it answers, and says nothing twice."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.core.operation import Operation
from bot.operations.declare import Declare
from bot.operations.update import PostUpdate
from playground import Playground
from storage.database import Database
from storage.outages import is_away
from tests.delivery.harness import MANIFEST, Harness
from tests.delivery.test_handover import carried, working
from tests.line import Line, line_to

ROOM = "inc-1-checkout-is-down"
COMMIT = b"COMMIT\0"
SOON = 20.0
"""Real seconds, far below the lease of a minute: those that a post is looked for after, where it may be there."""


@dataclass(frozen=True)
class Afar:
    """A harness on real time, with a worker that runs, and reaches its database by a line only."""

    harness: Harness
    line: Line


@pytest.fixture
async def afar(postgres_url: str) -> AsyncIterator[Afar]:
    async with Playground(MANIFEST) as slack, aiohttp.ClientSession() as http, line_to(postgres_url) as line:
        here, there = Database(postgres_url), Database(f"{line.url}?application_name=afar")
        harness = Harness(slack, here, cast("Any", SystemClock()), http, reached_by=there)
        await harness.open()
        async with working(harness):
            yield Afar(harness, line)
        await there.close()
        await here.close()


async def asked_until_done(harness: Harness, operation: Operation, incident_id: int | None = None) -> None:
    """As Slack and people do: the same request again, until it is acknowledged."""
    asking = harness.asking()
    while True:
        try:
            await harness.engine.run(operation, asking, incident_id)
        except DBAPIError as error:
            if not is_away(error):
                raise
            await asyncio.sleep(0.1)
        else:
            return


def once(harness: Harness, bodies: list[str]) -> None:
    for channel in (ROOM, "incidents"):
        said = [each for each in harness.texts(channel) if '"updated"' in each]
        assert sorted(body for body in bodies for each in said if f'"{body}"' in each) == sorted(bodies)
        assert len(said) == len(bodies)


async def under_load(harness: Harness, bodies: list[str], trouble: Coroutine[Any, Any, None]) -> None:
    """Updates all the time while there is trouble; soon after its end everything has arrived."""
    await harness.declare()
    await carried(harness)
    updates = asyncio.gather(*(_say(harness, number, body) for number, body in enumerate(bodies)))
    await trouble
    await updates
    await carried(harness, SOON)


async def _say(harness: Harness, number: int, body: str) -> None:
    await asyncio.sleep(number * 0.1)
    await asked_until_done(harness, PostUpdate(body=body), 1)


@pytest.mark.long
async def test_cut_off_for_seconds_under_load(afar: Afar) -> None:
    bodies = [f"Update {number}" for number in range(10)]

    async def cut_off() -> None:
        for _ in range(2):
            await asyncio.sleep(0.4)
            line.cut()
            await asyncio.sleep(0.7)
            line.mend()

    harness, line = afar.harness, afar.line
    await under_load(harness, bodies, cut_off())
    once(harness, bodies)


@pytest.mark.long
async def test_connections_end_one_after_the_other_under_load(afar: Afar) -> None:
    harness, ended = afar.harness, 0
    bodies = [f"Update {number}" for number in range(10)]
    end_all = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'afar'"
    )

    async def end_connections() -> None:
        nonlocal ended
        for _ in range(30):
            async with harness.database.reading() as session:
                ended += await session.scalar(end_all) or 0
            await asyncio.sleep(0.05)

    await under_load(harness, bodies, end_connections())
    once(harness, bodies)
    assert ended > 10


async def test_a_declaration_whose_commit_brought_no_answer_is_carried_at_once(afar: Afar) -> None:
    harness, line = afar.harness, afar.line
    line.swallow = COMMIT
    done = await harness.run(Declare(name="Checkout is down", severity="sev1"))
    assert line.swallowed == 1
    assert done.events[0].kind == "declared"
    assert not done.repeated
    await carried(harness)
    assert done.incident.reference == "INC-1"
    assert len(harness.calls("conversations.create")) == 1


async def test_a_declaration_that_nobody_knows_to_be_committed_is_carried_when_the_database_is_back(afar: Afar) -> None:
    harness, line = afar.harness, afar.line

    async def declare() -> None:
        with pytest.raises(Exception, match="connection") as failure:
            await harness.declare()
        assert is_away(failure.value)

    line.swallow = COMMIT
    declaring = asyncio.create_task(declare())
    while not line.swallowed:  # noqa: ASYNC110 (the line tells nobody)
        await asyncio.sleep(0)
    line.refuse()
    await declaring
    line.mend()
    await carried(harness)
    assert len(harness.calls("conversations.create")) == 1
    assert len(harness.texts(ROOM)) == 2


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize("method", ["conversations.create", "chat.postMessage", "bookmarks.add"])
async def test_what_slack_answered_is_written_down_when_the_database_is_back(
    afar: Afar, method: str, phase: str
) -> None:
    harness, line = afar.harness, afar.line
    cuts = 0

    async def cut(called: str, _args: dict[str, Any], when: str) -> None:
        nonlocal cuts
        if (called, when, cuts) == (method, phase, 0):
            cuts += 1
            line.cut()
            asyncio.get_running_loop().call_later(0.8, line.mend)

    harness.slack.on_call = cut
    await harness.declare()
    await asked_until_done(harness, PostUpdate(body="One"), 1)
    await carried(harness)
    assert cuts == 1
    once(harness, ["One"])
    assert len(harness.calls("conversations.create", "bookmarks.add")) == 2
    assert not harness.calls("conversations.history", "conversations.replies"), "it has not forgotten what it did"


async def test_a_round_that_could_write_nothing_down_keeps_its_incident_and_goes_on(harness: Harness) -> None:
    """On either database, whatever was wrong: nothing waits for the end of its own process's lease."""
    incident_id = await harness.declare()
    await harness.converge()
    await harness.run(PostUpdate(body="One"), incident_id)
    broken = False

    async def break_it(method: str, _args: dict[str, Any], phase: str) -> None:
        nonlocal broken
        if (method, phase, broken) == ("chat.postMessage", "after", False):
            broken = True
            async with harness.database.transaction() as session:
                await session.execute(text("ALTER TABLE work RENAME TO away"))

    harness.slack.on_call = break_it
    with pytest.raises(Exception, match="work"):
        await harness.worker.settle()
    assert broken
    async with harness.database.transaction() as session:
        await session.execute(text("ALTER TABLE away RENAME TO work"))
    assert (await harness.work(incident_id)).lease_owner == harness.worker._leases.owner
    began = harness.clock.steady()
    while await harness.posts("pending", "sending"):
        harness.clock.move(1)
        await harness.worker.settle()
    assert harness.clock.steady() - began < harness.pace.lease_seconds / 2
    once(harness, ["One"])


async def test_what_always_breaks_off_is_tried_ever_more_rarely(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours: it spins neither the machine nor the log."""
    incident_id, tries = await harness.declare(), 0

    async def mistaken(_session: object, _incident_id: int, _needs: object) -> None:
        nonlocal tries
        tries += 1
        raise ValueError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr("storage.queries.incident", mistaken)
        for _ in range(60):
            await harness.worker.settle()
            harness.clock.move(5)
    assert 7 < tries < 12
    harness.clock.move(harness.pace.longest_backoff)
    await harness.worker.settle()
    work = await harness.work(incident_id)
    assert work.applied == work.wanted
