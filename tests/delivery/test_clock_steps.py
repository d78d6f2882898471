"""Somebody sets the clock, an hour back or forth: nothing is lost, nothing comes twice, nothing waits for that hour."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.leased_writes import LeasedWrites
from bot.operations.update import PostUpdate
from bot.slack.outbound.slack_destination import LANE
from playground import Fault
from tests.delivery.harness import Harness

pytestmark = pytest.mark.alike

ROOM = "inc-1-checkout-is-down"
HOUR = timedelta(hours=1)
WITHIN = 120
"""Seconds in which everything arrives, whatever the clock says meanwhile."""

steps = pytest.mark.parametrize("step", [-HOUR, HOUR], ids=["back", "forth"])


async def arrives(harness: Harness) -> None:
    """Let the worker look every second, as it does every few seconds by itself, until nothing is left."""
    for _ in range(WITHIN):
        await harness.worker.settle()
        if not await harness.posts("pending", "sending", "failed"):
            return
        harness.clock.move(1)
    raise AssertionError(f"not delivered within {WITHIN} s")


def once(harness: Harness, *bodies: str) -> None:
    for channel in (ROOM, "incidents"):
        said = [text for text in harness.texts(channel) if '"updated"' in text]
        assert [body in text for body, text in zip(bodies, said, strict=True)] == [True] * len(bodies)
        assert len([text for text in harness.texts(channel) if text.startswith("card")]) == 1
    assert len(harness.calls("conversations.create")) <= 2
    assert harness.slack.workspace.channel_named(f"{ROOM}-2") is None


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
async def test_after_a_failure(harness: Harness, step: timedelta, fault: Fault) -> None:
    incident_id = await harness.declare()
    await harness.converge()
    harness.slack.fail(fault)
    await harness.run(PostUpdate(body="One"), incident_id)
    await harness.worker.settle()
    harness.clock.set(step)
    await arrives(harness)
    await harness.run(PostUpdate(body="Two"), incident_id)
    await arrives(harness)
    once(harness, "One", "Two")


@steps
@pytest.mark.parametrize("method", ["conversations.create", "bookmarks.add"])
async def test_while_the_room_is_opened(harness: Harness, step: timedelta, method: str) -> None:
    harness.slack.fail(Fault(method, kind="drop", when="after"))
    incident_id = await harness.declare()
    await harness.worker.settle()
    harness.clock.set(step)
    await arrives(harness)
    await harness.run(PostUpdate(body="One"), incident_id)
    await arrives(harness)
    once(harness, "One")
    channel = harness.slack.workspace.channel_named(ROOM)
    assert channel
    assert len(channel.bookmarks) == 1


@steps
@pytest.mark.parametrize("method", ["conversations.create", "chat.postMessage"])
async def test_before_an_answer_is_lost(harness: Harness, step: timedelta, method: str) -> None:
    """Slack's clock shows another hour than ours then: what was sent is found all the same."""
    harness.clock.set(step)
    harness.slack.fail(Fault(method, kind="drop", when="after"))
    incident_id = await harness.declare()
    await arrives(harness)
    await harness.run(PostUpdate(body="One"), incident_id)
    await arrives(harness)
    once(harness, "One")


@steps
@pytest.mark.parametrize("seconds", [0, 59])
@pytest.mark.parametrize("seen", [True, False])
async def test_in_the_middle_of_a_dead_workers_lease(
    postgres_harness: Harness, step: timedelta, seconds: int, *, seen: bool
) -> None:
    harness = postgres_harness
    incident_id = await harness.declare()
    await harness.converge()
    await harness.run(PostUpdate(body="One"), incident_id)
    assert await harness.new_worker()._take_leases(), "a worker takes it, and dies"
    if seen:
        await harness.worker.settle()
    harness.clock.move(seconds)
    harness.clock.set(step)
    await arrives(harness)
    once(harness, "One")


@steps
async def test_a_live_workers_lease_is_not_taken(postgres_harness: Harness, step: timedelta) -> None:
    harness = postgres_harness
    other, held, go = harness.new_worker(), asyncio.Event(), asyncio.Event()

    async def hold(method: str, _args: dict[str, Any], phase: str) -> None:
        if (method, phase) == ("conversations.create", "after"):
            held.set()
            await go.wait()

    harness.slack.on_call = hold
    incident_id = await harness.declare()
    carrying = asyncio.create_task(harness.worker.settle())
    await held.wait()
    await other.settle()
    harness.clock.set(step)
    harness.clock.move(harness.pace.lease_seconds / 3)
    await other.settle()
    assert len(harness.calls("conversations.create")) == 1
    owner = (await harness.work(incident_id)).lease_owner
    assert owner == harness.worker._leases.owner
    harness.slack.on_call = None
    go.set()
    await carrying
    await arrives(harness)
    assert len(harness.calls("conversations.create")) == 1


async def test_set_forth_it_lets_nobody_look_for_a_request_that_is_still_under_way(harness: Harness) -> None:
    incident_id = await harness.declare()
    await harness.converge()
    released, under_way = asyncio.Event(), asyncio.Event()

    async def delay(method: str, args: dict[str, Any], phase: str) -> None:
        if (method, phase) == ("chat.postMessage", "before") and "One" in args["text"] and not released.is_set():
            under_way.set()
            await released.wait()

    harness.slack.on_call = delay
    harness.timeout = 0.25
    harness.reopen()
    await harness.run(PostUpdate(body="One"), incident_id)
    await harness.worker.settle()
    assert under_way.is_set()
    harness.clock.set(HOUR)
    harness.clock.move(harness.pace.grace / 2)
    await harness.worker.settle()
    assert not harness.calls("conversations.history")
    released.set()
    await arrives(harness)
    once(harness, "One")


@steps
async def test_in_the_middle_of_ones_own_lease_it_is_renewed_in_time(harness: Harness, step: timedelta) -> None:
    incident_id = await harness.declare()
    await harness.worker._take_leases()
    key, seconds = (incident_id, LANE), harness.pace.lease_seconds
    writes = LeasedWrites(harness.database, harness.clock, key, harness.worker._leases.owner, seconds)
    harness.clock.set(step)
    harness.clock.move(seconds / 2)
    await writes.keep_lease()
    assert (await harness.work(incident_id)).lease_until == harness.clock.now() + timedelta(seconds=seconds)
