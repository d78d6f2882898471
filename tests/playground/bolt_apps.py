"""Small real Bolt apps, in Socket Mode or behind signed HTTP, that tests hang their listeners on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground

Run = Callable[[Playground, AsyncApp], AbstractAsyncContextManager[None]]
"""Runs an app for a while, in Socket Mode or behind HTTP."""


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so. Raises TimeoutError after five real seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def bolt(slack: Playground) -> AsyncApp:
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)


@asynccontextmanager
async def connected(slack: Playground, app: AsyncApp, sockets: int = 1) -> AsyncIterator[None]:
    """Run the app in Socket Mode, over so many connections."""
    handlers = [AsyncSocketModeHandler(app, slack.app_token) for _ in range(sockets)]
    for handler in handlers:
        await handler.connect_async()
    await slack.until_connected(sockets)
    try:
        yield
    finally:
        for handler in handlers:
            await handler.close_async()


@asynccontextmanager
async def serving(slack: Playground, app: AsyncApp) -> AsyncIterator[None]:
    """Run the app behind HTTP and tell the playground where."""

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", handle)
    runner = web.AppRunner(server, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.app.socket_mode = False
    slack.app.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield
    finally:
        await runner.cleanup()
