"""reactions.*: emoji under messages."""

from __future__ import annotations

import re

from playground import doings, shapes
from playground.errors import SlackError
from playground.methods.registry import TIER_2, TIER_3, Call, Json, method
from playground.workspace import Channel


def _name(call: Call) -> str:
    name = call.args.need("name").strip(":")
    if not re.fullmatch(r"[\w+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    return name


def _channel(call: Call) -> Channel:
    if not call.args.text("channel"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    return channel


@method("reactions.add", "reactions:write", tier=TIER_3)
def add(call: Call) -> Json:
    name, channel = _name(call), _channel(call)
    message = call.message(channel)
    if call.me.id in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    doings.react(call.workspace, message, call.me, name)
    return {}


@method("reactions.remove", "reactions:write", tier=TIER_2)
def remove(call: Call) -> Json:
    name, channel = _name(call), _channel(call)
    message = call.message(channel)
    if call.me.id not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    doings.unreact(call.workspace, message, call.me, name)
    return {}


@method("reactions.get", "reactions:read", tier=TIER_3)
def get(call: Call) -> Json:
    if not call.args.text("channel"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    shape = shapes.message(call.workspace, channel, call.message(channel))
    return {"type": "message", "channel": channel.id, "message": shape}
