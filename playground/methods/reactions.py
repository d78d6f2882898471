"""reactions.*: emoji under messages."""

from __future__ import annotations

from playground import emoji, serializers, workspace_actions
from playground.content_models import File
from playground.errors import SlackError
from playground.methods.registry import TIER_2, TIER_3, Call, Json, method, paginate_clamped
from playground.workspace import Channel, Message

# Source: Slack's help page on emoji reactions: 50 different ones on a message, 23 of them by one person.
EMOJI_LIMIT = 50
OWN_LIMIT = 23


def _name(call: Call) -> str:
    name = call.args.need("name").strip(":")
    if not emoji.is_known(call.workspace, name):
        raise SlackError("invalid_name")
    return name


def _channel(call: Call) -> Channel:
    if not call.args.text("channel"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _file(call: Call) -> File | None:
    """Return the file that the call is about, if it names one. Raises SlackError file_not_found."""
    if not call.args.text("file"):
        return None
    file = call.workspace.files.get(call.args.text("file"))
    if file is None or not serializers.sees_file(call.workspace, file, call.me.id):
        raise SlackError("file_not_found")
    return file


@method("reactions.add", "reactions:write", tier=TIER_3)
def add(call: Call) -> Json:
    name, channel = _name(call), _channel(call)
    message = call.message(channel)
    if call.me.id in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    if name not in message.reactions and len(message.reactions) >= EMOJI_LIMIT:
        raise SlackError("too_many_emoji")
    if sum(call.me.id in people for people in message.reactions.values()) >= OWN_LIMIT:
        raise SlackError("too_many_reactions")
    workspace_actions.react(call.workspace, message, call.me, name)
    return {}


@method("reactions.remove", "reactions:write", tier=TIER_2)
def remove(call: Call) -> Json:
    name = _name(call)
    if _file(call):  # nobody can react to a file here
        raise SlackError("no_reaction")
    channel = _channel(call)
    message = call.message(channel)
    if call.me.id not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    workspace_actions.unreact(call.workspace, message, call.me, name)
    return {}


@method("reactions.get", "reactions:read", tier=TIER_3)
def get(call: Call) -> Json:
    file = _file(call)
    if file:
        return {"type": "file", "file": serializers.file(call.workspace, file)}
    if not call.args.text("channel"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    return _item(call, channel, call.message(channel))


def _item(call: Call, channel: Channel, message: Message) -> Json:
    return {"type": "message", "channel": channel.id, "message": serializers.linked(call.workspace, channel, message)}


@method("reactions.list", "reactions:read", tier=TIER_2)
def list_reactions(call: Call) -> Json:
    who = call.person(call.args.text("user") or call.me.id).id
    found = [
        (channel, message)
        for channel in call.workspace.visible_channels(call.me.id)
        for message in channel.messages.values()
        if any(who in people for people in message.reactions.values())
    ]
    shown, more = paginate_clamped(sorted(found, key=lambda item: item[1].ts, reverse=True), call.args)
    return {"items": [_item(call, *one) for one in shown], "response_metadata": more}
