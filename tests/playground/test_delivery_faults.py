"""Faults beyond single calls: deliveries, sockets, slowness, and outages of Slack as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from playground import CannotDo, Fault, ManualClock, Playground
from tests.playground.bolt_apps import until
from tests.playground.conftest import MANIFEST, Api
from tests.playground.test_delivery import Socket, dial, something_happens


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def socket(slack: Playground, http: aiohttp.ClientSession) -> Socket:
    return await greeted(slack, http)


async def greeted(slack: Playground, http: aiohttp.ClientSession) -> Socket:
    socket = await dial(slack, http)
    assert (await socket.hear())["type"] == "hello"
    return socket


def command(slack: Playground) -> asyncio.Future[Any]:
    return asyncio.ensure_future(slack.person("ana").command("/help-me"))


async def status(api: Api, method: str, **args: Any) -> int:
    with pytest.raises(SlackApiError) as failed:
        await api.client.api_call(method, json=args)
    return int(failed.value.response.status_code)


async def test_an_event_is_delivered_twice(slack: Playground, socket: Socket) -> None:
    slack.fail(Fault("app_home_opened", "duplicate"))
    await something_happens(slack)
    first, second = [await socket.hear(), await socket.hear()]
    assert first["payload"] == second["payload"]
    assert first["envelope_id"] != second["envelope_id"]
    for envelope in (first, second):
        await socket.ack(envelope)
    await slack.until_delivered()


async def test_a_command_is_delivered_twice_and_answered_once(slack: Playground, socket: Socket) -> None:
    slack.fail(Fault("/help-me", "duplicate"))
    typing = command(slack)
    envelopes = [await socket.hear(), await socket.hear()]
    assert envelopes[0]["payload"]["trigger_id"] == envelopes[1]["payload"]["trigger_id"]
    for envelope in envelopes:
        await socket.ack(envelope)
    assert (await typing).failure is None
    assert [entry["outcome"] for entry in await slack.traffic_of(kind="command")] == ["ok", "ok"]


async def test_a_lost_command_is_missed_and_a_lost_event_comes_again(
    slack: Playground, socket: Socket, clock: ManualClock
) -> None:
    slack.fail(Fault("/help-me", "lose"), Fault("app_home_opened", "lose"))
    typing = command(slack)
    await until(lambda: clock.sleepers() == 1)
    clock.advance(3)
    assert (await typing).failure == '/help-me failed with the error "operation_timeout"'
    await something_happens(slack)
    await until(lambda: clock.sleepers() == 1)
    clock.advance(3)
    envelope = await socket.hear()
    assert (envelope["retry_attempt"], envelope["payload"]["event"]["type"]) == (1, "app_home_opened")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_socket_is_cut_around_an_event(
    slack: Playground, socket: Socket, http: aiohttp.ClientSession, when: Any
) -> None:
    slack.fail(Fault("app_home_opened", "cut", when=when))
    await something_happens(slack)
    if when == "after":
        assert (await socket.hear())["type"] == "events_api"
    assert (await socket.socket.receive()).data == 1011
    other = await greeted(slack, http)
    await other.ack(await other.hear())
    await slack.until_delivered()


async def test_a_command_takes_another_socket_or_is_lost_with_its_own(
    slack: Playground, socket: Socket, http: aiohttp.ClientSession, clock: ManualClock
) -> None:
    other = await greeted(slack, http)
    slack.fail(Fault("/help-me", "cut"), Fault("/help-me", "cut", when="after", nth=2))
    typing = command(slack)
    assert (await socket.socket.receive()).data == 1011
    await other.ack(await other.hear())
    assert (await typing).failure is None
    typing = command(slack)
    await other.hear()
    assert (await other.socket.receive()).data == 1011
    clock.advance(3)
    assert "operation_timeout" in (await typing).text


async def test_all_sockets_are_cut_at_a_time(
    slack: Playground, socket: Socket, http: aiohttp.ClientSession, clock: ManualClock
) -> None:
    other = await greeted(slack, http)
    await slack.add_fault(Fault(kind="cut", at=20))
    await until(lambda: clock.sleepers() == 1)
    clock.advance(20)
    for one in (socket, other):
        assert (await one.socket.receive()).data == 1011


async def test_a_handshake_fails_and_its_ticket_is_used_up(
    slack: Playground, http: aiohttp.ClientSession, api: Api
) -> None:
    slack.fail(Fault("hello", "cut"), Fault("hello", "cut", when="after", nth=2))
    address = (await api.client.apps_connections_open(app_token=slack.app_token))["url"]
    for _ in range(2):  # aiohttp itself tries again where it was cut off, and is then told the same
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await http.ws_connect(address)
    second = await greeted(slack, http)
    assert (await second.socket.receive()).data == 1011
    await greeted(slack, http)


async def test_slack_is_away_for_a_while(
    slack: Playground, socket: Socket, http: aiohttp.ClientSession, clock: ManualClock, api: Api
) -> None:
    answered = command(slack)
    address = (await socket.hear())["payload"]["response_url"]
    ticket = (await api.client.apps_connections_open(app_token=slack.app_token))["url"]
    slack.fail(Fault(kind="outage", at=0, seconds=60, status=502))
    assert (await socket.socket.receive()).data == 1011
    assert await status(api, "auth.test") == 502
    assert (await http.post(address, json={"text": "hello"})).status == 502
    with pytest.raises(aiohttp.WSServerHandshakeError, match="502"):
        await http.ws_connect(ticket)
    assert "service_unavailable" in (await command(slack)).text
    await something_happens(slack)
    assert [entry["outcome"] for entry in await slack.traffic_of(kind="call", name="auth.*")] == ["502"]
    clock.advance(60)
    assert "operation_timeout" in (await answered).text
    back = await greeted(slack, http)
    await back.ack(await back.hear())
    await slack.until_delivered()


async def test_an_outage_begins_with_a_call_before_or_after_its_effect(slack: Playground, api: Api) -> None:
    channel = api.id_of("general")
    for when, effect in (("before", 0), ("after", 1)):
        slack.fail(Fault("chat.postMessage", "outage", when=when))  # type: ignore[arg-type]
        assert await status(api, "chat.postMessage", channel=channel, text="hello") == 503
        assert len(await slack.person("ana").messages("general")) == effect
        assert await status(api, "auth.test") == 503
        slack.clear_faults()
        assert (await api("auth.test"))["ok"]


async def test_slow_calls_wait_for_the_clock(slack: Playground, api: Api, clock: ManualClock) -> None:
    slow = Fault("chat.postMessage", "latency", median=5, when="after", distribution="constant")
    slack.fail(slow, Fault("chat.postMessage", "latency", median=2, nth=1))
    call = asyncio.ensure_future(api.post("general"))
    for seconds, effect in ((2, 0), (5, 1)):
        await until(lambda: clock.sleepers() == 1)
        assert len(await slack.person("ana").messages("general")) == effect
        assert not call.done()
        clock.advance(seconds)
    await call


async def test_only_a_manual_clock_is_moved_from_outside(slack: Playground, clock: ManualClock) -> None:
    await slack.advance(90)
    assert clock.seconds() == 90
    async with Playground(MANIFEST) as real:
        with pytest.raises(CannotDo, match="--clock manual"):
            await real.advance(1)


async def test_the_log_is_filtered_and_cleared(slack: Playground, api: Api) -> None:
    await api.post("general")
    await api("chat.update", channel="C0", ts="1.2", text="x")
    await something_happens(slack)
    assert [one["name"] for one in await slack.traffic_of(name="chat.*")] == ["chat.postMessage", "chat.update"]
    assert [one["name"] for one in await slack.traffic_of(outcome="channel_not_found")] == ["chat.update"]
    assert [one["name"] for one in await slack.traffic_of(since=1, kind="call")] == ["chat.update"]
    assert len(await slack.traffic_of(app="Helper")) >= 2
    with pytest.raises(CannotDo, match="there is no app 'Nobody'"):
        await slack.traffic_of(app="Nobody")
    with pytest.raises(CannotDo, match="filters are since, app"):
        await slack.traffic_of(colour="red")
    await slack.clear_traffic()
    assert await slack.traffic_of() == []
