"""The server: the Web API, sockets, response addresses, control API and page of one workspace on one port."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from playground import control_api, live, page
from playground.parts import Parts

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_SLACKS_OWN = ("/socket", "/response/", "/upload/", "/files/")


class Server:
    """Opens and closes the port."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes any free one, the `url` of the parts then says which."""
        parts = self._parts
        app = web.Application(client_max_size=10 * 1024**2, middlewares=[page.guard(host), self._away])
        app.add_routes(
            [
                web.get("/api/{method}", parts.api.handle),
                web.post("/api/{method}", parts.api.handle),
                web.get("/socket", parts.sockets.handle),
                web.post("/response/{key}", parts.response_urls.handle),
                web.post("/upload/v1/{key}", parts.file_transfer.take),
                web.get("/files/{id}/{name}", parts.file_transfer.give),
                web.get("/healthz", _healthy),
                *page.routes(),
                *live.routes(parts),
                *control_api.routes(parts),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        parts.begin(f"http://{host}:{self._runner.addresses[0][1]}")

    async def stop(self) -> None:
        await self._parts.end()
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _away(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """In an outage nothing of Slack's answers; the API says so itself, and the control API goes on."""
        if self._parts.outage.now and request.path.startswith(_SLACKS_OWN):
            return web.Response(status=self._parts.outage.status, text="upstream error")
        return await handler(request)


async def _healthy(_request: web.Request) -> web.Response:
    return web.json_response({"ok": True})
