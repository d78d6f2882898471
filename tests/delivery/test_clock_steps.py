"""Somebody sets the clock, an hour back or forth: nothing is lost, nothing comes twice, nothing waits for that hour."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.leased_writes import LeasedWrites
from bot.operations.update import PostUpdate
from bot.slack.outbound.slack_destination import LANE
from playground import Fault
from tests.delivery.desk import Desk

ROOM = "inc-1-checkout-is-down"
HOUR = timedelta(hours=1)
WITHIN = 120
"""Seconds in which everything arrives, whatever the clock says meanwhile."""

steps = pytest.mark.parametrize("step", [-HOUR, HOUR], ids=["back", "forth"])


async def arrives(desk: Desk) -> None:
    """Let the worker look every second, as it does every few seconds by itself, until nothing is left."""
    for _ in range(WITHIN):
        await desk.worker.settle()
        if not await desk.posts("pending", "sending", "failed"):
            return
        desk.clock.move(1)
    raise AssertionError(f"not delivered within {WITHIN} s")


def once(desk: Desk, *bodies: str) -> None:
    for channel in (ROOM, "incidents"):
        said = [text for text in desk.texts(channel) if '"updated"' in text]
        assert [body in text for body, text in zip(bodies, said, strict=True)] == [True] * len(bodies)
        assert len([text for text in desk.texts(channel) if text.startswith("card")]) == 1
    assert len(desk.calls("conversations.create")) <= 2
    assert desk.slack.workspace.channel_named(f"{ROOM}-2") is None


@steps
@pytest.mark.parametrize(
    "fault",
    [
        Fault("chat.postMessage", kind="status"),
        Fault("chat.postMessage", kind="ratelimit", retry_after=30),
        Fault("chat.postMessage", kind="drop", when="after"),
        Fault("chat.postMessage", kind="drop"),
        Fault("chat.update", kind="drop", when="after"),
    ],
    ids=["503", "429", "answer lost", "request lost", "edit lost"],
)
async def test_after_a_failure(desk: Desk, step: timedelta, fault: Fault) -> None:
    incident_id = await desk.declare()
    await desk.converge()
    desk.slack.fail(fault)
    await desk.run(PostUpdate(body="One"), incident_id)
    await desk.worker.settle()
    desk.clock.set(step)
    await arrives(desk)
    await desk.run(PostUpdate(body="Two"), incident_id)
    await arrives(desk)
    once(desk, "One", "Two")


@steps
@pytest.mark.parametrize("method", ["conversations.create", "bookmarks.add"])
async def test_while_the_room_is_opened(desk: Desk, step: timedelta, method: str) -> None:
    desk.slack.fail(Fault(method, kind="drop", when="after"))
    incident_id = await desk.declare()
    await desk.worker.settle()
    desk.clock.set(step)
    await arrives(desk)
    await desk.run(PostUpdate(body="One"), incident_id)
    await arrives(desk)
    once(desk, "One")
    channel = desk.slack.workspace.channel_named(ROOM)
    assert channel
    assert len(channel.bookmarks) == 1


@steps
@pytest.mark.parametrize("method", ["conversations.create", "chat.postMessage"])
async def test_before_an_answer_is_lost(desk: Desk, step: timedelta, method: str) -> None:
    """Slack's clock shows another hour than ours then: what was sent is found all the same."""
    desk.clock.set(step)
    desk.slack.fail(Fault(method, kind="drop", when="after"))
    incident_id = await desk.declare()
    await arrives(desk)
    await desk.run(PostUpdate(body="One"), incident_id)
    await arrives(desk)
    once(desk, "One")


@steps
@pytest.mark.parametrize("seconds", [0, 59])
@pytest.mark.parametrize("seen", [True, False])
async def test_in_the_middle_of_a_dead_workers_lease(
    postgres_desk: Desk, step: timedelta, seconds: int, *, seen: bool
) -> None:
    desk = postgres_desk
    incident_id = await desk.declare()
    await desk.converge()
    await desk.run(PostUpdate(body="One"), incident_id)
    assert await desk.new_worker()._take_leases(), "a worker takes it, and dies"
    if seen:
        await desk.worker.settle()
    desk.clock.move(seconds)
    desk.clock.set(step)
    await arrives(desk)
    once(desk, "One")


@steps
async def test_a_live_workers_lease_is_not_taken(postgres_desk: Desk, step: timedelta) -> None:
    desk = postgres_desk
    other, held, go = desk.new_worker(), asyncio.Event(), asyncio.Event()

    async def hold(method: str, _args: dict[str, Any], phase: str) -> None:
        if (method, phase) == ("conversations.create", "after"):
            held.set()
            await go.wait()

    desk.slack.on_call = hold
    incident_id = await desk.declare()
    carrying = asyncio.create_task(desk.worker.settle())
    await held.wait()
    await other.settle()
    desk.clock.set(step)
    desk.clock.move(desk.pace.lease_seconds / 3)
    await other.settle()
    assert len(desk.calls("conversations.create")) == 1
    owner = (await desk.work(incident_id)).lease_owner
    assert owner == desk.worker._leases.owner
    desk.slack.on_call = None
    go.set()
    await carrying
    await arrives(desk)
    assert len(desk.calls("conversations.create")) == 1


async def test_set_forth_it_lets_nobody_look_for_a_request_that_is_still_under_way(desk: Desk) -> None:
    incident_id = await desk.declare()
    await desk.converge()
    released, under_way = asyncio.Event(), asyncio.Event()

    async def delay(method: str, args: dict[str, Any], phase: str) -> None:
        if (method, phase) == ("chat.postMessage", "before") and "One" in args["text"] and not released.is_set():
            under_way.set()
            await released.wait()

    desk.slack.on_call = delay
    desk.timeout = 0.25
    desk.reopen()
    await desk.run(PostUpdate(body="One"), incident_id)
    await desk.worker.settle()
    assert under_way.is_set()
    desk.clock.set(HOUR)
    desk.clock.move(desk.pace.grace / 2)
    await desk.worker.settle()
    assert not desk.calls("conversations.history")
    released.set()
    await arrives(desk)
    once(desk, "One")


@steps
async def test_in_the_middle_of_ones_own_lease_it_is_renewed_in_time(desk: Desk, step: timedelta) -> None:
    incident_id = await desk.declare()
    await desk.worker._take_leases()
    key, seconds = (incident_id, LANE), desk.pace.lease_seconds
    writes = LeasedWrites(desk.database, desk.clock, key, desk.worker._leases.owner, seconds)
    desk.clock.set(step)
    desk.clock.move(seconds / 2)
    await writes.keep_lease()
    assert (await desk.work(incident_id)).lease_until == desk.clock.now() + timedelta(seconds=seconds)
