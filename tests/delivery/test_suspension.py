"""The machine is suspended for an hour, between any two steps: everything arrives within two minutes of waking, once.

A suspended machine's steady clock counts the hour (Linux tells it) or stands still meanwhile (elsewhere). Its calls are
half done when it wakes, and another replica may have taken over.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import pytest

from bot.delivery.worker import Worker
from bot.operations.update import PostUpdate
from bot.slack.api.rate_limits import RateLimits
from playground import Playground
from playground.clock import SystemClock
from storage.database import Database
from tests.delivery.harness import MANIFEST, Harness
from tests.delivery.jumping_clock import JumpingClock

ROOM = "inc-1-checkout-is-down"
HOUR = 3600.0
WITHIN = 120

standing_still = pytest.mark.parametrize("counts", [True, False], ids=["counts the hour", "stands still"])
taken_over = pytest.mark.parametrize("replica", [True, False], ids=["taken over", "alone"])


@dataclass
class ClockOfAMachine:
    """Shows the world's time; while its machine is suspended its steady seconds may stand still."""

    world: JumpingClock
    missed: float = 0.0

    def now(self) -> datetime:
        return self.world.now()

    def steady(self) -> float:
        return self.world.steady() - self.missed

    def real_seconds(self, until: datetime) -> float:
        return self.world.real_seconds(until)

    async def sleep(self, seconds: float) -> None:
        await self.world.sleep(seconds)


@dataclass
class Moment:
    """Where a machine is suspended: what it was about to do, or had just done, is held until it wakes."""

    wanted: str
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def passes(self, name: str) -> None:
        if name == self.wanted and not self.reached.is_set():
            self.reached.set()
            await self.woken.wait()


class HeldLimits(RateLimits):
    """Its turn has come, and then the machine is suspended: the call is decided on, and has not left."""

    def __init__(self, clock: Any, moment: Moment) -> None:
        super().__init__(clock)
        self._moment = moment

    async def acquire(self, workspace: str, method: str, channel: str | None, patience: float) -> None:
        await super().acquire(workspace, method, channel, patience)
        await self._moment.passes(f"before {method}")


@dataclass
class Suspended:
    """A harness whose first worker's machine is suspended at a moment."""

    harness: Harness
    moment: Moment
    clock: ClockOfAMachine

    def worker(self) -> Worker:
        return self.harness.new_worker(clock=self.clock, limits=HeldLimits(self.clock, self.moment))

    async def suspend(self, *, counts: bool) -> None:
        async with asyncio.timeout(20):
            await self.moment.reached.wait()
        self.harness.clock.move(HOUR)
        if not counts:
            self.clock.missed += HOUR

    async def arrives(self, worker: Worker) -> None:
        """What a worker that looks every second carries within two minutes."""
        for _ in range(WITHIN):
            await worker.settle()
            if not await self.harness.posts("pending", "sending", "failed"):
                return
            self.harness.clock.move(1)
        raise AssertionError(f"not delivered within {WITHIN} s")


async def _opened(url: str, moment: Moment) -> AsyncIterator[Suspended]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.elsewhere)) as slack, aiohttp.ClientSession() as http:
        database = Database(url)
        harness = Harness(slack, database, clock, http)
        await harness.open()
        yield Suspended(harness, moment, ClockOfAMachine(clock))
        await database.close()


FIRST_MOMENTS = ["before conversations.create", "after chat.postMessage"]
MOMENTS = [
    *("after conversations.create", "before chat.postMessage", "before bookmarks.add", "after bookmarks.add"),
    *("before conversations.setTopic", "before pins.add"),
]


@pytest.fixture(params=[*FIRST_MOMENTS, *(pytest.param(one, marks=pytest.mark.long) for one in MOMENTS)])
async def suspended(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Suspended]:
    async for one in _opened(postgres_url, Moment(request.param)):
        yield one


@standing_still
@taken_over
async def test_while_a_room_is_opened(suspended: Suspended, *, counts: bool, replica: bool) -> None:
    harness, first = suspended.harness, suspended.worker()
    harness.slack.on_call = _holding(suspended.moment)
    incident_id = await harness.declare()
    await harness.run(PostUpdate(body="One"), incident_id)
    sleeping = asyncio.create_task(first.settle())
    await suspended.suspend(counts=counts)
    if replica:
        await suspended.arrives(harness.new_worker())
    suspended.moment.woken.set()
    await sleeping
    await suspended.arrives(first)
    await harness.run(PostUpdate(body="Two"), incident_id)
    await suspended.arrives(first)
    _once(harness, "One", "Two")


@standing_still
@taken_over
@pytest.mark.parametrize(
    "place", ["after chat.postMessage", pytest.param("before chat.postMessage", marks=pytest.mark.long)]
)
async def test_while_an_update_is_posted(postgres_url: str, place: str, *, counts: bool, replica: bool) -> None:
    async for suspended in _opened(postgres_url, Moment("none")):
        harness, first = suspended.harness, suspended.worker()
        incident_id = await harness.declare()
        await suspended.arrives(first)
        suspended.moment.wanted = place
        harness.slack.on_call = _holding(suspended.moment)
        await harness.run(PostUpdate(body="One"), incident_id)
        sleeping = asyncio.create_task(first.settle())
        await suspended.suspend(counts=counts)
        if replica:
            await harness.run(PostUpdate(body="Two"), incident_id)
            await suspended.arrives(harness.new_worker())
        suspended.moment.woken.set()
        await sleeping
        if not replica:
            await harness.run(PostUpdate(body="Two"), incident_id)
        await suspended.arrives(first)
        _once(harness, "One", "Two")


def _holding(moment: Moment) -> Any:
    """Slack has done it, and the answer is not read."""

    async def hold(method: str, _args: dict[str, Any], phase: str) -> None:
        if phase == "after":
            await moment.passes(f"after {method}")

    return hold


def _once(harness: Harness, *bodies: str) -> None:
    for channel in (ROOM, "incidents"):
        texts = harness.texts(channel)
        assert [text for text in texts if '"updated"' in text] == [
            text for body in bodies for text in texts if f'"body": "{body}"' in text
        ]
        assert len([text for text in texts if '"updated"' in text]) == len(bodies)
        assert len([text for text in texts if text.startswith("card")]) == 1
    room = harness.slack.workspace.channel_named(ROOM)
    assert room
    assert len(room.bookmarks) == 1
    assert harness.slack.workspace.channel_named(f"{ROOM}-2") is None
    assert len(harness.direct_texts("ana")) == 1
    assert len(harness.direct_texts("dee")) == 1
