"""The control API: JSON over HTTP to act as a person, to see what they see, and to wait for a change."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from playground import person_view, traffic
from playground.admin import ADMIN_ACTIONS
from playground.interactions import NotPossible
from playground.person_actions import PERSON_ACTIONS
from playground.services import Services
from playground.snapshot import snapshot

Json = dict[str, Any]
WAIT_SECONDS = 20.0
_FILTERS = {"kind", "name", "app_id", "outcome"}


def routes(services: Services) -> list[web.AbstractRouteDef]:
    api = ControlApi(services)
    return [
        web.get("/control/workspace", api.describe),
        web.get("/control/wait", api.wait),
        web.get("/control/status", api.status),
        web.get("/control/traffic", api.traffic),
        web.get("/control/faults", api.faults),
        web.get("/control/snapshot", api.snapshot),
        web.get("/control/people/{handle}/{view}", api.view_as),
        web.post("/control/people/{handle}/{action}", api.do),
        web.post("/control/admin/{action}", api.admin),
    ]


class ControlApi:
    """The handlers; whatever is not possible answers 409 with the reason."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._views: dict[str, Callable[[Json, Any], Awaitable[Any]]] = {
            "messages": self._messages,
            "channels": self._channels,
            "directs": self._directs,
            "modal": self._modal,
            "home": self._home,
        }

    async def describe(self, _request: web.Request) -> web.Response:
        workspace = self._services.workspace
        people = [
            {"id": one.id, "handle": one.handle, "name": one.shown_name, "zone": one.zone, "is_bot": not one.is_person}
            for one in workspace.accounts.values()
        ]
        apps = [
            {
                "id": app.id,
                "name": app.name,
                "user": app.user.handle,
                "bot_token": app.bot_token,
                "app_token": app.app_token,
                "signing_secret": app.signing_secret,
                "commands": list(app.commands),
                "shortcuts": app.shortcuts,
            }
            for app in workspace.apps.values()
        ]
        team = {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain}
        return web.json_response({"team": team, "people": people, "apps": apps, "api_url": self._services.api_url})

    async def wait(self, request: web.Request) -> web.Response:
        """Answer as soon as the revision is beyond `since`, or after `timeout` real seconds."""
        timeout = min(float(request.query.get("timeout", WAIT_SECONDS)), WAIT_SECONDS)
        try:
            async with asyncio.timeout(timeout):
                await self._services.workspace.changed_since(int(request.query.get("since", 0)))
        except TimeoutError:
            pass
        return await self.status(request)

    async def status(self, _request: web.Request) -> web.Response:
        services = self._services
        sockets = sum(len(services.sockets.of(app)) for app in services.workspace.apps.values())
        under_way = services.delivery.under_way
        return web.json_response({"revision": services.workspace.revision, "sockets": sockets, "under_way": under_way})

    async def traffic(self, request: web.Request) -> web.Response:
        """Answer with the entries after `since` that fit `kind`, `name`, `app` (a name or id) and `outcome`."""
        query = dict(request.query)
        since = int(query.pop("since", 0))
        try:
            if "app" in query:
                query["app_id"] = self._services.app_named(query.pop("app")).id
        except NotPossible as why:
            return web.json_response({"error": str(why)}, status=409)
        if not set(query) <= _FILTERS:
            return web.json_response({"error": f"filters are since, app, {', '.join(sorted(_FILTERS))}"}, status=409)
        found = (entry for entry in self._services.traffic.select(**query) if entry.number > since)
        return web.json_response(traffic.as_json(found))

    async def faults(self, _request: web.Request) -> web.Response:
        """Answer with every rule in force, what it has seen and how often it was injected."""
        return web.json_response(self._services.faults.as_json())

    async def snapshot(self, _request: web.Request) -> web.Response:
        return web.json_response(snapshot(self._services.workspace))

    async def view_as(self, request: web.Request) -> web.Response:
        view = self._views.get(request.match_info["view"])
        person = self._services.workspace.account_named(request.match_info["handle"])
        if view is None or person is None:
            return web.json_response({"error": "there is no such person or view"}, status=404)
        try:
            return web.json_response(await view(dict(request.query), person))
        except NotPossible as why:
            return web.json_response({"error": str(why)}, status=409)

    async def do(self, request: web.Request) -> web.Response:
        action = PERSON_ACTIONS.get(request.match_info["action"])
        person = self._services.workspace.account_named(request.match_info["handle"])
        if action is None or person is None:
            return web.json_response({"error": "there is no such person or action"}, status=404)
        if person.deleted:
            return web.json_response({"error": f"{person.handle} is deactivated"}, status=409)
        try:
            return web.json_response(await action(self._services, person, await request.json()))
        except NotPossible as why:
            return web.json_response({"error": str(why)}, status=409)

    async def admin(self, request: web.Request) -> web.Response:
        action = ADMIN_ACTIONS.get(request.match_info["action"])
        if action is None:
            return web.json_response({"error": "there is no such action"}, status=404)
        try:
            return web.json_response(await action(self._services, await request.json()))
        except (NotPossible, LookupError, ValueError) as why:
            return web.json_response({"error": str(why)}, status=409)

    async def _messages(self, query: Json, person: Any) -> Any:
        channel = self._services.channel_for(person, query["channel"])
        last = int(query["last"]) if "last" in query else None
        return person_view.messages(self._services.workspace, person, channel, last)

    async def _channels(self, _query: Json, person: Any) -> Any:
        return person_view.channels(self._services.workspace, person)

    async def _directs(self, _query: Json, person: Any) -> Any:
        return person_view.directs(self._services.workspace, person)

    async def _modal(self, _query: Json, person: Any) -> Any:
        view = self._services.api.stacks.top(person.id)
        if view is None:
            return None
        return person_view.view_seen(self._services.workspace, self._services.workspace.apps[view.app_id], person, view)

    async def _home(self, query: Json, person: Any) -> Any:
        app = self._services.app_named(query.get("app"))
        view = app.homes.get(person.id)
        return person_view.view_seen(self._services.workspace, app, person, view) if view else None
