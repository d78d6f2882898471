"""Answers one Web API call: token, scope, limits, faults, latency, the method itself, and the log entry."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground import arguments, tokens
from playground.errors import BrokenError, RateLimitedError, SlackError
from playground.fault_injection import FaultInjector, slack_error
from playground.fault_rules import Fault
from playground.methods import METHODS
from playground.methods.registry import Call
from playground.outage import Outage
from playground.rate_limits import RateLimiter
from playground.traffic import Entry, Traffic
from playground.view_stacks import Stacks, Triggers
from playground.workspace import App, Workspace

Json = dict[str, Any]
OnCall = Callable[[str, Json, str], Awaitable[object]]


class WebApi:
    """The Web API of a workspace. `latency` is in seconds, half of it before the effect and half after.

    `on_call(method, args, phase)` is awaited right before and right after the effect of each call ("before", "after");
    when it returns "drop" the connection breaks there, and before the effect there is then none.
    """

    def __init__(self, workspace: Workspace, traffic: Traffic, faults: FaultInjector, outage: Outage) -> None:
        self.workspace = workspace
        self.traffic = traffic
        self.faults = faults
        self.outage = outage
        self.limits: RateLimiter | None = None
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
            return await self._answered(entry, token, request)
        except RateLimitedError as refused:
            return self._refused(entry, refused, status=429, headers={"retry-after": str(refused.retry_after)})
        except SlackError as refused:
            return self._refused(entry, refused, headers=self._scope_headers(token, name))
        except BrokenError as broken:
            return await self._broken(request, entry, broken)

    async def _answered(self, entry: Entry, token: str, request: web.Request) -> web.Response:
        injected = self.faults.call(entry.name, entry.content)
        await self._pause(self.latency / 2 + injected.before)
        await self._phase(entry, "before")
        self._apply(injected.fault, "before")
        answer = _with_warnings(self._effect(entry, token, request.method), arguments.warnings(request))
        await self._phase(entry, "after")
        self._apply(injected.fault, "after")
        await self._pause(self.latency / 2 + injected.after)
        entry.finish("ok", answer)
        return web.json_response(answer, headers=self._scope_headers(token, entry.name))

    async def _pause(self, seconds: float) -> None:
        if seconds:
            await self.workspace.clock.sleep(seconds)

    async def _phase(self, entry: Entry, phase: str) -> None:
        if self.on_call and await self.on_call(entry.name, entry.content, phase) == "drop":
            raise BrokenError("drop")

    def _apply(self, fault: Fault | None, when: str) -> None:
        if fault and fault.when == when:
            if fault.kind == "outage":
                self.outage.begin(fault)
            status = fault.status if fault.kind in ("status", "outage") else 0
            raise slack_error(fault) or BrokenError(fault.kind, status)
        self.outage.check()

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
            self.limits.check(holder.app.id, method.name, method.tier, self._channel(args.text("channel")))
        call = self._call(holder, args)
        if method.scopes:
            call.need_scope(*method.scopes)
        return {"ok": True, **method.handler(call)}

    def _channel(self, named: str) -> str:
        found = self.workspace.channel_named(named.removeprefix("#"))
        return found.id if found else named

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
        return {"x-oauth-scopes": ",".join(holder.scopes), "x-accepted-oauth-scopes": ",".join(accepted)}

    @staticmethod
    def _refused(
        entry: Entry, refused: SlackError, status: int = 200, headers: dict[str, str] | None = None
    ) -> web.Response:
        answer = refused.answer()
        entry.finish(refused.error, answer)
        return web.json_response(answer, status=status, headers=headers)

    async def _broken(self, request: web.Request, entry: Entry, broken: BrokenError) -> web.Response:
        entry.finish(str(broken.status or broken.how))
        if broken.status:
            return web.Response(status=broken.status, text="upstream error")
        if broken.how == "hang":
            await self.closing.wait()
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)


def _with_warnings(answer: Json, warnings: list[str]) -> Json:
    """Add remarks on the request to an answer, which may have remarks of its own."""
    if not warnings:
        return answer
    metadata = answer.get("response_metadata", {})
    every = [*metadata.get("warnings", []), *warnings]
    return answer | {"warning": ",".join(every), "response_metadata": metadata | {"warnings": every}}
