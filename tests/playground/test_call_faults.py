"""Faults of calls, latency, rate limits and the traffic log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Fault, ManualClock, Playground, depth
from playground.methods import METHODS
from playground.traffic import Entry
from tests.playground.conftest import MANIFEST, Api

Post = Callable[[], Awaitable[Any]]


@pytest.fixture
def post(slack: Playground) -> Post:
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)
    return lambda: client.chat_postMessage(channel="general", text="hello")


async def posted(slack: Playground) -> int:
    return len(await slack.person("ana").messages("general"))


@pytest.mark.parametrize(("when", "effect"), [("before", 0), ("after", 1)])
async def test_an_error_before_or_after_the_effect(slack: Playground, post: Post, when: Any, effect: int) -> None:
    slack.fail(Fault("chat.postMessage", "error", when, error="fatal_error"))
    with pytest.raises(SlackApiError, match="fatal_error"):
        await post()
    assert await posted(slack) == effect
    await post()
    assert await posted(slack) == effect + 1


@pytest.mark.parametrize(("when", "effect"), [("before", 0), ("after", 1)])
async def test_a_status_before_or_after_the_effect(slack: Playground, post: Post, when: Any, effect: int) -> None:
    slack.fail(Fault("chat.postMessage", "status", when, status=503))
    with pytest.raises(SlackApiError) as failed:
        await post()
    assert failed.value.response.status_code == 503
    assert await posted(slack) == effect


@pytest.mark.parametrize(("when", "effect"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection(slack: Playground, post: Post, when: Any, effect: int) -> None:
    slack.fail(Fault("chat.postMessage", "drop", when))
    with pytest.raises(aiohttp.ClientError):
        await post()
    assert await posted(slack) == effect


@pytest.mark.parametrize(("when", "effect"), [("before", 0), ("after", 1)])
async def test_a_call_that_is_never_answered(slack: Playground, when: Any, effect: int) -> None:
    slack.fail(Fault("chat.postMessage", "hang", when))
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    call = asyncio.ensure_future(client.chat_postMessage(channel="general", text="hello"))

    async def hanging() -> bool:
        return any(entry.outcome == "hang" for entry in slack.traffic.calls("chat.postMessage"))

    await slack.until(hanging)
    assert not call.done()
    assert await posted(slack) == effect
    call.cancel()


async def test_429_says_when_to_come_back(slack: Playground, post: Post) -> None:
    slack.fail(Fault("*", "ratelimit", retry_after=7))
    with pytest.raises(SlackApiError, match="ratelimited") as refused:
        await post()
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert await posted(slack) == 0


async def test_rules_count_and_choose_calls(slack: Playground, post: Post, api: Api) -> None:
    slack.fail(Fault("chat.postMessage", nth=2), Fault("conversations.create", nth=None, where={"name": "bad"}))
    await post()
    with pytest.raises(SlackApiError):
        await post()
    await post()
    assert (await api("conversations.create", name="good"))["ok"]
    for _ in range(2):
        assert (await api("conversations.create", name="bad"))["error"] == "internal_error"
    slack.clear_faults()
    assert (await api("conversations.create", name="bad"))["ok"]


async def test_rules_can_come_over_the_control_api(slack: Playground, api: Api) -> None:
    await slack.add_fault(Fault("conversations.create", error="no_channel"))
    assert (await api("conversations.create", name="x"))["error"] == "no_channel"


@pytest.mark.parametrize(("phase", "effect"), [("before", 0), ("after", 1)])
async def test_a_callback_stands_around_every_effect(slack: Playground, post: Post, phase: str, effect: int) -> None:
    seen = []

    async def on_call(method: str, args: dict[str, Any], now: str) -> str | None:
        seen.append((method, args["text"], now))
        return "drop" if now == phase else None

    slack.on_call = on_call
    with pytest.raises(aiohttp.ClientError):
        await post()
    slack.on_call = None
    assert await posted(slack) == effect
    assert seen[-1] == ("chat.postMessage", "hello", phase)
    assert len(seen) == 1 + effect


async def test_half_of_the_latency_lies_before_the_effect(slack: Playground, post: Post, clock: ManualClock) -> None:
    slack.latency = 2
    call = asyncio.ensure_future(post())
    for effect in (0, 1):
        await slack.until(lambda: _waits(clock))
        assert await posted(slack) == effect
        clock.advance(1)
    assert (await call)["ok"]


async def _waits(clock: ManualClock) -> bool:
    return clock.sleepers() == 1


async def test_the_log_counts_and_chains_calls(slack: Playground, api: Api) -> None:
    await api.channel("one")
    gate = asyncio.Barrier(2)

    async def together(_method: str, _args: Any, phase: str) -> None:
        if phase == "before":
            await gate.wait()

    slack.on_call = together
    await asyncio.gather(api.channel("two"), api.channel("three"))
    calls = slack.traffic.calls("conversations.create")
    assert depth(calls) == 2
    assert slack.traffic.counts() == {"conversations.create": 3}
    assert [call.number for call in slack.traffic.calls(since=calls[0].number)] == [2, 3]


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=30))
def test_depth_is_the_longest_chain(spans: list[tuple[float, float]]) -> None:
    calls = [Entry(0, "call", "x", "A", {}, start, start + length) for start, length in spans]

    def longest(index: int) -> int:
        before = [longest(i) for i, one in enumerate(calls) if (one.end or 0) <= calls[index].start and i != index]
        return 1 + max(before, default=0)

    spread = [call for call in calls if call.end and call.end > call.start]
    calls = spread[:8]
    assert depth(calls) == max((longest(index) for index in range(len(calls))), default=0)


async def test_limits_are_slacks(clock: ManualClock) -> None:
    async with Playground(MANIFEST, clock=clock, limits=True) as slack:
        api = Api(slack)
        for number in range(20):
            assert (await api("conversations.create", name=f"room-{number}"))["ok"]
        with pytest.raises(SlackApiError, match="ratelimited") as refused:
            await api.client.conversations_create(name="one-more")
        assert refused.value.response.headers["Retry-After"] == "60"
        assert (await api("users.list"))["ok"], "only that method waits"
        clock.advance(60)
        assert (await api("conversations.create", name="one-more"))["ok"]


async def test_one_message_a_second_a_channel_after_a_burst(clock: ManualClock) -> None:
    async with Playground(MANIFEST, clock=clock, limits=True) as slack:
        api = Api(slack)

        async def accepted() -> bool:
            return bool((await api("chat.postMessage", channel="general", text="x"))["ok"])

        burst = [await accepted() for _ in range(7)]
        assert burst == [True] * 5 + [False] * 2
        assert (await api("chat.postMessage", channel="random", text="x"))["ok"], "another channel does not wait"
        sustained = 0
        for _ in range(60):
            clock.advance(1)
            sustained += await accepted()
        assert 55 <= sustained <= 60


def test_every_method_has_its_tier() -> None:
    tiers = {name: METHODS[name].tier for name in METHODS}
    assert tiers["conversations.create"] == tiers["pins.add"] == tiers["bookmarks.add"] == tiers["users.list"] == 20
    assert tiers["conversations.invite"] == tiers["chat.update"] == tiers["conversations.history"] == 50
    assert tiers["views.open"] == tiers["chat.postEphemeral"] == tiers["users.info"] == 100
    assert tiers["chat.postMessage"] == 0
