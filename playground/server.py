"""The server: the Web API, sockets, response addresses, control API and page of one workspace on one port."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from playground import control_api, page, page_socket
from playground.services import Services

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_SLACKS_OWN = ("/socket", "/response/", "/upload/", "/files/", "/services/")


class Server:
    """Opens and closes the port."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes any free one, the `url` of the parts then says which."""
        services = self._services
        app = web.Application(client_max_size=10 * 1024**2, middlewares=[page.guard(host), self._away])
        app.add_routes(
            [
                web.get("/api/{method}", services.api.handle),
                web.post("/api/{method}", services.api.handle),
                web.get("/socket", services.sockets.handle),
                web.post("/response/{key}", services.response_urls.handle),
                web.post("/services/{team}/{id}/{key}", services.incoming_webhooks.handle),
                web.post("/upload/v1/{key}", services.file_transfer.take),
                web.get("/files/{id}/{name}", services.file_transfer.give),
                web.get("/healthz", _healthy),
                *page.routes(),
                *page_socket.routes(services),
                *control_api.routes(services),
            ]
        )
        app.on_response_prepare.append(_lower_case_names)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        services.begin(f"http://{host}:{self._runner.addresses[0][1]}")

    async def stop(self) -> None:
        await self._services.end()
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _away(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """In an outage nothing of Slack's answers; the API says so itself, and the control API goes on."""
        if self._services.outage.now and request.path.startswith(_SLACKS_OWN):
            return web.Response(status=self._services.outage.status, text="upstream error")
        return await handler(request)


async def _lower_case_names(request: web.Request, response: web.StreamResponse) -> None:
    """Name headers as Slack does: clients that keep them in a dictionary look for `x-oauth-scopes`."""
    if request.path.startswith("/api/"):
        named = [(name.lower(), value) for name, value in response.headers.items()]
        response.headers.clear()
        response.headers.extend(named)


async def _healthy(_request: web.Request) -> web.Response:
    return web.json_response({"ok": True})
