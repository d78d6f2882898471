"""How calls reach the Web API, and what it refuses before a method even runs."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, setup
from playground.methods import METHODS
from tests.playground.conftest import MANIFEST, Api


async def test_the_synchronous_client_is_understood(slack: Playground) -> None:
    client = WebClient(slack.bot_token, base_url=slack.api_url)

    def talk() -> tuple[str, str, bool]:
        channel = client.conversations_create(name="from-sync", is_private=True)["channel"]["id"]
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "hi"}}]
        metadata = {"event_type": "kept", "event_payload": {"id": "1"}}
        client.chat_postMessage(channel=channel, text="hi", blocks=blocks, metadata=metadata)
        history = client.conversations_history(channel=channel, include_all_metadata=True, limit=10)
        client.pins_add(channel=channel, timestamp=history["messages"][0]["ts"])
        info = client.conversations_info(channel=channel)["channel"]
        return history["messages"][0]["metadata"]["event_payload"]["id"], info["name"], info["is_private"]

    assert await asyncio.to_thread(talk) == ("1", "from-sync", True)


async def test_the_asynchronous_client_is_understood(slack: Playground) -> None:
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    channel = (await client.conversations_create(name="from-async", is_private=False))["channel"]["id"]
    ts = (await client.chat_postMessage(channel=channel, text="hi"))["ts"]
    await client.reactions_add(channel=channel, name="eyes", timestamp=ts)
    await client.bookmarks_add(channel_id=channel, title="Call", type="link", link="https://meet.example/1")
    listed = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True, limit=2)
    assert len(listed["channels"]) == 2
    names = [page["name"] async for answer in listed for page in answer["channels"]]
    assert "from-async" in names


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_arguments_come_in_every_form(slack: Playground, how: str) -> None:
    args = {"channel": "general", "text": "hello"}
    multipart = aiohttp.FormData(default_to_multipart=True)
    for key, value in args.items():
        multipart.add_field(key, value)
    ways: dict[str, Any] = {
        "query": {"params": args},
        "form": {"data": args},
        "json": {"json": args},
        "multipart": {"data": multipart},
    }
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(f"{slack.api_url}chat.postMessage", **ways[how]) as response,
    ):
        assert (await response.json())["message"]["text"] == "hello"


async def test_a_get_is_understood_and_a_token_may_be_an_argument(slack: Playground) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{slack.api_url}auth.test", params={"token": slack.bot_token}) as response,
    ):
        assert (await response.json())["bot_id"].startswith("B")
    assert slack.bot_token not in str(slack.traffic.entries)


async def test_auth_test_tells_who_and_which_scopes(slack: Playground) -> None:
    answer = await AsyncWebClient(slack.bot_token, base_url=slack.api_url).auth_test()
    assert answer["team_id"] == slack.team_id
    assert answer.headers["X-OAuth-Scopes"].split(",") == slack.app.scopes


@pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("xoxb-wrong", "invalid_auth")])
async def test_unknown_tokens_are_refused(slack: Playground, token: str | None, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        await AsyncWebClient(token, base_url=slack.api_url).conversations_list()
    assert refused.value.response["error"] == error


async def test_tokens_are_told_apart_by_kind(slack: Playground) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await AsyncWebClient(slack.app_token, base_url=slack.api_url).users_list()
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.bot_token)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token="xapp-wrong")


async def test_unknown_methods_and_arguments(api: Api) -> None:
    assert (await api("chat.shout"))["error"] == "unknown_method"
    assert (await api("chat.postMessage", channel="general", text="hi", volume=11))["ok"]


async def test_api_test_echoes(api: Api) -> None:
    assert (await api("api.test", foo="bar"))["args"] == {"foo": "bar"}
    assert (await api("api.test", error="my_error"))["error"] == "my_error"


async def test_a_body_that_is_no_json_is_refused(slack: Playground) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(f"{slack.api_url}chat.postMessage", data=b"{oops") as response,
    ):
        assert (await response.json())["error"] == "invalid_json"


SCOPED = sorted(name for name, method in METHODS.items() if method.scopes)


@pytest.mark.parametrize("name", SCOPED)
async def test_every_method_wants_its_scope(slack: Playground, api: Api, name: str) -> None:
    slack.app.scopes = ["commands"]
    answer = await api(name, channel=api.id_of("general"))
    assert (answer["error"], answer["provided"]) == ("missing_scope", "commands")
    assert answer["needed"] in METHODS[name].scopes


async def test_private_channels_want_their_own_scope(slack: Playground, api: Api) -> None:
    slack.app.scopes = ["channels:manage"]
    answer = await api("conversations.create", name="secret", is_private=True)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:write")


async def test_one_app_is_not_another(slack: Playground, api: Api) -> None:
    other = setup.install(slack.workspace, MANIFEST)
    ts = await api.post("general")
    stranger = Api(slack)
    stranger.client.token = other.bot_token
    channel = api.id_of("general")
    assert (await stranger("chat.update", channel=channel, ts=ts, text="mine"))["error"] == "cant_update_message"
    assert (await stranger("chat.delete", channel=channel, ts=ts))["error"] == "cant_delete_message"
    trigger = slack.services.api.triggers.new(slack.app.id, slack.ids["ana"])
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [{"type": "divider"}]}
    assert (await stranger("views.open", trigger_id=trigger, view=view))["error"] == "invalid_trigger_id"


async def test_headers_and_remarks_are_slacks(slack: Playground) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{slack.api_url}auth.test", data=b"{}", headers=headers) as answer:
            remarked = await answer.json()
            names = [name.decode() for name, _ in answer.raw_headers]
        headers["Content-Type"] += "; charset=utf-8"
        async with http.post(f"{slack.api_url}auth.test", data=b"{}", headers=headers) as answer:
            plain = await answer.json()
    assert {"x-oauth-scopes", "x-accepted-oauth-scopes", "content-type"} <= set(names)
    assert names == [name.lower() for name in names]
    assert (remarked["warning"], remarked["response_metadata"]) == (
        "missing_charset",
        {"warnings": ["missing_charset"]},
    )
    assert "warning" not in plain
