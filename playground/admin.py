"""The admin actions of the control API: what changes the workspace, an app or the connection, and no person does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground import workspace_actions
from playground.clock import ManualClock
from playground.fault_rules import from_many, from_mapping
from playground.interactions import NotPossible
from playground.services import Services
from playground.workspace import POSTINGS, Account

Json = dict[str, Any]
AdminAction = Callable[[Services, Json], Awaitable[Json]]
ADMIN_ACTIONS: dict[str, AdminAction] = {}


def admin_action(handler: AdminAction) -> AdminAction:
    """Register an admin action under the name of its function."""
    ADMIN_ACTIONS[handler.__name__] = handler
    return handler


@admin_action
async def deactivate(services: Services, asked: Json) -> Json:
    workspace_actions.deactivate(services.workspace, services.account(asked["who"]))
    return {}


@admin_action
async def welcome(services: Services, asked: Json) -> Json:
    handle, workspace = asked["who"], services.workspace
    email = f"{handle}@{workspace.domain}.example"
    name, zone = str(asked.get("name", handle.title())), str(asked.get("zone", "UTC"))
    account = Account(workspace.new_id("U"), handle, name, zone, email)
    account.display_name = str(asked.get("display_name", handle))
    workspace_actions.welcome(workspace, account)
    return {"id": account.id}


@admin_action
async def add_incoming_webhook(services: Services, asked: Json) -> Json:
    """Give an app an address at which whoever knows it can post in a channel."""
    channel = services.workspace.channel_named(asked["channel"])
    if channel is None:
        raise NotPossible(f"there is no channel {asked['channel']!r}")
    app = services.app_named(asked.get("app"))
    if "incoming-webhook" not in app.scopes:
        raise NotPossible(f"the manifest of {app.name} does not ask for the scope incoming-webhook")
    return {"url": services.incoming_webhooks.new(app, channel)}


@admin_action
async def set_usergroup_members(services: Services, asked: Json) -> Json:
    group = services.workspace.usergroup_named(asked["group"])
    if group is None:
        raise NotPossible(f"there is no user group {asked['group']!r}")
    workspace_actions.set_usergroup_members(
        services.workspace, group, [services.account(who).id for who in asked["members"]]
    )
    return {}


@admin_action
async def restrict_channel_creation(services: Services, asked: Json) -> Json:
    services.app_named(asked.get("app")).may_create_channels = not asked.get("restricted", True)
    return {}


@admin_action
async def restrict_posting(services: Services, asked: Json) -> Json:
    channel = services.workspace.channel_named(asked["channel"])
    if channel is None:
        raise NotPossible(f"there is no channel {asked['channel']!r}")
    if asked["to"] not in POSTINGS:
        raise NotPossible(f"posting cannot be restricted to {asked['to']!r}")
    channel.posting = asked["to"]
    return {}


@admin_action
async def revoke_tokens(services: Services, asked: Json) -> Json:
    services.app_named(asked.get("app")).revoked = True
    return {}


@admin_action
async def change_plan(services: Services, asked: Json) -> Json:
    services.workspace.plan = asked["plan"]
    return {}


@admin_action
async def redeliver(services: Services, asked: Json) -> Json:
    payload = services.events.redeliver(asked.get("kind"), asked.get("times", 1))
    return {"event_id": payload["event_id"]}


@admin_action
async def reconnect(services: Services, asked: Json) -> Json:
    """Ask the oldest `sockets`, or all, to make way for new ones."""
    reason = asked.get("reason", "refresh_requested")
    await services.sockets.ask_to_leave(services.app_named(asked.get("app")), reason, asked.get("sockets"))
    return {}


@admin_action
async def cut_sockets(services: Services, asked: Json) -> Json:
    services.sockets.cut_all(services.app_named(asked.get("app")))
    return {}


@admin_action
async def set_request_url(services: Services, asked: Json) -> Json:
    """Deliver by signed HTTP to this address, once the app has proved that it is its own."""
    app = services.app_named(asked.get("app"))
    before = app.socket_mode, app.request_url
    app.socket_mode, app.request_url = False, asked["url"]
    wrong = await services.delivery.verify(app)
    if wrong:
        app.socket_mode, app.request_url = before
        raise NotPossible(f"{asked['url']} was not accepted: {wrong}")
    return {}


@admin_action
async def fault(services: Services, asked: Json) -> Json:
    services.fault_schedule.add(from_mapping(asked))
    return {}


@admin_action
async def faults(services: Services, asked: Json) -> Json:
    """Put a list of rules in force, as `{"fault": [{…}, …]}`: all of them or, where one is wrong, none."""
    for rule in from_many(asked["fault"]):
        services.fault_schedule.add(rule)
    return {}


@admin_action
async def clear_faults(services: Services, _asked: Json) -> Json:
    services.fault_schedule.clear()
    return {}


@admin_action
async def clear_traffic(services: Services, _asked: Json) -> Json:
    services.traffic.clear()
    return {}


@admin_action
async def latency(services: Services, asked: Json) -> Json:
    services.api.latency = float(asked["seconds"])
    return {}


@admin_action
async def advance(services: Services, asked: Json) -> Json:
    """Move the clock, where it is one that can be moved."""
    clock = services.workspace.clock
    if not isinstance(clock, ManualClock):
        raise NotPossible("this playground runs on real time: start it with --clock manual")
    clock.advance(float(asked["seconds"]))
    services.workspace.touch()
    return {}
