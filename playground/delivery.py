"""Brings payloads to an app, by Socket Mode or signed HTTP, with Slack's deadlines, acks and retries."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import urllib.parse
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp

from playground.sockets import Closed, Sockets
from playground.traffic import Traffic
from playground.workspace import App, Workspace

Json = dict[str, Any]
ACK_SECONDS = 3.0
# Source: Events API, "Retries": nearly at once, after one minute, after five.
RETRY_PAUSES = (0.0, 60.0, 300.0)
_SOCKET_TYPES = {"event": "events_api", "command": "slash_commands"}


@dataclass(frozen=True, slots=True)
class Ack:
    """How an app answered: `body` when it did, else the `failure` that a person would see."""

    body: Any = None
    failure: str | None = None


class Delivery:
    """One way out for everything an app is told."""

    def __init__(self, workspace: Workspace, sockets: Sockets, traffic: Traffic) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._traffic = traffic
        self._http: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        """Count the events that nobody has acknowledged yet."""
        return len(self._tasks)

    def event(self, app: App, payload: Json) -> None:
        """Deliver an event until it is acknowledged or Slack would give up."""
        deliver = self._event_by_socket if app.socket_mode else self._event_by_http
        self._spawn(deliver(app, payload))

    async def interactive(self, app: App, kind: str, payload: Json) -> Ack:
        """Deliver what a person did and wait 3 seconds for the answer; there are no retries.

        `kind` is "command", "interaction" or "suggestion".
        """
        entry = self._traffic.begin(kind, str(payload.get("type", payload.get("command"))), app.id, payload)
        deliver = self._by_socket if app.socket_mode else self._by_http
        ack = await self._within_patience(deliver(app, kind, payload))
        entry.finish(ack.failure or "ok", ack.body)
        return ack

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http:
            await self._http.close()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._workspace.touch()

    async def _within_patience(self, work: Coroutine[Any, Any, Ack]) -> Ack:
        answer = asyncio.ensure_future(work)
        patience = asyncio.ensure_future(self._workspace.clock.sleep(ACK_SECONDS))
        try:
            await asyncio.wait({answer, patience}, return_when=asyncio.FIRST_COMPLETED)
            return answer.result() if answer.done() else Ack(failure="operation_timeout")
        finally:
            for task in (answer, patience):
                task.cancel()

    async def _by_socket(self, app: App, kind: str, payload: Json) -> Ack:
        connection = self._sockets.pick(app)
        if connection is None:
            return Ack(failure="dispatch_failed")
        try:
            return Ack(body=await connection.send(self._envelope(kind, payload)))
        except Closed:
            # The payload may have been read by then, so it is not sent again: Slack lets the person wait.
            await asyncio.Event().wait()
            raise

    @staticmethod
    def _envelope(kind: str, payload: Json) -> Json:
        envelope = {
            "envelope_id": str(uuid.uuid4()),
            "payload": payload,
            "type": _SOCKET_TYPES.get(kind, "interactive"),
        }
        return envelope | {"accepts_response_payload": kind != "event"}

    async def _event_by_socket(self, app: App, payload: Json) -> None:
        attempt, reason = 0, ""
        while attempt <= len(RETRY_PAUSES):
            connection = await self._sockets.wait_for(app)
            entry = self._traffic.begin("event", payload["event"]["type"], app.id, payload)
            envelope = self._envelope("event", payload) | {"retry_attempt": attempt, "retry_reason": reason}
            ack = await self._within_patience(self._send_event(connection.send(envelope)))
            entry.finish(ack.failure or "ok")
            if ack.failure is None:
                return
            if ack.failure == "operation_timeout":
                pause = RETRY_PAUSES[min(attempt, len(RETRY_PAUSES) - 1)]
                await self._workspace.clock.sleep(pause)
                attempt, reason = attempt + 1, "timeout"

    @staticmethod
    async def _send_event(sending: Coroutine[Any, Any, Any]) -> Ack:
        try:
            await sending
        except Closed:
            return Ack(failure="closed")
        return Ack()

    async def _event_by_http(self, app: App, payload: Json) -> None:
        headers: dict[str, str] = {}
        for number, pause in enumerate((0.0, *RETRY_PAUSES)):
            await self._workspace.clock.sleep(pause)
            entry = self._traffic.begin("event", payload["event"]["type"], app.id, payload)
            request = self._post(app, json.dumps(payload), {"Content-Type": "application/json", **headers})
            ack = await self._within_patience(request)
            entry.finish(ack.failure or "ok")
            if ack.failure is None:
                return
            reason = "http_timeout" if ack.failure == "operation_timeout" else ack.failure
            headers = {"x-slack-retry-num": str(number + 1), "x-slack-retry-reason": reason}

    async def _by_http(self, app: App, kind: str, payload: Json) -> Ack:
        fields = payload if kind == "command" else {"payload": json.dumps(payload)}
        body = urllib.parse.urlencode(fields)
        ack = await self._post(app, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return Ack(failure="dispatch_failed") if ack.failure else ack

    async def _post(self, app: App, body: str, headers: dict[str, str]) -> Ack:
        if self._http is None:
            self._http = aiohttp.ClientSession()
        try:
            url = str(app.request_url)
            async with self._http.post(url, data=body.encode(), headers=headers | signature(app, body)) as response:
                if response.status != 200:
                    return Ack(failure="http_error")
                text = await response.text()
                return Ack(body=json.loads(text) if text.startswith("{") else text or None)
        except aiohttp.ClientError:
            return Ack(failure="connection_failed")


def signature(app: App, body: str) -> dict[str, str]:
    """Sign a request with the real time of day, which is what receivers compare with."""
    stamp = str(int(time.time()))
    digest = hmac.new(app.signing_secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "User-Agent": "Slackbot 1.0"}
