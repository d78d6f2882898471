"""Socket Mode: the connections of an app, one payload to one of them, acks, and closing on request."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from playground.fault_injection import FaultInjector
from playground.workspace import App, Workspace

Json = dict[str, Any]
MAX_CONNECTIONS = 10
REFRESH_SECONDS = 18060.0
"""How long a connection lasts, as Slack's hello says it; source: docs.slack.dev, "Using Socket Mode"."""
WARNING_SECONDS = 10.0
"""So long before the end comes a warning, and so long after the request to refresh the socket is closed."""
HOST = "playground"


class Closed(Exception):  # noqa: N818
    """The connection broke before the ack came."""


@dataclass(eq=False)
class Connection:
    """One WebSocket of an app, and who waits for an ack on it."""

    app_id: str
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, envelope: Json, on_sent: Callable[[], None] | None = None) -> Any:
        """Send an envelope and return the payload of its ack; `on_sent` is called in between. Raises Closed."""
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.waiting[envelope["envelope_id"]] = ack
        try:
            await self.socket.send_json(envelope)
            if on_sent:
                on_sent()
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

    async def say_goodbye(self, reason: str) -> None:
        await self.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}})

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the connection, for as long as that is open."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


class SocketConnections:
    """All connections. Tickets, handed out by apps.connections.open, admit one connection each.

    `refresh` is how many seconds a connection lasts before it is asked to make way for a new one.
    """

    def __init__(self, workspace: Workspace, faults: FaultInjector) -> None:
        self._workspace = workspace
        self._faults = faults
        self._tickets: dict[str, str] = {}
        self._open: dict[str, list[Connection]] = {}
        self._turns = itertools.count()
        self._arrival = asyncio.Event()
        self._closing: set[asyncio.Task[bool]] = set()
        self.refresh: float | None = None

    def ticket(self, app: App) -> str:
        ticket = secrets.token_hex(12)
        self._tickets[ticket] = app.id
        return ticket

    def of(self, app: App) -> list[Connection]:
        return self._open.setdefault(app.id, [])

    def pick(self, app: App, avoid: Connection | None = None) -> Connection | None:
        """Return the connection whose turn it is, another than `avoid` where there is one; None while there is none."""
        connections = [one for one in self.of(app) if one is not avoid] or self.of(app)
        return connections[next(self._turns) % len(connections)] if connections else None

    async def wait_for(self, app: App, avoid: Connection | None = None) -> Connection:
        """Return a connection of this app, as soon as there is one."""
        while True:
            connection = self.pick(app, avoid)
            if connection:
                return connection
            await self._arrival.wait()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        app = self._workspace.apps.get(self._tickets.pop(request.query.get("ticket", ""), ""))
        if app is None:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        fault = self._faults.handshake()
        if fault and fault.when == "before":
            return _broken_off(request)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(app.id, socket)
        if len(self.of(app)) >= MAX_CONNECTIONS:
            await connection.say_goodbye("too_many_websockets")
            await socket.close()
            return socket
        await socket.send_json(self._hello(app))
        self._joined(app, connection)
        if fault:
            self.cut(app, connection)
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    connection.heard(message.data)
        finally:
            self._left(app, connection)
            for task in connection.tasks:
                task.cancel()
        return socket

    def _hello(self, app: App) -> Json:
        lifetime = int(self.refresh or REFRESH_SECONDS)
        debug = {"host": HOST, "build_number": 1, "approximate_connection_time": lifetime}
        count = len(self.of(app)) + 1
        info = {"app_id": app.id}
        return {"type": "hello", "num_connections": count, "connection_info": info, "debug_info": debug}

    def _joined(self, app: App, connection: Connection) -> None:
        self.of(app).append(connection)
        if self.refresh is not None:
            connection.spawn(self._age(app, connection, self.refresh))
        self._arrival.set()
        self._arrival = asyncio.Event()
        self._workspace.touch()

    def _left(self, app: App, connection: Connection) -> None:
        if connection in self.of(app):
            self.of(app).remove(connection)
        connection.lost()
        self._workspace.touch()

    async def _age(self, app: App, connection: Connection, lifetime: float) -> None:
        clock = self._workspace.clock
        await clock.sleep(max(0.0, lifetime - WARNING_SECONDS))
        await connection.say_goodbye("warning")
        await clock.sleep(min(WARNING_SECONDS, lifetime))
        await self._retire(app, connection, "refresh_requested")

    async def _retire(self, app: App, connection: Connection, reason: str) -> None:
        """Send nothing more to a connection; acks still come in until it is closed."""
        self.of(app).remove(connection)
        await connection.say_goodbye(reason)
        connection.spawn(self._close_later(connection))

    async def _close_later(self, connection: Connection) -> None:
        await self._workspace.clock.sleep(WARNING_SECONDS)
        self._close(connection)

    async def ask_to_leave(self, app: App, reason: str, count: int | None = None) -> None:
        """Ask the oldest `count` connections, or all, to make way ("warning", "refresh_requested", "link_disabled")."""
        for connection in self.of(app)[:count]:
            if reason == "warning":
                await connection.say_goodbye(reason)
            else:
                await self._retire(app, connection, reason)

    def cut(self, app: App, connection: Connection) -> None:
        """Break a connection, unannounced."""
        self._left(app, connection)
        self._close(connection)

    def cut_all(self, app: App | None = None) -> None:
        """Break every connection, of one app or of all."""
        for one in [app] if app else self._workspace.apps.values():
            for connection in list(self.of(one)):
                self.cut(one, connection)

    def _close(self, connection: Connection) -> None:
        task = asyncio.get_running_loop().create_task(connection.socket.close(code=1011))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def close(self) -> None:
        for app in self._workspace.apps.values():
            for connection in list(self.of(app)):
                self._left(app, connection)
                await connection.socket.close()
        await asyncio.gather(*self._closing, return_exceptions=True)


def _broken_off(request: web.Request) -> web.Response:
    """No answer to the handshake: its connection is dropped."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)
