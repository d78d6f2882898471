"""The two clients of slack_sdk: forms in threads, and JSON in tasks, each with its own Socket Mode client."""

from __future__ import annotations

import asyncio
from threading import Thread
from typing import Any, ClassVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AsyncSocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook import WebhookClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground import Playground
from tests.conformance.client_protocol import Answer, Hear, Heard, Json, Way, answer_of, called, form


class Sync:
    """The synchronous slack_sdk, in a thread: forms, and its built-in Socket Mode client."""

    way: ClassVar[Way] = "socket"
    encodings: ClassVar[tuple[str, ...]] = ("form",)

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._web = WebClient(base_url=slack.api_url, retry_handlers=[])
        self._socket: SocketModeClient | None = None
        self._waiting: set[Any] = set()

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer:
        def work() -> Answer:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            try:
                return answer_of(self._web.api_call(method, params=form(args), headers=headers))
            except SlackApiError as refused:
                return answer_of(refused.response)

        return await asyncio.to_thread(work)

    async def respond(self, url: str, content: Json) -> int:
        return (await asyncio.to_thread(WebhookClient(url, retry_handlers=[]).send_dict, content)).status_code

    async def listen(self, hear: Hear) -> None:
        loop = asyncio.get_running_loop()

        def heard(client: Any, request: Any) -> None:
            told = Heard(request.payload, request.retry_attempt or 0, request.retry_reason or "")
            waiting = asyncio.run_coroutine_threadsafe(_heard(hear, told), loop)
            self._waiting.add(waiting)
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, waiting.result()))

        self._socket = SocketModeClient(self._slack.app_token, web_client=self._web, ping_interval=2)
        self._socket.socket_mode_request_listeners.append(heard)
        await asyncio.to_thread(self._socket.connect)

    async def close(self) -> None:
        for waiting in self._waiting:
            waiting.cancel()
        if self._socket:
            # Its reader would notice only seconds later that its own end was closed.
            self._socket.auto_reconnect_enabled = False
            await self._slack.cut_sockets()
            async with asyncio.timeout(10):
                while self._socket.is_connected():  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
            # It is out of touch by now; that its worker looks up only once a second need keep nobody waiting.
            Thread(target=self._socket.close, daemon=True).start()


async def _heard(hear: Hear, told: Heard) -> Any:
    return await hear(told)


class Async:
    """The asynchronous slack_sdk: JSON, and its aiohttp Socket Mode client."""

    way: ClassVar[Way] = "socket"
    encodings: ClassVar[tuple[str, ...]] = ("json",)

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._web = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        self._socket: AsyncSocketModeClient | None = None

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer:
        return await called(self._web, method, token, args)

    async def respond(self, url: str, content: Json) -> int:
        return (await AsyncWebhookClient(url, retry_handlers=[]).send_dict(content)).status_code

    async def listen(self, hear: Hear) -> None:
        async def heard(client: Any, request: Any) -> None:
            told = Heard(request.payload, request.retry_attempt or 0, request.retry_reason or "")
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, await hear(told)))

        self._socket = AsyncSocketModeClient(self._slack.app_token, web_client=self._web)
        self._socket.socket_mode_request_listeners.append(heard)
        await self._socket.connect()

    async def close(self) -> None:
        if self._socket:
            await self._socket.close()
