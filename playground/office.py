"""What the administration and fate do: deactivations, restrictions, redeliveries, cut sockets, faults."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from playground import doings
from playground.faults import Fault
from playground.interactions import NotPossible
from playground.workspace import Account

if TYPE_CHECKING:
    from playground.server import Server

Json = dict[str, Any]
Order = Callable[["Server", Json], Awaitable[Json]]
ORDERS: dict[str, Order] = {}


def order(handler: Order) -> Order:
    """Register an order under the name of its function."""
    ORDERS[handler.__name__] = handler
    return handler


@order
async def deactivate(server: Server, asked: Json) -> Json:
    doings.deactivate(server.workspace, server.account(asked["who"]))
    return {}


@order
async def welcome(server: Server, asked: Json) -> Json:
    handle, workspace = asked["who"], server.workspace
    email = f"{handle}@{workspace.domain}.example"
    account = Account(workspace.new_id("U"), handle, handle.title(), asked.get("zone", "UTC"), email)
    doings.welcome(workspace, account)
    return {"id": account.id}


@order
async def set_usergroup_members(server: Server, asked: Json) -> Json:
    group = server.workspace.usergroup_named(asked["group"])
    if group is None:
        raise NotPossible(f"there is no user group {asked['group']!r}")
    doings.set_usergroup_members(server.workspace, group, [server.account(who).id for who in asked["members"]])
    return {}


@order
async def restrict_channel_creation(server: Server, asked: Json) -> Json:
    server.app_named(asked.get("app")).may_create_channels = not asked.get("restricted", True)
    return {}


@order
async def redeliver(server: Server, asked: Json) -> Json:
    payload = server.events.redeliver(asked.get("kind"), asked.get("times", 1))
    return {"event_id": payload["event_id"]}


@order
async def reconnect(server: Server, asked: Json) -> Json:
    await server.sockets.ask_to_leave(server.app_named(asked.get("app")), asked.get("reason", "refresh_requested"))
    return {}


@order
async def cut_sockets(server: Server, asked: Json) -> Json:
    await server.sockets.cut(server.app_named(asked.get("app")))
    return {}


@order
async def fault(server: Server, asked: Json) -> Json:
    server.api.faults.add(Fault(**asked))
    return {}


@order
async def clear_faults(server: Server, _asked: Json) -> Json:
    server.api.faults.clear()
    return {}


@order
async def clear_traffic(server: Server, _asked: Json) -> Json:
    server.traffic.clear()
    return {}


@order
async def latency(server: Server, asked: Json) -> Json:
    server.api.latency = float(asked["seconds"])
    return {}
