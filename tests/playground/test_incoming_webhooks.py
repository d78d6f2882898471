"""Incoming webhooks, and what arrives at addresses that is no JSON."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from playground import Playground
from playground.driver_models import CannotDo


async def post(url: str, **what: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.post(url, **what) as answer:
        return answer.status, await answer.text()


async def test_a_webhook_posts_in_its_channel(slack: Playground) -> None:
    url = await slack.incoming_webhook("general")
    assert await post(url, json={"text": "from outside"}) == (200, "ok")
    assert await post(url, data={"payload": json.dumps({"text": "by a form"})}) == (200, "ok")
    said = await slack.person("ana").messages("general")
    assert [(one.text, one.subtype) for one in said] == [("from outside", "bot_message"), ("by a form", "bot_message")]


async def test_a_webhook_refuses_what_slack_refuses(slack: Playground) -> None:
    url = await slack.incoming_webhook("random")
    assert await post(url, data=b"{oops") == (400, "invalid_payload")
    assert await post(url, json=["x"]) == (400, "invalid_payload")
    assert await post(url, json={}) == (400, "no_text")
    assert await post(url, json={"blocks": [{"type": "section"}]}) == (400, "invalid_blocks")
    assert await post(url[:-1] + "?", json={"text": "x"}) == (403, "invalid_token")
    assert await post(url.replace("/B0", "/B9"), json={"text": "x"}) == (404, "no_service")
    await slack.person("ana").archive("random")
    assert await post(url, json={"text": "x"}) == (410, "channel_is_archived")


async def test_a_webhook_wants_its_scope(slack: Playground) -> None:
    slack.app.scopes.remove("incoming-webhook")
    with pytest.raises(CannotDo, match="incoming-webhook"):
        await slack.incoming_webhook("general")


async def test_a_response_url_refuses_what_is_no_json(slack: Playground) -> None:
    await slack.person("ana").command("/help-me")
    [command] = list(slack.traffic.select(kind="command"))
    for body in (b"{oops", b"[]", b"\xff"):
        assert await post(command.content["response_url"], data=body) == (400, "invalid_payload")
