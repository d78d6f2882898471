"""pins.*: what is pinned in a channel."""

from __future__ import annotations

from playground import serializers, workspace_actions
from playground.errors import SlackError
from playground.methods.registry import TIER_2, Call, Json, method

LIMIT = 100


@method("pins.add", "pins:write", tier=TIER_2)
def add(call: Call) -> Json:
    channel = call.own_channel(archived="restricted_action")
    message = call.message(channel)
    if message.is_system:
        raise SlackError("not_pinnable")
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= LIMIT:
        raise SlackError("too_many_pins")
    workspace_actions.pin(call.workspace, channel, message, call.me)
    return {}


@method("pins.remove", "pins:write", tier=TIER_2)
def remove(call: Call) -> Json:
    channel = call.own_channel(archived="restricted_action")
    message = call.message(channel)
    if message.ts not in channel.pins:
        raise SlackError("no_pin")
    workspace_actions.unpin(call.workspace, channel, message, call.me)
    return {}


@method("pins.list", "pins:read", tier=TIER_2)
def list_pins(call: Call) -> Json:
    channel = call.channel()
    items = [
        {
            "type": "message",
            "channel": channel.id,
            **pin,
            "message": serializers.pinned_message(call.workspace, channel, channel.messages[ts]),
        }
        for ts, pin in channel.pins.items()
    ]
    return {"items": items[::-1]}
