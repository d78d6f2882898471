"""users.* and usergroups.*: the people of a workspace and their groups."""

from __future__ import annotations

from playground import shapes
from playground.errors import SlackError
from playground.methods.registry import TIER_2, TIER_3, TIER_4, Call, Json, method, page


@method("users.info", "users:read", tier=TIER_4)
def info(call: Call) -> Json:
    return {"user": _shape(call, call.args.need("user"))}


def _shape(call: Call, account_id: str) -> Json:
    shape = shapes.user(call.workspace, call.person(account_id))
    if "users:read.email" not in call.app.scopes:
        shape["profile"].pop("email", None)
    return shape


@method("users.list", "users:read", tier=TIER_2)
def list_users(call: Call) -> Json:
    shown, more = page(list(call.workspace.accounts), call.args, default=1000)
    members = [_shape(call, account_id) for account_id in shown]
    return {"members": members, "cache_ts": call.workspace.timestamp(), "response_metadata": more}


@method("users.lookupByEmail", "users:read.email", tier=TIER_3)
def lookup_by_email(call: Call) -> Json:
    wanted = call.args.need("email").lower()
    for account in call.workspace.accounts.values():
        if account.email.lower() == wanted and not account.deleted:
            return {"user": _shape(call, account.id)}
    raise SlackError("users_not_found")


@method("usergroups.list", "usergroups:read", tier=TIER_2)
def list_usergroups(call: Call) -> Json:
    groups = []
    for group in call.workspace.usergroups.values():
        shape = shapes.usergroup(call.workspace, group)
        groups.append(shape | ({"users": list(group.members)} if call.args.flag("include_users") else {}))
    return {"usergroups": groups}


@method("usergroups.users.list", "usergroups:read", tier=TIER_2)
def list_usergroup_members(call: Call) -> Json:
    group = call.workspace.usergroups.get(call.args.need("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.members)}
