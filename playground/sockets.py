"""Socket Mode: the connections of an app, one payload to one of them, acks, and closing on request."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from playground.workspace import App, Workspace

Json = dict[str, Any]
MAX_CONNECTIONS = 10


class Closed(Exception):  # noqa: N818
    """The connection broke before the ack came."""


@dataclass(eq=False)
class Connection:
    """One WebSocket of an app, and who waits for an ack on it."""

    app_id: str
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    async def send(self, envelope: Json) -> Any:
        """Send an envelope and return the payload of its ack. Raises Closed."""
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.waiting[envelope["envelope_id"]] = ack
        try:
            await self.socket.send_json(envelope)
            return await ack
        except ConnectionError:
            raise Closed from None
        finally:
            self.waiting.pop(envelope["envelope_id"], None)

    def heard(self, text: str) -> None:
        message = json.loads(text)
        ack = self.waiting.get(message.get("envelope_id", ""))
        if ack and not ack.done():
            ack.set_result(message.get("payload"))

    def lost(self) -> None:
        for ack in self.waiting.values():
            if not ack.done():
                ack.set_exception(Closed())


class Sockets:
    """All connections. Tickets, handed out by apps.connections.open, admit one connection each."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tickets: dict[str, str] = {}
        self._open: dict[str, list[Connection]] = {}
        self._turns = itertools.count()
        self._arrival = asyncio.Event()

    def ticket(self, app: App) -> str:
        ticket = secrets.token_hex(12)
        self._tickets[ticket] = app.id
        return ticket

    def of(self, app: App) -> list[Connection]:
        return self._open.setdefault(app.id, [])

    def pick(self, app: App) -> Connection | None:
        """Return the connection whose turn it is, None while there is none."""
        connections = self.of(app)
        return connections[next(self._turns) % len(connections)] if connections else None

    async def wait_for(self, app: App) -> Connection:
        """Return a connection of this app, as soon as there is one."""
        while True:
            connection = self.pick(app)
            if connection:
                return connection
            await self._arrival.wait()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        app = self._workspace.apps.get(self._tickets.pop(request.query.get("ticket", ""), ""))
        if app is None:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(app.id, socket)
        if len(self.of(app)) >= MAX_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await socket.send_json(self._hello(app))
        self._joined(app, connection)
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    connection.heard(message.data)
        finally:
            self._left(app, connection)
        return socket

    def _hello(self, app: App) -> Json:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}
        count = len(self.of(app)) + 1
        info = {"app_id": app.id}
        return {"type": "hello", "num_connections": count, "connection_info": info, "debug_info": debug}

    def _joined(self, app: App, connection: Connection) -> None:
        self.of(app).append(connection)
        self._arrival.set()
        self._arrival = asyncio.Event()
        self._workspace.touch()

    def _left(self, app: App, connection: Connection) -> None:
        if connection in self.of(app):
            self.of(app).remove(connection)
        connection.lost()
        self._workspace.touch()

    async def ask_to_leave(self, app: App, reason: str) -> None:
        """Ask every connection to reconnect ("warning", "refresh_requested"), as Slack does every few hours."""
        for connection in list(self.of(app)):
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            if reason != "warning":
                self.of(app).remove(connection)

    async def cut(self, app: App) -> None:
        """Break every connection, unannounced."""
        for connection in list(self.of(app)):
            self._left(app, connection)
            await connection.socket.close(code=1011)

    async def close(self) -> None:
        for app in self._workspace.apps.values():
            for connection in list(self.of(app)):
                self._left(app, connection)
                await connection.socket.close()
