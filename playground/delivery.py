"""The delivery of payloads to an app, by Socket Mode or signed HTTP, with Slack's deadlines, acks and retries."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from playground.errors import SlackError
from playground.fault_injection import FaultInjector
from playground.fault_rules import Fault
from playground.outage import Outage
from playground.signed_http import Ack, SignedHttp
from playground.socket_mode import Closed, Connection, SocketConnections
from playground.traffic import Traffic
from playground.workspace import App, Workspace

Json = dict[str, Any]
Check = Callable[[Any], None]
"""Raises SlackError where Slack refuses what an ack carries."""
ACK_SECONDS = 3.0
# Source: Events API, "Retries": nearly at once, after one minute, after five.
RETRY_PAUSES = (0.0, 60.0, 300.0)
TIMEOUT = "operation_timeout"
_SOCKET_TYPES = {"event": "events_api", "command": "slash_commands"}
_CLOSED = "closed"
_NO_SOCKET = "no_socket"


@dataclass(frozen=True, slots=True)
class OutgoingPayload:
    """One payload on its way: `kind` is "event", "command", "interaction" or "suggestion"; events may be a `retry`.

    `check` judges what the app answers.
    """

    app: App
    kind: str
    payload: Json
    retry: int = 0
    reason: str = ""
    connection: Connection | None = None
    check: Check | None = None

    @property
    def name(self) -> str:
        return str(self.subject.get("type", self.subject.get("command")))

    @property
    def subject(self) -> Json:
        """What this is about: the event itself, or the whole payload."""
        return dict(self.payload["event"]) if self.kind == "event" else self.payload

    def envelope(self) -> Json:
        """Return a new Socket Mode envelope around the payload."""
        envelope = {
            "envelope_id": str(uuid.uuid4()),
            "payload": self.payload,
            "type": _SOCKET_TYPES.get(self.kind, "interactive"),
            "accepts_response_payload": self.kind != "event",
        }
        again = {"retry_attempt": self.retry, "retry_reason": self.reason} if self.kind == "event" else {}
        return envelope | again


class Delivery:
    """One way out for everything an app is told."""

    def __init__(
        self, workspace: Workspace, sockets: SocketConnections, traffic: Traffic, faults: FaultInjector, outage: Outage
    ) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._traffic = traffic
        self._faults = faults
        self._outage = outage
        self._http = SignedHttp()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        """Count the events that nobody has acknowledged yet."""
        return len(self._tasks)

    def event(self, app: App, payload: Json) -> None:
        """Deliver an event until it is acknowledged or Slack would give up."""
        self._spawn(self._until_acknowledged(OutgoingPayload(app, "event", payload)))

    async def interactive(self, app: App, kind: str, payload: Json, check: Check | None = None) -> Ack:
        """Deliver what a person did and wait 3 seconds for the answer; there are no retries.

        `kind` is "command", "interaction" or "suggestion". An answer that `check` refuses is a failure.
        """
        if self._outage.now:
            return Ack(failure="service_unavailable")
        connection = self._sockets.pick(app)
        ack = await self._attempt(OutgoingPayload(app, kind, payload, connection=connection, check=check))
        return Ack(failure="dispatch_failed") if ack.failure not in (None, TIMEOUT) else ack

    async def verify(self, app: App) -> str | None:
        """Ask an app to prove that its request URL is its own; returns what is wrong with it, or None."""
        entry = self._traffic.begin("verification", "url_verification", app.id, {"url": app.request_url})
        ack = await self._within_ack_timeout(self._http.verify(app))
        entry.finish(ack.failure or "ok")
        app.url_verified = ack.failure is None
        return ack.failure

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()

    def _spawn(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(_finish(work))
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._workspace.touch()

    async def _until_acknowledged(self, outgoing: OutgoingPayload) -> None:
        while True:
            await self._outage.over()
            if outgoing.app.socket_mode:
                connection = await self._sockets.wait_for(outgoing.app, avoid=outgoing.connection)
                outgoing = replace(outgoing, connection=connection)
            ack = await self._attempt(outgoing)
            if ack.failure in (_CLOSED, _NO_SOCKET):
                continue
            if ack.failure is None or ack.final or outgoing.retry == len(RETRY_PAUSES):
                return
            await self._workspace.clock.sleep(RETRY_PAUSES[outgoing.retry])
            outgoing = replace(outgoing, retry=outgoing.retry + 1, reason=_reason(outgoing.app, ack.failure))

    async def _attempt(self, outgoing: OutgoingPayload) -> Ack:
        """Deliver once, twice where a fault says so, and wait as long as Slack does for the (first) ack."""
        fault = self._faults.delivery(outgoing.name, outgoing.subject)
        if fault and fault.kind == "duplicate":
            twin = replace(outgoing, connection=self._sockets.pick(outgoing.app, avoid=outgoing.connection))
            self._spawn(self._logged(twin, None))
        return await self._logged(outgoing, fault)

    async def _logged(self, outgoing: OutgoingPayload, fault: Fault | None) -> Ack:
        entry = self._traffic.begin(outgoing.kind, outgoing.name, outgoing.app.id, outgoing.payload)
        ack = await self._within_ack_timeout(self._send(outgoing, fault))
        try:
            if outgoing.check and ack.failure is None:
                outgoing.check(ack.body)
        except SlackError as refused:
            entry.finish(refused.error, ack.body, refused.messages)
            return Ack(failure=refused.error)
        entry.finish(ack.failure or "ok", ack.body)
        return ack

    async def _within_ack_timeout(self, work: Coroutine[Any, Any, Ack]) -> Ack:
        answer = asyncio.ensure_future(work)
        timeout = asyncio.ensure_future(self._workspace.clock.sleep(ACK_SECONDS))
        try:
            await asyncio.wait({answer, timeout}, return_when=asyncio.FIRST_COMPLETED)
            return answer.result() if answer.done() else Ack(failure=TIMEOUT)
        finally:
            for task in (answer, timeout):
                task.cancel()

    async def _send(self, outgoing: OutgoingPayload, fault: Fault | None) -> Ack:
        if fault and fault.kind == "lose":
            return await _silence()
        if not outgoing.app.socket_mode:
            return await self._by_http(outgoing)
        if outgoing.connection is None:
            return Ack(failure=_NO_SOCKET)
        if fault and fault.kind == "cut":
            return await self._cut(outgoing, outgoing.connection, fault)
        return await _by_socket(outgoing, outgoing.connection)

    async def _cut(self, outgoing: OutgoingPayload, connection: Connection, fault: Fault) -> Ack:
        """Break the socket before the envelope goes out, and take another; or right after."""
        if fault.when == "after":
            return await _by_socket(outgoing, connection, lambda: self._sockets.cut(outgoing.app, connection))
        self._sockets.cut(outgoing.app, connection)
        other = self._sockets.pick(outgoing.app)
        return await _by_socket(outgoing, other) if other else Ack(failure=_NO_SOCKET)

    async def _by_http(self, outgoing: OutgoingPayload) -> Ack:
        app = outgoing.app
        if not app.url_verified and await self.verify(app) is not None:
            return Ack(failure="unverified_url")
        if outgoing.kind == "event":
            return await self._http.event(app, outgoing.payload, outgoing.retry, outgoing.reason)
        return await self._http.interactive(app, outgoing.payload)


async def _by_socket(
    outgoing: OutgoingPayload, connection: Connection, on_sent: Callable[[], None] | None = None
) -> Ack:
    try:
        return Ack(body=await connection.send(outgoing.envelope(), on_sent))
    except Closed:
        # The payload may have been read by then. An event is sent again; anything else Slack lets the person wait for.
        return Ack(failure=_CLOSED) if outgoing.kind == "event" else await _silence()


async def _silence() -> Ack:
    await asyncio.Event().wait()
    raise AssertionError("nobody ends a silence")


async def _finish(work: Coroutine[Any, Any, object]) -> None:
    await work


def _reason(app: App, failure: str) -> str:
    """Say why an event comes again, in Slack's words for each way of delivery."""
    if failure != TIMEOUT:
        return failure
    return "timeout" if app.socket_mode else "http_timeout"
