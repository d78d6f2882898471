"""Bolt for Python with listeners for everything, in Socket Mode and behind signed HTTP."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from tests.conformance.client_protocol import Answer, Hear, Heard, Json, Way, called
from tests.conformance.raw_http import Endpoint

_BOLT: Json = {"process_before_response": True, "ignoring_self_events_enabled": False}


class Bolt:
    """Bolt for Python with listeners for everything."""

    encodings: ClassVar[tuple[str, ...]] = ("json",)

    def __init__(self, slack: Playground) -> None:
        web = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        self.app = AsyncApp(client=web, **_BOLT, signing_secret=slack.signing_secret)

    async def call(self, method: str, token: str | None, args: Json) -> Answer:
        return await called(AsyncWebClient(base_url=self.app.client.base_url, retry_handlers=[]), method, token, args)

    def hear(self, hear: Hear) -> None:
        async def listener(ack: Any, body: Json, req: Any) -> None:
            headers = {key: values[0] for key, values in req.headers.items()}
            retry = int(headers.get("x-slack-retry-num", 0))
            answer = await hear(Heard(body, retry, headers.get("x-slack-retry-reason", "")))
            await (ack() if answer is None else ack(answer))

        app, anything = self.app, re.compile(".*", re.DOTALL)
        for register in (app.event, app.command, app.action, app.view, app.view_closed, app.shortcut, app.options):
            register(anything)(listener)


class BoltSocket:
    """Bolt in Socket Mode."""

    way: ClassVar[Way] = "socket"
    encodings: ClassVar[tuple[str, ...]] = Bolt.encodings

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._bolt = Bolt(slack)
        self._handler: AsyncSocketModeHandler | None = None

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer:
        return await self._bolt.call(method, token, args)

    async def respond(self, url: str, content: Json) -> int:
        return (await AsyncRespond(response_url=url)(content)).status_code

    async def listen(self, hear: Hear) -> None:
        self._bolt.hear(hear)
        self._handler = AsyncSocketModeHandler(self._bolt.app, self._slack.app_token)
        await self._handler.connect_async()

    async def close(self) -> None:
        if self._handler:
            await self._handler.close_async()


class BoltHttp:
    """Bolt behind signed HTTP."""

    way: ClassVar[Way] = "http"
    encodings: ClassVar[tuple[str, ...]] = Bolt.encodings

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._bolt = Bolt(slack)
        self._endpoint = Endpoint(slack)

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer:
        return await self._bolt.call(method, token, args)

    async def respond(self, url: str, content: Json) -> int:
        return (await AsyncRespond(response_url=url)(content)).status_code

    async def listen(self, hear: Hear) -> None:
        self._bolt.hear(hear)
        await self._endpoint.open(self._handle)

    async def _handle(self, request: web.Request) -> web.Response:
        return await to_aiohttp_response(await self._bolt.app.async_dispatch(await to_bolt_request(request)))

    async def close(self) -> None:
        await self._endpoint.close()
