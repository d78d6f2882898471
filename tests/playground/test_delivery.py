"""How payloads reach an app: acks, redelivery, several sockets, signatures and retries."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from playground import CannotDo, ManualClock, Playground
from tests.playground.bolt_apps import bolt, connected, until
from tests.playground.conftest import Api, Json


class Socket:
    """A bare Socket Mode client that acks only when it is told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hear(self) -> Json:
        return dict(await self.socket.receive_json(timeout=5))

    async def ack(self, envelope: Json) -> None:
        await self.socket.send_json({"envelope_id": envelope["envelope_id"]})


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def dial(slack: Playground, http: aiohttp.ClientSession) -> Socket:
    client = AsyncWebClient(base_url=slack.api_url)
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    return Socket(await http.ws_connect(url))


async def refused(slack: Playground, clock: ManualClock, times: int) -> None:
    """Wait until so many deliveries failed and the next one waits for its time."""

    def waiting() -> bool:
        outcomes = [entry.outcome for entry in slack.traffic.entries if entry.kind == "event"]
        return len(outcomes) == times and None not in outcomes and clock.sleepers() == 1

    await until(waiting)


async def something_happens(slack: Playground) -> None:
    """Let one event happen, and one only."""
    await slack.person("ana").do("open_home")


async def test_a_socket_says_hello_and_a_ticket_admits_once(slack: Playground, http: aiohttp.ClientSession) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    hello = await Socket(await http.ws_connect(url)).hear()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"]["app_id"] == slack.app.id
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(url)


async def test_each_payload_goes_to_one_socket(slack: Playground, http: aiohttp.ClientSession) -> None:
    sockets = [await dial(slack, http), await dial(slack, http)]
    for socket in sockets:
        await socket.hear()
    heard: Counter[str] = Counter()
    for _ in range(2):
        await something_happens(slack)
    for socket in sockets:
        envelope = await socket.hear()
        heard[envelope["payload"]["event_id"]] += 1
        await socket.ack(envelope)
    assert list(heard.values()) == [1, 1]
    await slack.until_delivered()


async def test_at_most_ten_sockets(slack: Playground, http: aiohttp.ClientSession) -> None:
    sockets = [await dial(slack, http) for _ in range(10)]
    assert [(await socket.hear())["type"] for socket in sockets] == ["hello"] * 10
    refused = await (await dial(slack, http)).hear()
    assert (refused["type"], refused["reason"]) == ("disconnect", "too_many_websockets")


async def test_an_event_without_ack_comes_again(
    slack: Playground, http: aiohttp.ClientSession, clock: ManualClock
) -> None:
    socket = await dial(slack, http)
    await socket.hear()
    await something_happens(slack)
    first = await socket.hear()
    assert first["retry_attempt"] == 0
    clock.advance(3)
    again = await socket.hear()
    assert again["payload"]["event_id"] == first["payload"]["event_id"]
    assert again["envelope_id"] != first["envelope_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    await until(lambda: clock.sleepers() == 1)
    clock.advance(3)
    await until(lambda: clock.sleepers() == 1)
    clock.advance(60)
    assert (await socket.hear())["retry_attempt"] == 2
    await until(lambda: clock.sleepers() == 1)
    clock.advance(3)
    await until(lambda: clock.sleepers() == 1)
    clock.advance(300)
    last = await socket.hear()
    assert last["retry_attempt"] == 3
    await socket.ack(last)
    await slack.until_delivered()


async def test_an_event_survives_the_end_of_its_socket(slack: Playground, http: aiohttp.ClientSession) -> None:
    await something_happens(slack)
    first = await dial(slack, http)
    await first.hear()
    envelope = await first.hear()
    await first.socket.close()
    second = await dial(slack, http)
    await second.hear()
    again = await second.hear()
    assert again["payload"]["event_id"] == envelope["payload"]["event_id"]
    await second.ack(again)
    await slack.until_delivered()


async def test_a_duplicate_keeps_its_event_id(slack: Playground, http: aiohttp.ClientSession) -> None:
    socket = await dial(slack, http)
    await socket.hear()
    await something_happens(slack)
    first = await socket.hear()
    await socket.ack(first)
    assert await slack.redeliver("app_home_opened", times=2) == first["payload"]["event_id"]
    for _ in range(2):
        assert (await socket.hear())["payload"] == first["payload"]


async def test_bolt_reconnects_when_asked_to(slack: Playground) -> None:
    app, seen = bolt(slack), []

    @app.event("app_home_opened")
    async def home(event: Json) -> None:
        seen.append(event["user"])

    async with connected(slack, app, sockets=2):
        calls = slack.traffic.counts()["apps.connections.open"]
        await slack.ask_to_reconnect()
        await until(lambda: slack.traffic.counts()["apps.connections.open"] == calls + 2)
        await slack.until_connected(2)
        await something_happens(slack)
        await slack.until_delivered()
    assert seen == [slack.ids["ana"]]


async def test_a_socket_needs_socket_mode(slack: Playground) -> None:
    slack.app.socket_mode = False
    with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
        await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)


