"""No library of Slack's but the check of signatures: aiohttp, for calls in every encoding and for what is delivered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from playground import Playground
from tests.conformance.client_protocol import Answer, Hear, Heard, Json, Way, form


class Endpoint:
    """A port of our own, and the playground told to deliver there, for which it asks for the challenge."""

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._runner: web.AppRunner | None = None

    async def open(self, handle: Callable[[web.Request], Awaitable[web.Response]]) -> None:
        app = web.Application()
        app.router.add_post("/slack/events", handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        await self._slack.set_request_url(f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events")

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()


class Raw:
    """No library of Slack's but the check of signatures: arguments in every encoding, payloads by signed HTTP."""

    way: ClassVar[Way] = "http"
    encodings: ClassVar[tuple[str, ...]] = ("form", "json", "query", "multipart", "token as an argument")

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self.http = aiohttp.ClientSession()
        self._endpoint = Endpoint(slack)
        self._verifier = SignatureVerifier(slack.signing_secret)
        self.headers: list[Mapping[str, str]] = []
        self.reply: Callable[[], web.Response] | None = None

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer:
        flat = form(args)
        bodies: dict[str, Json] = {
            "form": {"data": flat},
            "json": {"json": args},
            "query": {"params": flat},
            "multipart": {"data": _multipart(flat)},
            "token as an argument": {"data": flat | {"token": token}},
        }
        headers = {"Authorization": f"Bearer {token}"} if token and how != "token as an argument" else {}
        async with self.http.post(f"{self._slack.api_url}{method}", headers=headers, **bodies[how]) as response:
            told = {key.lower(): value for key, value in response.headers.items()}
            return Answer(await response.json(), response.status, told)

    async def respond(self, url: str, content: Json) -> int:
        async with self.http.post(url, json=content) as response:
            return response.status

    async def dial(self) -> aiohttp.ClientWebSocketResponse:
        """Open a Socket Mode connection by hand."""
        answer = await self.call("apps.connections.open", self._slack.app_token, {}, "form")
        return await self.http.ws_connect(answer.data["url"])

    async def listen(self, hear: Hear) -> None:
        async def handle(request: web.Request) -> web.Response:
            text = await request.text()
            headers = {key.lower(): value for key, value in request.headers.items()}
            assert self._verifier.is_valid_request(text, headers)
            self.headers.append(headers)
            body = _body(text, await request.post())
            if "challenge" in body:
                return web.Response(text=body["challenge"])
            told = Heard(body, int(headers.get("x-slack-retry-num", 0)), headers.get("x-slack-retry-reason", ""))
            answer = await hear(told)
            if self.reply:
                return self.reply()
            return web.Response() if answer is None else web.json_response(answer)

        await self._endpoint.open(handle)

    async def close(self) -> None:
        await self._endpoint.close()
        await self.http.close()


def _multipart(args: Json) -> aiohttp.FormData:
    fields = aiohttp.FormData(default_to_multipart=True)
    for key, value in args.items():
        fields.add_field(key, value)
    return fields


def _body(text: str, form: Mapping[str, Any]) -> Json:
    if not form:
        return dict(json.loads(text))
    return dict(json.loads(form["payload"])) if "payload" in form else dict(form)
