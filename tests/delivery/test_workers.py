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
from tests.delivery.desk import Desk

ROOM = "inc-1-checkout-is-down"


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait_for(task, 20)


async def carried(desk: Desk) -> None:
    """Wait until all is carried, on a clock that runs ten times as fast."""

    async def left() -> int | None:
        async with desk.database.reading() as session:
            return await session.scalar(select(func.count()).select_from(Work).where(Work.applied < Work.wanted))

    async with asyncio.timeout(20):
        while await left():
            desk.clock.move(0.1)
            await asyncio.sleep(0.01)


async def test_a_running_courier_carries_what_it_is_woken_for(desk: Desk) -> None:
    desk.engine.on_commit.append(desk.worker.wake)
    async with running(desk.worker):
        incident_id = await desk.declare()
        await carried(desk)
        await desk.run(PostUpdate(body="Still at it"), incident_id)
        await carried(desk)
    assert "Still at it" in "".join(desk.texts(ROOM))


async def test_many_incidents_are_carried_at_the_same_time_the_severe_first(desk: Desk) -> None:
    for number in range(11):
        await desk.declare(name=f"Minor {number}", severity="sev3", responders=(), lead=None)
    await desk.declare(name="Major")
    async with running(desk.worker):
        await carried(desk)
    created = [call.content["name"] for call in desk.calls("conversations.create")]
    assert len(created) == 12
    assert created.index("inc-12-major") < desk.pace.rounds


async def test_a_worker_that_is_stopped_ends_its_calls_and_gives_its_leases_back(desk: Desk) -> None:
    stopped = asyncio.Event()

    async def stop(method: str, _args: dict[str, Any], phase: str) -> str | None:
        if method == "conversations.create" and phase == "before":
            desk.worker.stop()
            stopped.set()
        return None

    desk.slack.on_call = stop
    incident_id = await desk.declare()
    await asyncio.wait_for(desk.worker.run(), 10)
    assert stopped.is_set()
    assert [call.name for call in desk.calls()] == ["conversations.create"]
    room = (await desk.incident(incident_id)).room
    assert ((await desk.work(incident_id)).lease_owner, room.channel_id) == (None, desk.channel_id(ROOM))
    await desk.converge(desk.new_worker())
    assert len(desk.texts(ROOM)) == 2


async def test_a_call_that_does_not_end_is_cut_off_when_the_worker_has_been_stopped_for_long(desk: Desk) -> None:
    held = asyncio.Event()

    async def hang(_method: str, _args: dict[str, Any], phase: str) -> None:
        if phase == "before":
            held.set()
            await desk.slack.services.api.closing.wait()

    desk.slack.on_call = hang
    desk.pace = Pace(stopping_seconds=0.05)
    desk.reopen()
    await desk.declare()
    task = asyncio.create_task(desk.worker.run())
    await held.wait()
    desk.worker.stop()
    await asyncio.wait_for(task, desk.timeout / 2)


async def test_after_ten_minutes_without_slack_nothing_waits_for_more_than_one(desk: Desk) -> None:
    desk.slack.fail(Fault(kind="status", nth=None))
    await desk.declare()
    away_until = desk.clock.now() + timedelta(minutes=10)
    while desk.clock.now() < away_until:
        await desk.worker.settle()
        assert await desk.wait_for_next()
    desk.slack.clear_faults()
    await desk.worker.settle()
    assert desk.clock.now() < away_until + timedelta(minutes=1)
    assert await desk.posts("pending", "sending", "failed") == 0
    assert len(desk.texts(ROOM)) == 2


async def test_two_processes_on_one_record_make_each_call_once(postgres_desk: Desk, postgres_url: str) -> None:
    desk = postgres_desk
    elsewhere = Database(postgres_url)
    other = desk.new_worker(elsewhere)
    desk.engine.on_commit += [desk.worker.wake, other.wake]
    desk.slack.latency = 0.02
    async with running(desk.worker), running(other):
        ids = [await desk.declare(name=f"Trouble {number}") for number in range(6)]
        for body in ("One", "Two", "Three"):
            await asyncio.gather(*(desk.run(PostUpdate(body=body), incident_id) for incident_id in ids))
        await carried(desk)
    await elsewhere.close()
    assert len(desk.calls("conversations.create")) == 6
    assert len(desk.calls("pins.add")) == 6
    assert len(desk.calls("bookmarks.add")) == 6
    for number in range(6):
        said = [text for text in desk.texts(f"inc-{number + 1}-trouble-{number}") if '"updated"' in text]
        assert [word in text for word, text in zip(("One", "Two", "Three"), said, strict=True)] == [True] * 3


async def test_several_may_be_the_first_in_their_channel(postgres_desk: Desk) -> None:
    desk = postgres_desk
    together = asyncio.Barrier(4)

    async def meet(method: str, args: dict[str, Any], phase: str) -> None:
        if (method, args.get("channel"), phase) == ("chat.postMessage", "incidents", "after"):
            await together.wait()

    desk.slack.on_call = meet
    for number in range(together.parties):
        await desk.declare(name=f"Trouble {number}")
    await asyncio.wait_for(desk.worker.settle(), 20)
    assert len(desk.texts("incidents")) == together.parties
    async with desk.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Work).where(Work.attempts > 0)) == 0
        assert (await session.scalars(select(SlackChannel.name))).all() == ["incidents"]


async def test_a_dead_worker_keeps_its_incident_until_its_lease_is_over(postgres_desk: Desk) -> None:
    desk = postgres_desk
    incident_id = await desk.declare()
    async with desk.database.transaction() as session:
        until = desk.clock.now() + timedelta(seconds=desk.pace.lease_seconds)
        await session.execute(update(Work).values(lease_owner="the dead", lease_until=until))
    await desk.worker.settle()
    assert desk.calls() == []
    desk.clock.move(desk.pace.lease_seconds)
    await desk.worker.settle()
    assert (await desk.incident(incident_id)).room.channel_id


async def test_a_worker_whose_lease_was_taken_says_nothing_more(desk: Desk) -> None:
    incident_id = await desk.declare()
    taken = False

    async def take(method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal taken
        if method == "conversations.create" and phase == "after":
            taken = True
            async with desk.database.transaction() as session:
                await session.execute(update(Work).values(lease_owner="another"))
        return None

    desk.slack.on_call = take
    await desk.worker.settle()
    assert taken
    assert desk.calls("chat.postMessage", "bookmarks.add") == []
    assert (await desk.work(incident_id)).lease_owner == "another"


async def test_a_slow_round_keeps_its_lease(desk: Desk) -> None:
    incident_id = await desk.declare()
    leases = []

    async def dawdle(_method: str, _args: dict[str, Any], phase: str) -> str | None:
        if phase == "after":
            desk.clock.move(desk.pace.lease_seconds * 0.6)
            leases.append((await desk.work(incident_id)).lease_until)
        return None

    desk.slack.on_call = dawdle
    await desk.converge()
    assert len(set(leases)) > 1
    assert (await desk.work(incident_id)).applied > 0


async def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.declare()
    async with desk.database.transaction() as session:
        await session.execute(text("ALTER TABLE work RENAME TO away"))
    async with running(desk.worker):
        async with asyncio.timeout(20):
            while "cannot read what is due" not in caplog.text:  # noqa: ASYNC110 (nobody tells of what is logged)
                await asyncio.sleep(0.01)
        async with desk.database.transaction() as session:
            await session.execute(text("ALTER TABLE away RENAME TO work"))
        desk.worker.wake()
        await carried(desk)
    assert len(desk.texts(ROOM)) == 2
