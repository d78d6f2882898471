"""conversations.*: who is in a channel, and direct messages."""

from __future__ import annotations

from playground import serializers, workspace_actions
from playground.errors import SlackError
from playground.methods.conversations import WRITE, managed
from playground.methods.registry import TIER_2, TIER_3, Call, Json, method
from playground.workspace import Account, Channel

INVITE_LIMIT = 100
GROUP_LIMIT = 8
INVITE = (
    *("channels:manage", "groups:write", "im:write", "mpim:write"),
    *("channels:write.invites", "groups:write.invites"),
)


@method("conversations.invite", *INVITE, tier=TIER_3)
def invite(call: Call) -> Json:
    channel = _inviting(call)
    users = call.args.listed("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > INVITE_LIMIT:
        raise SlackError("too_many_users")
    refused = {user: why for user in users if (why := _refusal(call, channel, user))}
    errors = [{"user": user, "ok": False, "error": why} for user, why in refused.items()]
    if refused and (not call.args.flag("force") or len(refused) == len(set(users))):
        raise SlackError(next(iter(refused.values())), errors=errors)
    for user in dict.fromkeys(users):
        if user not in refused:
            workspace_actions.join(call.workspace, channel, call.workspace.accounts[user], call.me)
    shape = {"channel": serializers.own_channel(call.workspace, channel, call.me.id)}
    return shape | ({"errors": errors} if errors else {})


def _inviting(call: Call) -> Channel:
    channel = call.channel()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    family = "groups" if channel.is_private else "channels"
    call.need_scope("groups:write" if channel.is_private else "channels:manage", f"{family}:write.invites")
    return call.own_channel()


def _refusal(call: Call, channel: Channel, user: str) -> str | None:
    account = call.workspace.accounts.get(user)
    if account is None:
        return "user_not_found"
    if user == call.me.id:
        return "cant_invite_self"
    if account.deleted:
        return "cant_invite"
    return "already_in_channel" if user in channel.members else None


@method("conversations.join", "channels:join", tier=TIER_3)
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.is_private or channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    if call.me.id in channel.members:
        shape = serializers.channel(call.workspace, channel, call.me.id) | {"priority": 0}
        return {
            "channel": shape,
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    workspace_actions.join(call.workspace, channel, call.me)
    return {"channel": serializers.channel(call.workspace, channel, call.me.id) | {"priority": 0}}


@method("conversations.leave", *WRITE, tier=TIER_3)
def leave(call: Call) -> Json:
    channel = call.channel()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope_for(channel, "write")
    if channel.archived:
        raise SlackError("is_archived")
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.me.id not in channel.members:
        return {"not_in_channel": True}
    if channel.is_private and len(channel.members) == 1:
        raise SlackError("last_member")
    workspace_actions.leave(call.workspace, channel, call.me, call.me)
    return {}


@method("conversations.kick", "channels:manage", "groups:write", tier=TIER_3)
def kick(call: Call) -> Json:
    channel = managed(call)
    account = call.person(call.args.need("user"))
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if account.id == call.me.id:
        raise SlackError("cant_kick_self")
    if account.id not in channel.members:
        raise SlackError("not_in_channel")
    workspace_actions.leave(call.workspace, channel, account, call.me)
    return {"errors": {}}


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write", tier=TIER_3)
def open_direct(call: Call) -> Json:
    if call.args.text("channel"):
        return _reopened(call, _direct(call))
    account = _partner(call)
    known = call.workspace.find_direct(call.me.id, account.id)
    if known:
        return _reopened(call, known)
    if call.args.flag("prevent_creation"):
        raise SlackError("channel_not_found")
    return {"channel": _opened(call, call.workspace.direct(call.me.id, account.id))}


def _direct(call: Call) -> Channel:
    channel = call.channel()
    if not channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope("im:write")
    return channel


def _partner(call: Call) -> Account:
    users = [user for user in call.args.listed("users") if user != call.me.id]
    if not call.args.listed("users"):
        raise SlackError("users_list_not_supplied")
    if not users:
        raise SlackError("not_enough_users")
    if len(users) > GROUP_LIMIT:
        raise SlackError("too_many_users")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope("im:write")
    account = call.person(users[0])
    if account.deleted:
        raise SlackError("user_disabled")
    return account


def _reopened(call: Call, channel: Channel) -> Json:
    was_open, channel.closed = not channel.closed, False
    return {"channel": _opened(call, channel)} | ({"no_op": True, "already_open": True} if was_open else {})


def _opened(call: Call, channel: Channel) -> Json:
    if not call.args.flag("return_im"):
        return {"id": channel.id}
    last = next(reversed(channel.messages.values()), None)
    latest = serializers.message_in_event(call.workspace, channel, last) if last else None
    unread = {"latest": latest, "unread_count": 0, "unread_count_display": 0}
    return serializers.channel(call.workspace, channel, call.me.id) | unread


@method("conversations.close", *WRITE, tier=TIER_2)
def close_direct(call: Call) -> Json:
    channel = _direct(call)
    was_closed, channel.closed = channel.closed, True
    return {"no_op": True, "already_closed": True} if was_closed else {}
