"""Answers one Web API call: token, scope, limits, faults, latency, the method itself, and the log entry."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground import arguments, tokens
from playground.errors import RateLimitedError, SlackError
from playground.faults import Fault, Faults, refusal
from playground.limits import Limits
from playground.methods import METHODS
from playground.methods.registry import Call
from playground.traffic import Entry, Traffic
from playground.views import Stacks, Triggers
from playground.workspace import App, Workspace

Json = dict[str, Any]
OnCall = Callable[[str, Json, str], Awaitable[object]]


class Dropped(Exception):  # noqa: N818
    """The client is to see its connection break (`how` "drop"), or never an answer ("hang")."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class WebApi:
    """The Web API of a workspace. `latency` is in seconds, half of it before the effect and half after.

    `on_call(method, args, phase)` is awaited right before and right after the effect of each call ("before", "after");
    when it returns "drop" the connection breaks there, and before the effect there is then none.
    """

    def __init__(self, workspace: Workspace, traffic: Traffic) -> None:
        self.workspace = workspace
        self.traffic = traffic
        self.faults = Faults()
        self.limits: Limits | None = None
        self.stacks = Stacks()
        self.triggers = Triggers(workspace.clock)
        self.latency = 0.0
        self.on_call: OnCall | None = None
        self.socket_url: Callable[[App], str] = lambda app: f"ws://unset/{app.id}"
        self.closing = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            values = await arguments.read(request)
        except SlackError as refused:
            return web.json_response(refused.answer())
        token = tokens.bearer(request) or str(values.get("token", ""))
        entry = self.traffic.begin("call", name, self._app_id(token), values)
        try:
            return await self._answered(entry, token, request.method)
        except RateLimitedError as refused:
            return self._refused(entry, refused, status=429, headers={"Retry-After": str(refused.retry_after)})
        except SlackError as refused:
            return self._refused(entry, refused, headers=self._scope_headers(token, name))
        except Dropped as dropped:
            return await self._broken(request, entry, dropped.how)

    async def _answered(self, entry: Entry, token: str, verb: str) -> web.Response:
        fault = self.faults.strike(entry.name, entry.content)
        await self._pause()
        await self._phase(entry, "before")
        self._apply(fault, "before")
        if fault and fault.kind == "status" and fault.when == "before":
            entry.finish(str(fault.status))
            return web.Response(status=fault.status, text="upstream error")
        answer = self._effect(entry, token, verb)
        await self._phase(entry, "after")
        self._apply(fault, "after")
        await self._pause()
        if fault and fault.kind == "status":
            entry.finish(str(fault.status))
            return web.Response(status=fault.status, text="upstream error")
        entry.finish("ok", answer)
        return web.json_response(answer, headers=self._scope_headers(token, entry.name))

    async def _pause(self) -> None:
        if self.latency:
            await asyncio.sleep(self.latency / 2)

    async def _phase(self, entry: Entry, phase: str) -> None:
        if self.on_call and await self.on_call(entry.name, entry.content, phase) == "drop":
            raise Dropped("drop")

    @staticmethod
    def _apply(fault: Fault | None, when: str) -> None:
        if fault is None or fault.when != when or fault.kind == "status":
            return
        said = refusal(fault)
        if said:
            raise said
        raise Dropped(fault.kind)

    def _effect(self, entry: Entry, token: str, verb: str) -> Json:
        method = METHODS.get(entry.name)
        if method is None:
            raise SlackError("unknown_method", req_method=entry.name)
        if method.post_only and verb != "POST":
            raise SlackError("insecure_request")
        args = arguments.Arguments(entry.content)
        if not method.tokens:
            anybody = next(iter(self.workspace.apps.values()))
            return {"ok": True, **method.handler(self._call(tokens.Holder(anybody, anybody.user, "bot", ()), args))}
        holder = tokens.holder(self.workspace, token)
        if holder.kind not in method.tokens:
            raise SlackError("not_allowed_token_type")
        if self.limits:
            self.limits.check(holder.app.id, method.name, method.tier, args.text("channel"))
        call = self._call(holder, args)
        if method.scopes:
            call.need_scope(*method.scopes)
        return {"ok": True, **method.handler(call)}

    def _call(self, holder: tokens.Holder, args: arguments.Arguments) -> Call:
        return Call(self.workspace, holder, args, self.stacks, self.triggers, self.socket_url)

    def _holder(self, token: str) -> tokens.Holder | None:
        try:
            return tokens.holder(self.workspace, token)
        except SlackError:
            return None

    def _app_id(self, token: str) -> str:
        holder = self._holder(token)
        return holder.app.id if holder else ""

    def _scope_headers(self, token: str, name: str) -> dict[str, str]:
        holder = self._holder(token)
        if holder is None:
            return {}
        accepted = METHODS[name].scopes if name in METHODS else ()
        return {"X-OAuth-Scopes": ",".join(holder.scopes), "X-Accepted-OAuth-Scopes": ",".join(accepted)}

    @staticmethod
    def _refused(
        entry: Entry, refused: SlackError, status: int = 200, headers: dict[str, str] | None = None
    ) -> web.Response:
        answer = refused.answer()
        entry.finish(refused.error, answer)
        return web.json_response(answer, status=status, headers=headers)

    async def _broken(self, request: web.Request, entry: Entry, how: str) -> web.Response:
        entry.finish(how)
        if how == "hang":
            await self.closing.wait()
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)
