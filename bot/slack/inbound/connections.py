"""How payloads come in: by Socket Mode or by signed HTTP; either lets what is under way finish before it closes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.api.client import judge_error_response
from bot.slack.api.errors import CallRefused
from bot.slack.api.identity import refused_app_token

log = logging.getLogger(__name__)

DRAIN_SECONDS = 10.0
"""How long to wait for payloads under way: Slack gives each 3 seconds."""

EVENTS_PATH = "/slack/events"


class Intake:
    """Counts payloads under way, and takes no more once it drains: Slack sends events elsewhere or again."""

    def __init__(self) -> None:
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.open = True

    @asynccontextmanager
    async def one(self) -> AsyncIterator[bool]:
        """Surrounds the handling of one payload up to its ack; yields whether it may be handled."""
        if not self.open:
            yield False
            return
        self._under_way += 1
        self._idle.clear()
        try:
            yield True
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def drain(self) -> None:
        """Take no more, and wait until all that was taken is acknowledged."""
        self.open = False
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._idle.wait()
        except TimeoutError:
            log.warning("%d payloads were still under way", self._under_way)


class Connection(Protocol):
    """A way in. `stop` lets what is under way finish."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def ready(self) -> bool: ...


class SocketMode:
    """Several Socket Mode connections, so that one can be replaced while another listens."""

    def __init__(self, app: AsyncApp, app_token: str, connections: int) -> None:
        self._app = app
        self._token = app_token
        self._count = connections
        self._intake = Intake()
        self._handlers: list[AsyncSocketModeHandler] = []

    async def start(self) -> None:
        """Raises IdentityError for a token that Slack does not accept; whatever may pass is tried again.

        Whoever calls this stops it afterwards, in any case.
        """
        self._handlers = [self._handler() for _ in range(self._count)]
        connected = await asyncio.gather(*map(_connect, self._handlers), return_exceptions=True)
        if failed := next((end for end in connected if isinstance(end, BaseException)), None):
            raise failed

    async def stop(self) -> None:
        await self._intake.drain()
        await asyncio.gather(*(handler.close_async() for handler in self._handlers))

    async def ready(self) -> bool:
        if not self._intake.open:
            return False
        return any([await handler.client.is_connected() for handler in self._handlers])

    def _handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(self._app, self._token)
        handle = handler.handle

        async def counted(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            async with self._intake.one() as wanted:
                if wanted:
                    await handle(client, request)  # type: ignore[arg-type]

        handler.client.socket_mode_request_listeners[:] = [counted]
        _use_each_address_once(handler.client)
        return handler


def _use_each_address_once(client: SocketModeClient) -> None:
    """Its ticket admits once. After a handshake that failed the SDK would try the same one without end; where it has
    no address it asks for another."""

    async def forget(*_: object) -> None:
        client.wss_uri = None

    tracing = aiohttp.TraceConfig()
    tracing.on_request_start.append(forget)
    tracing.freeze()
    client.aiohttp_client_session.trace_configs.append(tracing)


async def _connect(handler: AsyncSocketModeHandler) -> None:
    """The SDK would ask for an address without end, even where Slack will never give one."""
    try:
        handler.client.wss_uri = await handler.client.issue_new_wss_url()
    except SlackApiError as error:
        verdict = judge_error_response("apps.connections.open", error.response)
        if isinstance(verdict, CallRefused):
            raise refused_app_token(verdict.error) from None
    # AttributeError: how slack_sdk fails on an answer that is no JSON object.
    except (aiohttp.ClientError, OSError, AttributeError) as error:
        log.warning("Slack gave no connection (%s). Trying again.", type(error).__name__)
    await handler.connect_async()


class SignedHttp:
    """Slack calls us; Bolt proves each request by its signature."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app
        self._intake = Intake()

    async def start(self) -> None:
        """Nothing to do: the web server is open already."""

    async def stop(self) -> None:
        await self._intake.drain()

    async def ready(self) -> bool:
        return self._intake.open

    async def handle(self, request: web.Request) -> web.Response:
        async with self._intake.one() as wanted:
            if not wanted:
                return web.Response(status=503)
            response = await self._app.async_dispatch(await to_bolt_request(request))
            return await to_aiohttp_response(response)


class WebServer:
    """`/healthz`: the process lives. `/readyz`: it can take work. With signed HTTP also Slack's way in."""

    def __init__(self, host: str, port: int, ready: Callable[[], Awaitable[bool]], http: SignedHttp | None) -> None:
        self._host, self._port = host, port
        self._ready = ready
        application = web.Application()
        application.router.add_get("/healthz", self._healthz)
        application.router.add_get("/readyz", self._readyz)
        if http is not None:
            application.router.add_post(EVENTS_PATH, http.handle)
        self._runner = web.AppRunner(application, access_log=None)

    @property
    def address(self) -> str:
        """Where it listens, once started."""
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def start(self) -> None:
        """Raises OSError where the port is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _healthz(self, request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _readyz(self, request: web.Request) -> web.Response:
        is_ready = await self._ready()
        return web.Response(text="ready\n" if is_ready else "not ready\n", status=200 if is_ready else 503)
