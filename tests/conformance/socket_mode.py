"""Rules of Socket Mode: hello, one connection for each envelope, at most ten, and moving house without a loss."""

from __future__ import annotations

import aiohttp
import pytest

from tests.conformance.client_protocol import Json
from tests.conformance.environment import Environment
from tests.conformance.rules import RAW, SOCKET, rule

PAGE = "apis/events-api/using-socket-mode"
SDK = "slack_sdk/socket_mode/client.py"


async def hear(socket: aiohttp.ClientWebSocketResponse) -> Json:
    return dict(await socket.receive_json(timeout=10))


async def greeted(env: Environment) -> aiohttp.ClientWebSocketResponse:
    socket = await env.raw.dial()
    assert (await hear(socket))["type"] == "hello"
    return socket


async def ack(socket: aiohttp.ClientWebSocketResponse, envelope: Json) -> None:
    await socket.send_json({"envelope_id": envelope["envelope_id"]})


@rule("A connection begins with hello", source=PAGE, through=RAW)
async def hello(env: Environment) -> None:
    sockets = [await env.raw.dial(), await env.raw.dial()]
    first, second = [await hear(socket) for socket in sockets]
    assert (first["num_connections"], second["num_connections"]) == (1, 2)
    assert first["connection_info"] == {"app_id": env.slack.app.id}
    assert set(first["debug_info"]) == {"host", "build_number", "approximate_connection_time"}


@rule("The address of a connection works once", source="reference/methods/apps.connections.open", through=RAW)
async def ticket(env: Environment) -> None:
    url = (await env.call("apps.connections.open", token=env.slack.app_token))["url"]
    socket = await env.raw.http.ws_connect(url)
    assert not socket.closed
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await env.raw.http.ws_connect(url)


@rule("Ten connections are open at most", source=PAGE, through=RAW)
async def ten(env: Environment) -> None:
    sockets = [await greeted(env) for _ in range(10)]
    refused = await hear(await env.raw.dial())
    assert len(sockets) == len(env.slack.services.sockets.of(env.slack.app))
    assert (refused["type"], refused["reason"]) == ("disconnect", "too_many_websockets")


@rule("An envelope goes to one of the connections", source=PAGE, through=RAW)
async def one_each(env: Environment) -> None:
    sockets = [await greeted(env), await greeted(env)]
    for _ in range(2):
        await env.home()
    events = []
    for socket in sockets:
        envelope = await hear(socket)
        await ack(socket, envelope)
        events.append(envelope["payload"]["event_id"])
    await env.slack.until_delivered()
    assert len(set(events)) == 2


@rule("Each kind of payload names itself on its envelope", source=PAGE, through=RAW)
async def kinds(env: Environment) -> None:
    socket = await greeted(env)
    await env.home()
    event = await hear(socket)
    await ack(socket, event)
    typing = env.background(env.ana.command("/help-me"))
    command = await hear(socket)
    await socket.send_json({"envelope_id": command["envelope_id"], "payload": {"text": "in the ack"}})
    assert (await typing).text == "in the ack"
    acting = env.background(env.ana.shortcut("Ask anywhere"))
    shortcut = await hear(socket)
    await ack(socket, shortcut)
    await acting
    found = [(one["type"], one["accepts_response_payload"]) for one in (event, command, shortcut)]
    assert found == [("events_api", False), ("slash_commands", True), ("interactive", True)]


@rule("What one connection leaves unacknowledged comes again on another", source=PAGE, through=RAW)
async def elsewhere(env: Environment) -> None:
    first, second = await greeted(env), await greeted(env)
    await env.home()
    envelope = await hear(first)
    await env.pass_by(3)
    again = await hear(second)
    await ack(second, again)
    await env.slack.until_delivered()
    assert again["payload"] == envelope["payload"]
    assert again["envelope_id"] != envelope["envelope_id"]


@rule("What is under way when a connection breaks comes again", source=PAGE, through=SOCKET, hears=True)
async def broken(env: Environment) -> None:
    env.acks.clear()
    await env.home()
    await env.until(lambda: env.heard)
    opened = env.slack.traffic.counts()["apps.connections.open"]
    await env.slack.cut_sockets()
    env.acks.set()
    await env.slack.until_delivered()
    assert env.slack.traffic.counts()["apps.connections.open"] == opened + 1
    assert len({one.body["event_id"] for one in env.heard}) == 1
    assert len(env.heard) == 2


@rule("An app that is asked to reconnect does, and nothing is lost", source=SDK, through=SOCKET, hears=True)
async def reconnect(env: Environment) -> None:
    opened = env.slack.traffic.counts()["apps.connections.open"]
    await env.slack.ask_to_reconnect()
    await env.until(lambda: env.slack.traffic.counts()["apps.connections.open"] > opened or env.clock.sleepers())
    env.clock.advance(10)
    await env.home()
    await env.slack.until_delivered()
    assert env.slack.traffic.counts()["apps.connections.open"] == opened + 1
    assert len(env.heard) == 1


@rule("One connection at a time is asked to make way", source=PAGE, through=RAW)
async def in_turn(env: Environment) -> None:
    first, second = await greeted(env), await greeted(env)
    await env.slack.ask_to_reconnect(sockets=1)
    goodbye = await hear(first)
    assert (goodbye["type"], goodbye["reason"], "host" in goodbye["debug_info"]) == (
        "disconnect",
        "refresh_requested",
        True,
    )
    await env.home()
    await ack(second, await hear(second))
    await env.slack.until_delivered()
    await env.pass_by(10)
    assert (await first.receive()).type == aiohttp.WSMsgType.CLOSE


@rule("A connection is refreshed when its time is up, after a warning", source=PAGE, through=RAW)
async def refreshed(env: Environment) -> None:
    env.slack.services.sockets.refresh = 3600
    socket = await env.raw.dial()
    assert (await hear(socket))["debug_info"]["approximate_connection_time"] == 3600
    for seconds, reason in ((3590, "warning"), (10, "refresh_requested")):
        await env.pass_by(seconds)
        assert (await hear(socket))["reason"] == reason


@rule(
    "An app that listens by HTTP opens no connections",
    source="reference/methods/apps.connections.open",
    through=RAW,
    hears=True,
)
async def not_enabled(env: Environment) -> None:
    assert await env.error("apps.connections.open", token=env.slack.app_token) == "socket_mode_not_enabled"
