"""A playground with a small app, and clients to call it with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import ManualClock, Playground
from tests.playground.bolt_apps import Run, bolt, connected, serving
from tests.playground.menus import Teams

MANIFEST = Path(__file__).with_name("manifest.yml")
Json = dict[str, Any]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def slack(clock: ManualClock) -> AsyncIterator[Playground]:
    async with Playground(MANIFEST, clock=clock) as running:
        yield running


class Api:
    """Calls methods with the real client and returns every answer, refusals too."""

    def __init__(self, slack: Playground) -> None:
        self.slack = slack
        self.client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])

    async def __call__(self, method: str, **args: Any) -> Json:
        try:
            answer = await self.client.api_call(method, json=args)
        except SlackApiError as refused:
            answer = refused.response
        assert isinstance(answer.data, dict)
        return answer.data

    async def channel(self, name: str = "room", **more: Any) -> str:
        answer = await self("conversations.create", name=name, **more)
        assert answer["ok"], answer
        return str(answer["channel"]["id"])

    async def post(self, channel: str, text: str = "hello", **more: Any) -> str:
        answer = await self("chat.postMessage", channel=channel, text=text, **more)
        assert answer["ok"], answer
        return str(answer["ts"])

    def id_of(self, name: str) -> str:
        """Return the id of a channel of the default workspace."""
        channel = self.slack.workspace.channel_named(name)
        assert channel
        return channel.id


@pytest.fixture
def api(slack: Playground) -> Api:
    return Api(slack)


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


@pytest.fixture(params=[connected, serving], ids=["socket", "http"])
def run(request: pytest.FixtureRequest) -> Run:
    """Both ways in which an app can be run."""
    found: Run = request.param
    return found


@pytest.fixture
def teams(app: AsyncApp) -> Teams:
    return Teams(app)
