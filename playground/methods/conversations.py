"""conversations.*: making channels, describing them and finding them."""

from __future__ import annotations

import re

from playground import serializers, workspace_actions
from playground.errors import SlackError
from playground.methods.registry import TIER_2, TIER_3, TIER_4, Call, Json, method, paginate
from playground.workspace import Channel

NAME_LIMIT = 80
TOPIC_LIMIT = 250
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
PUBLIC = ("channels:manage", "channels:write")
WRITE = (*PUBLIC, "groups:write", "im:write", "mpim:write")
TOPIC = (
    *("channels:manage", "groups:write", "im:write", "mpim:write"),
    *("channels:write.topic", "groups:write.topic", "im:write.topic", "mpim:write.topic"),
)
TYPES = ("public_channel", "private_channel", "mpim", "im")
_TYPE_SCOPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "mpim": "mpim:read",
    "im": "im:read",
}


def well_formed(name: str) -> str | None:
    """Return why Slack refuses a channel name, None where it does not."""
    if not name:
        return "invalid_name_required"
    if len(name) > NAME_LIMIT:
        return "invalid_name_maxlength"
    if not any(character.isalnum() for character in name):
        return "invalid_name_punctuation"
    return None if re.fullmatch(r"[a-z0-9_-]+", name) else "invalid_name_specials"


def checked_name(call: Call, name: str) -> str:
    """Return a free, well-formed channel name. Raises SlackError invalid_name_…, name_taken."""
    refusal = well_formed(name)
    if refusal:
        raise SlackError(refusal)
    # A name is taken also by an archived channel, and by a private one that the app cannot see.
    if call.workspace.channel_named(name):
        raise SlackError("name_taken")
    return name


def managed(call: Call, *, archived: str = "is_archived") -> Channel:
    """Return the channel to change: one the app is in, with the scope for its kind."""
    channel = call.channel()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope_for(channel, "write")
    return call.own_channel(archived=archived)


@method("conversations.create", *WRITE, tier=TIER_2)
def create(call: Call) -> Json:
    private = call.args.flag("is_private")
    call.need_scope(*(("groups:write",) if private else PUBLIC))
    if not call.app.may_create_channels:
        raise SlackError("restricted_action")
    name = checked_name(call, call.args.text("name"))
    channel = workspace_actions.create_channel(call.workspace, name, call.me, private=private)
    return {"channel": serializers.own_channel(call.workspace, channel, call.me.id) | {"priority": 0}}


@method("conversations.archive", *WRITE, tier=TIER_2)
def archive(call: Call) -> Json:
    channel = managed(call, archived="already_archived")
    if channel.is_general:
        raise SlackError("cant_archive_general")
    workspace_actions.archive(call.workspace, channel, call.me)
    return {}


@method("conversations.unarchive", *WRITE, tier=TIER_2)
def unarchive(call: Call) -> Json:
    channel = call.channel()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope_for(channel, "write")
    if not channel.archived:
        raise SlackError("not_archived")
    # Source: conversations.unarchive refuses bot tokens, since archiving took the bot out of the channel.
    raise SlackError("not_in_channel")


@method("conversations.rename", *WRITE, tier=TIER_2)
def rename(call: Call) -> Json:
    channel = managed(call)
    # Source: conversations.rename: "Only the user that originally created a channel or an admin may rename it."
    if channel.is_general or channel.creator != call.me.id:
        raise SlackError("not_authorized")
    name = call.args.text("name")
    if name != channel.name:
        workspace_actions.rename(call.workspace, channel, call.me, checked_name(call, name))
    return {"channel": serializers.own_channel(call.workspace, channel, call.me.id)}


@method("conversations.setTopic", *TOPIC, tier=TIER_2)
def set_topic(call: Call) -> Json:
    channel = _described(call)
    workspace_actions.set_topic(call.workspace, channel, call.me, _short(call, "topic"))
    return {"channel": _described_now(call, channel)}


@method("conversations.setPurpose", *TOPIC, tier=TIER_2)
def set_purpose(call: Call) -> Json:
    channel = _described(call)
    workspace_actions.set_purpose(call.workspace, channel, call.me, _short(call, "purpose"))
    return {"channel": _described_now(call, channel)}


def _described_now(call: Call, channel: Channel) -> Json:
    shape = serializers.channel(call.workspace, channel, call.me.id)
    del shape["is_moved"]
    return shape


def _described(call: Call) -> Channel:
    channel = call.channel()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    family = "groups" if channel.is_private else "channels"
    call.need_scope("groups:write" if channel.is_private else "channels:manage", f"{family}:write.topic")
    return call.own_channel()


def _short(call: Call, name: str) -> str:
    value = call.args.given(name)
    if len(value) > TOPIC_LIMIT:
        raise SlackError("too_long")
    return value


@method("conversations.info", *READ, tier=TIER_3)
def info(call: Call) -> Json:
    channel = call.channel()
    call.need_scope_for(channel, "read")
    shape = serializers.channel(call.workspace, channel, call.me.id) | serializers.restrictions(channel)
    if call.args.flag("include_num_members"):
        shape["num_members"] = len(channel.members)
    if call.args.flag("include_locale"):
        shape["locale"] = "en-US"
    return {"channel": shape}


@method("conversations.list", *READ, tier=TIER_2)
def list_conversations(call: Call) -> Json:
    found = [c for c in _of_types(call) if c.visible_to(call.me.id)]
    shown, more = paginate(found, call.args)
    shapes = [_listed(call, channel) | {"num_members": len(channel.members)} for channel in shown]
    for shape in shapes:
        shape.pop("is_open", None)
    return {"channels": shapes, "response_metadata": more}


@method("users.conversations", *READ, tier=TIER_3)
def users_conversations(call: Call) -> Json:
    person = call.person(call.args.text("user") or call.me.id)
    visible = (c for c in _of_types(call) if c.visible_to(call.me.id))
    shown, more = paginate([c for c in visible if person.id in c.members], call.args)
    shapes = [_listed(call, channel) for channel in shown]
    for shape in shapes:
        shape.pop("is_member", None)
    return {"channels": shapes, "response_metadata": more}


def _listed(call: Call, channel: Channel) -> Json:
    """Return a channel as lists show it: without what was read of it last."""
    shape = serializers.channel(call.workspace, channel, call.me.id)
    shape.pop("last_read", None)
    if channel.is_im:
        shape["is_user_deleted"] = call.workspace.accounts[shape["user"]].deleted
    return shape


def _of_types(call: Call) -> list[Channel]:
    types = call.args.listed("types") or ["public_channel"]
    for wanted in types:
        if wanted not in TYPES:
            raise SlackError("invalid_types")
        call.need_scope(_TYPE_SCOPES[wanted])
    channels = call.workspace.channels.values()
    kept = [c for c in channels if not (c.archived and call.args.flag("exclude_archived"))]
    return [c for c in kept if _type_of(c) in types]


def _type_of(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


@method("conversations.members", *READ, tier=TIER_4)
def members(call: Call) -> Json:
    channel = call.channel()
    call.need_scope_for(channel, "read")
    shown, more = paginate(channel.members, call.args)
    return {"members": shown, "response_metadata": more}
