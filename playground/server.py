"""The server: one workspace with its Web API, sockets, response addresses and control API on one port."""

from __future__ import annotations

import contextlib

from aiohttp import web

from playground import control, live, page
from playground.delivery import Delivery
from playground.events import Events
from playground.interactions import Interactions, NotPossible
from playground.limits import Limits
from playground.modals import Modals
from playground.postman import Postman
from playground.responses import Responses
from playground.sockets import Sockets
from playground.traffic import Traffic
from playground.uploads import Uploads
from playground.web_api import WebApi
from playground.workspace import Account, App, Channel, Workspace


class Server:
    """Wires the parts of a playground together; `start` opens the port."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.traffic = Traffic()
        self.api = WebApi(workspace, self.traffic)
        self.sockets = Sockets(workspace)
        self.delivery = Delivery(workspace, self.sockets, self.traffic)
        self.events = Events(workspace, self.delivery.event)
        self.responses = Responses(workspace, self.traffic)
        self.interactions = Interactions(workspace, self.api.triggers, self.delivery, self.responses)
        self.modals = Modals(workspace, self.api.stacks, self.delivery, self.interactions)
        self.uploads = Uploads(workspace, self.traffic)
        self.postman = Postman(workspace)
        self.url = ""
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes any free one, `url` then says which."""
        app = web.Application(client_max_size=10 * 1024**2, middlewares=[page.guard(host)])
        app.add_routes(
            [
                web.get("/api/{method}", self.api.handle),
                web.post("/api/{method}", self.api.handle),
                web.get("/socket", self.sockets.handle),
                web.post("/response/{key}", self.responses.handle),
                web.post("/upload/v1/{key}", self.uploads.take),
                web.get("/files/{id}/{name}", self.uploads.give),
                web.get("/healthz", self._healthy),
                *page.routes(),
                *live.routes(self),
                *control.routes(self),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://{host}:{port}"
        self.responses.base_url = self.workspace.url = self.url
        self.postman.start()
        self.api.socket_url = lambda app: f"ws://{host}:{port}/socket?ticket={self.sockets.ticket(app)}"

    async def stop(self) -> None:
        self.api.closing.set()
        self.workspace.touch()
        await self.postman.stop()
        await self.delivery.close()
        with contextlib.suppress(ConnectionError):
            await self.sockets.close()
        if self._runner:
            await self._runner.cleanup()

    def enforce_limits(self) -> None:
        self.api.limits = Limits(self.workspace.clock)

    def app_named(self, name: str | None) -> App:
        """Return the app of this name, or the only one. Raises NotPossible."""
        for app in self.workspace.apps.values():
            if name in (None, app.name, app.id):
                return app
        raise NotPossible(f"there is no app {name!r}")

    def account(self, handle: str) -> Account:
        """Return the person, or bot, of this handle. Raises NotPossible."""
        found = self.workspace.account_named(handle)
        if found is None:
            raise NotPossible(f"there is nobody called {handle!r}")
        return found

    def channel_for(self, person: Account, name: str) -> Channel:
        """Return a channel this person sees, by id, name or @handle (the direct message). Raises NotPossible."""
        if name.startswith("@"):
            return self.workspace.direct(person.id, self.account(name[1:]).id)
        channel = self.workspace.channels.get(name) or self.workspace.channel_named(name.removeprefix("#"))
        if channel is None or not channel.visible_to(person.id):
            raise NotPossible(f"{person.handle} sees no channel {name!r}")
        return channel

    @staticmethod
    async def _healthy(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})