class Receiver:
    """A bare HTTP endpoint that answers with prepared statuses, 200 when they are used up."""

    def __init__(self, slack: Playground) -> None:
        self.slack = slack
        self.statuses: list[int] = []
        self.requests: list[tuple[dict[str, str], str]] = []

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {key.lower(): value for key, value in request.headers.items()}
        assert SignatureVerifier(self.slack.signing_secret).is_valid_request(body, headers)
        self.requests.append((headers, body))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver(slack: Playground) -> AsyncIterator[Receiver]:
    receiver = Receiver(slack)
    app = web.Application()
    app.router.add_post("/", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.app.socket_mode = False
    slack.app.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield receiver
    await runner.cleanup()


async def test_http_events_are_signed_and_retried(slack: Playground, receiver: Receiver, clock: ManualClock) -> None:
    receiver.statuses = [500, 404, 200]
    await something_happens(slack)
    await refused(slack, clock, times=2)
    clock.advance(60)
    await slack.until_delivered()
    first, second, third = receiver.requests
    assert "x-slack-retry-num" not in first[0]
    assert (second[0]["x-slack-retry-num"], second[0]["x-slack-retry-reason"]) == ("1", "http_error")
    assert third[0]["x-slack-retry-num"] == "2"
    assert len({json.loads(body)["event_id"] for _, body in receiver.requests}) == 1


async def test_http_events_are_given_up_after_three_retries(
    slack: Playground, receiver: Receiver, clock: ManualClock
) -> None:
    receiver.statuses = [500] * 9
    await something_happens(slack)
    for times, pause in ((2, 60), (3, 300)):
        await refused(slack, clock, times)
        clock.advance(pause)
    await slack.until_delivered()
    assert len(receiver.requests) == 4


async def test_commands_over_http_are_forms_and_not_retried(slack: Playground, receiver: Receiver) -> None:
    receiver.statuses = [500]
    reply = await slack.person("ana").command("/help-me now")
    assert reply.failure == '/help-me failed with the error "dispatch_failed"'
    [(headers, body)] = receiver.requests
    assert headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert "command=%2Fhelp-me&text=now" in body


async def test_events_follow_from_what_the_app_does(slack: Playground, api: Api) -> None:
    ana = slack.ids["ana"]
    room, hidden = await api.channel("room"), await api.channel("hidden", is_private=True)
    for channel in (room, hidden):
        await api("conversations.invite", channel=channel, users=ana)
        ts = await api.post(channel)
        await api("pins.add", channel=channel, timestamp=ts)
        await api("reactions.add", channel=channel, timestamp=ts, name="eyes")
        await api("conversations.rename", channel=channel, name=f"{channel.lower()}-2")
        await api("conversations.archive", channel=channel)
    kinds = Counter(payload["event"]["type"] for _, payload in slack.services.events.sent)
    del kinds["message"]
    assert kinds == {
        "channel_created": 1,
        "member_joined_channel": 2,
        "pin_added": 2,
        "reaction_added": 2,
        "channel_rename": 1,
        "group_rename": 1,
        "channel_archive": 1,
        "group_archive": 1,
    }


def sent(slack: Playground) -> list[Json]:
    return [payload["event"] for _, payload in slack.services.events.sent]


async def test_events_are_complete(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ana = slack.person("ana")
    await api("conversations.invite", channel=room, users=ana.id)
    said = await ana.say("hello @helper", "room")
    await ana.react(said, "pushpin")
    await ana.unreact(said, "pushpin")
    _, payload = slack.services.events.sent[-1]
    assert payload["type"] == "event_callback"
    assert payload["team_id"] == slack.team_id
    assert payload["api_app_id"] == slack.app.id
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == slack.app.user.id
    *_, message, mention, added, removed = sent(slack)
    assert (message["type"], message["channel_type"], message["text"]) == ("message", "channel", said.fallback)
    assert (mention["type"], mention["user"]) == ("app_mention", ana.id)
    item = {"type": "message", "channel": room, "ts": said.ts}
    assert (added["type"], added["reaction"], added["item"]) == ("reaction_added", "pushpin", item)
    assert removed["type"] == "reaction_removed"


async def test_events_reach_members_only(slack: Playground, api: Api) -> None:
    ana = slack.person("ana")
    said = await ana.say("nobody of the app is here", "general")
    await ana.react(said, "eyes")
    assert sent(slack) == []
    private = await ana.create_channel("board", private=True)
    await ana.archive(private.id)
    assert sent(slack) == []


async def test_only_what_the_manifest_names_is_sent(slack: Playground, api: Api) -> None:
    slack.app.events = ["reaction_added"]
    room = await api.channel()
    await api("reactions.add", channel=room, timestamp=await api.post(room), name="eyes")
    assert [event["type"] for event in sent(slack)] == ["reaction_added"]
    slack.app.scopes.remove("reactions:read")
    await api("reactions.add", channel=room, timestamp=await api.post(room), name="eyes")
    assert len(sent(slack)) == 1


async def test_a_removed_bot_hears_that_it_left(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ana = slack.person("ana")
    await ana.join(room)
    await ana.kick("helper", "room")
    assert sent(slack)[-1]["type"] == "channel_left"
    assert (await api("conversations.history", channel=room))["error"] == "not_in_channel"


async def test_what_administrators_do_is_told(slack: Playground) -> None:
    await slack.welcome("eve")
    await slack.set_usergroup_members("oncall", ["eve"])
    await slack.deactivate("eve")
    kinds = [event["type"] for event in sent(slack)]
    assert kinds == ["team_join", "subteam_members_changed", "subteam_updated", "user_change"]
    assert slack.person("eve").id in sent(slack)[1]["added_users"]


async def test_a_thread_is_answered_at_its_root(slack: Playground) -> None:
    ana = slack.person("ana")
    root = await ana.say("root")
    answer = await ana.say("answer", thread=root)
    await ana.say("answer to the answer", thread=answer)
    assert [one.text for one in await ana.thread(root)] == ["answer", "answer to the answer"]
    with pytest.raises(CannotDo, match="no longer there"):
        await ana.say("lost", thread="1.000001")


async def test_payloads_to_nobody_wait_for_nobody(slack: Playground) -> None:
    answers: list[Any] = await asyncio.gather(*(slack.person(who).command("/help-me") for who in ("ana", "bob")))
    assert all(one.failure for one in answers)
