"""The web server of the bot's process: its health, and the ways in that are handed to it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from fastapi.telemetry import TelemetryConfig
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config
from uvicorn.server import ServerState

from bot.web.bounded_protocol import BOUNDS, BoundedProtocol, Bounds

log = logging.getLogger(__name__)

Doubt = Callable[[], Awaitable[str | None]]
"""Why the bot cannot take work just now, in a few words; None where it can."""

# Nothing is sent anywhere but to those who ask.
_NO_TELEMETRY: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


class WebServer:
    """`/healthz`: the process lives. `/readyz`: it can take work, else 503 and why. `posts` is what else it takes.

    uvicorn's protocol in the loop of the bot, which keeps its own signals, its own log and its own way to stop.
    """

    def __init__(
        self, host: str, port: int, doubt: Doubt, posts: Mapping[str, ASGIApp], bounds: Bounds = BOUNDS
    ) -> None:
        self._bounds = bounds
        self._host, self._port = host, port
        self._state = ServerState()
        self._config = Config(
            _until_cut(_application(doubt, posts, bounds.largest_body)),
            http=BoundedProtocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            proxy_headers=False,
            forwarded_allow_ips=[],
            server_header=False,
            workers=1,
            timeout_keep_alive=bounds.idle,
            h11_max_incomplete_event_size=bounds.largest_headers,
        )
        self._server: asyncio.Server | None = None

    @property
    def address(self) -> str:
        """Where it listens, once started."""
        if self._server is None:
            raise RuntimeError("the web server is not started")
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Raises OSError where the port is taken."""
        if not self._config.loaded:
            self._config.load()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, self._host, self._port)

    async def stop(self) -> None:
        """Take nothing new, let what is under way end, and cut who is too slow for that."""
        if self._server is None:
            return
        self._server.close()
        for connection in self._connections():
            connection.shutdown()
        if not await self._is_over():
            log.warning("%d connections are cut", len(self._state.connections))
            for connection in self._connections():
                connection.cut()
            for task in self._state.tasks:
                task.cancel()
            await self._is_over()

    def _connection(self) -> BoundedProtocol:
        return BoundedProtocol(self._config, self._state, self._bounds)

    def _connections(self) -> list[BoundedProtocol]:
        return [one for one in self._state.connections if isinstance(one, BoundedProtocol)]

    async def _is_over(self) -> bool:
        """Whether nothing is under way any more, soon enough."""
        try:
            async with asyncio.timeout(self._bounds.stopping):
                while self._state.connections or self._state.tasks:  # noqa: ASYNC110 (uvicorn tells nobody)
                    await asyncio.sleep(0.01)
        except TimeoutError:
            return False
        return True


def _until_cut(application: ASGIApp) -> ASGIApp:
    """What is cut when the server stops has nobody to answer, and is no failure."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await application(scope, receive, send)

    return run


def _application(doubt: Doubt, posts: Mapping[str, ASGIApp], largest_body: int) -> FastAPI:
    # Its pages of documentation load what they need from elsewhere.
    application = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        max_body_size=largest_body,
        telemetry=_NO_TELEMETRY,
    )

    @application.api_route("/healthz", methods=["GET", "HEAD"])
    async def healthz() -> Response:
        return PlainTextResponse("ok\n")

    @application.api_route("/readyz", methods=["GET", "HEAD"])
    async def readyz() -> Response:
        why_not = await doubt()
        return PlainTextResponse(f"not ready: {why_not}\n" if why_not else "ready\n", 503 if why_not else 200)

    application.router.routes.extend(Route(path, taken, methods=["POST"]) for path, taken in posts.items())
    return application
