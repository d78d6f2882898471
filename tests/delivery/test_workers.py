"""Several workers, dying workers, stopping workers: an incident is carried by one at a time, and by one in the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.operations.update import PostUpdate
from playground import Fault
from storage.database import Database
from storage.tables import SlackChannel, Work
from tests.delivery.harness import Harness

ROOM = "inc-1-checkout-is-down"


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait_for(task, 20)


async def carried(harness: Harness) -> None:
    """Wait until all is carried, on a clock that runs ten times as fast."""

    async def left() -> int | None:
        async with harness.database.reading() as session:
            return await session.scalar(select(func.count()).select_from(Work).where(Work.applied < Work.wanted))

    async with asyncio.timeout(20):
        while await left():
            harness.clock.move(0.1)
            await asyncio.sleep(0.01)


async def test_a_running_courier_carries_what_it_is_woken_for(harness: Harness) -> None:
    harness.engine.on_commit.append(harness.worker.wake)
    async with running(harness.worker):
        incident_id = await harness.declare()
        await carried(harness)
        await harness.run(PostUpdate(body="Still at it"), incident_id)
        await carried(harness)
    assert "Still at it" in "".join(harness.texts(ROOM))


async def test_many_incidents_are_carried_at_the_same_time_the_severe_first(harness: Harness) -> None:
    for number in range(11):
        await harness.declare(name=f"Minor {number}", severity="sev3", responders=(), lead=None)
    await harness.declare(name="Major")
    async with running(harness.worker):
        await carried(harness)
    created = [call.content["name"] for call in harness.calls("conversations.create")]
    assert len(created) == 12
    assert created.index("inc-12-major") < harness.pace.rounds


async def test_a_worker_that_is_stopped_ends_its_calls_and_gives_its_leases_back(harness: Harness) -> None:
    stopped = asyncio.Event()

    async def stop(method: str, _args: dict[str, Any], phase: str) -> str | None:
        if method == "conversations.create" and phase == "before":
            harness.worker.stop()
            stopped.set()
        return None

    harness.slack.on_call = stop
    incident_id = await harness.declare()
    await asyncio.wait_for(harness.worker.run(), 10)
    assert stopped.is_set()
    assert [call.name for call in harness.calls()] == ["conversations.create"]
    room = (await harness.incident(incident_id)).room
    assert ((await harness.work(incident_id)).lease_owner, room.channel_id) == (None, harness.channel_id(ROOM))
    await harness.converge(harness.new_worker())
    assert len(harness.texts(ROOM)) == 2


async def test_a_call_that_does_not_end_is_cut_off_when_the_worker_has_been_stopped_for_long(harness: Harness) -> None:
    held = asyncio.Event()

    async def hang(_method: str, _args: dict[str, Any], phase: str) -> None:
        if phase == "before":
            held.set()
            await harness.slack.services.api.closing.wait()

    harness.slack.on_call = hang
    harness.pace = Pace(stopping_seconds=0.05)
    harness.reopen()
    await harness.declare()
    task = asyncio.create_task(harness.worker.run())
    await held.wait()
    harness.worker.stop()
    await asyncio.wait_for(task, harness.timeout / 2)


async def test_after_ten_minutes_without_slack_nothing_waits_for_more_than_one(harness: Harness) -> None:
    harness.slack.fail(Fault(kind="status", nth=None))
    await harness.declare()
    away_until = harness.clock.now() + timedelta(minutes=10)
    while harness.clock.now() < away_until:
        await harness.worker.settle()
        assert await harness.wait_for_next()
    harness.slack.clear_faults()
    await harness.worker.settle()
    assert harness.clock.now() < away_until + timedelta(minutes=1)
    assert await harness.posts("pending", "sending", "failed") == 0
    assert len(harness.texts(ROOM)) == 2


async def test_two_processes_on_one_record_make_each_call_once(postgres_harness: Harness, postgres_url: str) -> None:
    harness = postgres_harness
    elsewhere = Database(postgres_url)
    other = harness.new_worker(elsewhere)
    harness.engine.on_commit += [harness.worker.wake, other.wake]
    harness.slack.latency = 0.02
    async with running(harness.worker), running(other):
        ids = [await harness.declare(name=f"Trouble {number}") for number in range(6)]
        for body in ("One", "Two", "Three"):
            await asyncio.gather(*(harness.run(PostUpdate(body=body), incident_id) for incident_id in ids))
        await carried(harness)
    await elsewhere.close()
    assert len(harness.calls("conversations.create")) == 6
    assert len(harness.calls("pins.add")) == 6
    assert len(harness.calls("bookmarks.add")) == 6
    for number in range(6):
        said = [text for text in harness.texts(f"inc-{number + 1}-trouble-{number}") if '"updated"' in text]
        assert [word in text for word, text in zip(("One", "Two", "Three"), said, strict=True)] == [True] * 3


async def test_several_may_be_the_first_in_their_channel(postgres_harness: Harness) -> None:
    harness = postgres_harness
    together = asyncio.Barrier(4)

    async def meet(method: str, args: dict[str, Any], phase: str) -> None:
        if (method, args.get("channel"), phase) == ("chat.postMessage", "incidents", "after"):
            await together.wait()

    harness.slack.on_call = meet
    for number in range(together.parties):
        await harness.declare(name=f"Trouble {number}")
    await asyncio.wait_for(harness.worker.settle(), 20)
    assert len(harness.texts("incidents")) == together.parties
    async with harness.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Work).where(Work.attempts > 0)) == 0
        assert (await session.scalars(select(SlackChannel.name))).all() == ["incidents"]


async def test_a_dead_worker_keeps_its_incident_until_its_lease_is_over(postgres_harness: Harness) -> None:
    harness = postgres_harness
    incident_id = await harness.declare()
    async with harness.database.transaction() as session:
        until = harness.clock.now() + timedelta(seconds=harness.pace.lease_seconds)
        await session.execute(update(Work).values(lease_owner="the dead", lease_until=until))
    await harness.worker.settle()
    assert harness.calls() == []
    harness.clock.move(harness.pace.lease_seconds)
    await harness.worker.settle()
    assert (await harness.incident(incident_id)).room.channel_id


async def test_a_worker_whose_lease_was_taken_says_nothing_more(harness: Harness) -> None:
    incident_id = await harness.declare()
    taken = False

    async def take(method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal taken
        if method == "conversations.create" and phase == "after":
            taken = True
            async with harness.database.transaction() as session:
                await session.execute(update(Work).values(lease_owner="another"))
        return None

    harness.slack.on_call = take
    await harness.worker.settle()
    assert taken
    assert harness.calls("chat.postMessage", "bookmarks.add") == []
    assert (await harness.work(incident_id)).lease_owner == "another"


async def test_a_slow_round_keeps_its_lease(harness: Harness) -> None:
    incident_id = await harness.declare()
    leases = []

    async def dawdle(_method: str, _args: dict[str, Any], phase: str) -> str | None:
        if phase == "after":
            harness.clock.move(harness.pace.lease_seconds * 0.6)
            leases.append((await harness.work(incident_id)).lease_until)
        return None

    harness.slack.on_call = dawdle
    await harness.converge()
    assert len(set(leases)) > 1
    assert (await harness.work(incident_id)).applied > 0


async def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(
    harness: Harness, caplog: pytest.LogCaptureFixture
) -> None:
    await harness.declare()
    async with harness.database.transaction() as session:
        await session.execute(text("ALTER TABLE work RENAME TO away"))
    async with running(harness.worker):
        async with asyncio.timeout(20):
            while "cannot read what is due" not in caplog.text:  # noqa: ASYNC110 (nobody tells of what is logged)
                await asyncio.sleep(0.01)
        async with harness.database.transaction() as session:
            await session.execute(text("ALTER TABLE away RENAME TO work"))
        harness.worker.wake()
        await carried(harness)
    assert len(harness.texts(ROOM)) == 2
