"""The WebSocket of the page: the browser says where a person looks, and is sent that anew at every change."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from aiohttp import WSMsgType, web

from playground import page_state
from playground.services import Services
from playground.workspace import Account

Json = dict[str, Any]
TRAFFIC_SECONDS = 0.5
"""Calls that only read change nothing in the workspace: whoever watches the traffic is shown it this often."""


def routes(services: Services) -> list[web.AbstractRouteDef]:
    sockets = PageSockets(services)
    return [
        web.get("/control/page", sockets.about),
        web.get("/control/traffic/{number}", sockets.entry),
        web.get("/control/people/{handle}/live", sockets.live),
    ]


class PageSockets:
    """The routes that only the page uses, and its WebSockets, one for each open window."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def about(self, _request: web.Request) -> web.Response:
        return web.json_response(page_state.workspace_info(self._services))

    async def entry(self, request: web.Request) -> web.Response:
        """One entry of the traffic, whole."""
        number = request.match_info["number"]
        found = next((e for e in self._services.traffic.entries if str(e.number) == number), None)
        if found is None:
            return web.json_response({"error": "that entry is no longer there"}, status=404)
        return web.json_response({"content": found.content, "answer": found.answer, "problems": found.problems})

    async def live(self, request: web.Request) -> web.StreamResponse:
        person = self._services.workspace.account_named(request.match_info["handle"])
        if person is None or not person.is_person:
            return web.json_response({"error": "there is no such person"}, status=404)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        session = PageSession(self._services, person, socket)
        showing = asyncio.create_task(session.show())
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    session.look(message.json())
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await showing
        return socket


class PageSession:
    """One person's window: where they look, and what they were shown last."""

    def __init__(self, services: Services, person: Account, socket: web.WebSocketResponse) -> None:
        self._services = services
        self._person = person
        self._socket = socket
        self._looking: Json = {}
        self._turned = asyncio.Event()

    def look(self, looking: Json) -> None:
        self._looking = looking
        self._turned.set()

    async def show(self) -> None:
        """Show what is looked at, and again whenever it may have changed, until cancelled."""
        await self._turned.wait()
        while not self._socket.closed:
            self._turned.clear()
            looking, revision = self._looking, self._services.workspace.revision
            shown = page_state.page_state(self._services, self._person, looking) | {"looking": looking}
            if looking.get("traffic"):
                shown["traffic"] = page_state.traffic(self._services.traffic.entries)
            await self._socket.send_json(shown)
            await self._change(revision, TRAFFIC_SECONDS if looking.get("traffic") else None)

    async def _change(self, revision: int, seconds: float | None) -> None:
        """Wait until the workspace has changed, or the person looks elsewhere, or so many real seconds have passed."""
        waits = [
            asyncio.create_task(self._services.workspace.changed_since(revision)),
            asyncio.create_task(self._turned.wait()),
        ]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
