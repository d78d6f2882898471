"""users.* and usergroups.*: the people of a workspace and their groups."""

from __future__ import annotations

from playground import serializers
from playground.errors import SlackError
from playground.methods.registry import PAGE_LIMIT, TIER_2, TIER_3, TIER_4, Call, Json, method, paginate_clamped


@method("users.info", "users:read", tier=TIER_4)
def info(call: Call) -> Json:
    return {"user": _shape(call, call.args.need("user"))}


def _shape(call: Call, account_id: str) -> Json:
    shape = serializers.user(call.workspace, call.person(account_id))
    shape["profile"] = _without_address(call, shape["profile"])
    return shape | ({"locale": "en-US"} if call.args.flag("include_locale") else {})


def _without_address(call: Call, profile: Json) -> Json:
    """Leave the address out where the app may not read it."""
    return {key: value for key, value in profile.items() if key != "email" or call.has_scope("users:read.email")}


@method("users.list", "users:read", tier=TIER_2)
def list_users(call: Call) -> Json:
    shown, more = paginate_clamped(list(call.workspace.accounts), call.args, default=1000)
    members = [_shape(call, account_id) for account_id in shown]
    return {"members": members, "cache_ts": call.workspace.timestamp(), "response_metadata": more}


@method("users.profile.get", "users.profile:read", tier=TIER_4)
def profile(call: Call) -> Json:
    shape = serializers.full_profile(call.workspace, call.person(call.args.text("user") or call.me.id))
    return {"profile": _without_address(call, shape)}


@method("users.lookupByEmail", "users:read.email", tier=TIER_3)
def lookup_by_email(call: Call) -> Json:
    wanted = call.args.need("email").lower()
    for account in call.workspace.accounts.values():
        if account.email.lower() == wanted and not account.deleted:
            return {"user": _shape(call, account.id)}
    raise SlackError("users_not_found")


def _paid(call: Call) -> None:
    """User groups are a feature of paid plans. Raises SlackError plan_upgrade_required."""
    if call.workspace.plan == "free":
        raise SlackError("plan_upgrade_required")


@method("usergroups.list", "usergroups:read", tier=TIER_2)
def list_usergroups(call: Call) -> Json:
    _paid(call)
    groups = []
    shown, _ = paginate_clamped(list(call.workspace.usergroups.values()), call.args, default=PAGE_LIMIT)
    for group in shown:
        shape = serializers.usergroup(call.workspace, group)
        if not call.args.flag("include_count"):
            del shape["user_count"]
        groups.append(shape | ({"users": list(group.members)} if call.args.flag("include_users") else {}))
    return {"usergroups": groups}


@method("usergroups.users.list", "usergroups:read", tier=TIER_2)
def list_usergroup_members(call: Call) -> Json:
    _paid(call)
    group = call.workspace.usergroups.get(call.args.need("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    shown, _ = paginate_clamped(group.members, call.args, default=PAGE_LIMIT)
    return {"users": shown}
