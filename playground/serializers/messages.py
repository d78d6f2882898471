"""Messages as JSON: in answers, in events, and the links to them."""

from __future__ import annotations

from typing import Any

from playground.serializers.apps import bot_profile
from playground.workspace import Channel, Message, Workspace

Json = dict[str, Any]
_OPTIONAL = (
    *("subtype", "bot_id", "app_id", "username", "icons", "client_msg_id"),
    *("blocks", "attachments", "edited", "thread_ts"),
)
_NOT_IN_EVENTS = ("app_id", "reactions", "pinned_to", "reply_users")
"""What a message has in answers, and not where an event tells of it."""
_TEAMLESS = ("channel_topic", "channel_purpose")


_NOT_THE_APP = ("user", "team", "app_id", "bot_profile")
"""What a message lacks that an app posted under another name than its own."""
_NOT_BY_THE_APP = ("bot_id", "app_id", "bot_profile")
"""What a message lacks that Slack wrote because of what an app did."""


def message(workspace: Workspace, channel: Channel, message: Message, *, metadata: bool = False) -> Json:
    """Return a message as every answer and payload shows it; `metadata` only where it was asked for."""
    shape: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shape |= {key: getattr(message, key) for key in _OPTIONAL if getattr(message, key) is not None}
    shape |= {"team": workspace.team_id, **message.extra}
    app = workspace.apps.get(message.app_id or "")
    if app:
        shape["bot_profile"] = bot_profile(workspace, app)
    hidden = _NOT_THE_APP if message.subtype == "bot_message" else _NOT_BY_THE_APP if message.is_system else ()
    shape = {key: value for key, value in shape.items() if key not in hidden}
    if message.ts in channel.pins:
        shape["pinned_to"] = [channel.id]
    if message.reactions:
        shape["reactions"] = reactions(message)
    if metadata and message.metadata:
        shape["metadata"] = message.metadata
    return shape | _thread(workspace, channel, message)


def message_in_event(workspace: Workspace, channel: Channel, one: Message, *, metadata: bool = False) -> Json:
    """Return a message as the event of its own shows it, with metadata, and as the one of a change, without."""
    shape = message(workspace, channel, one, metadata=metadata)
    dropped = (*_NOT_IN_EVENTS, *(("team",) if one.subtype in _TEAMLESS else ()))
    return {key: value for key, value in shape.items() if key not in dropped}


def updated(workspace: Workspace, channel: Channel, one: Message) -> Json:
    """Return what chat.update says of the message that it changed: its content, not where it stands."""
    shape = message(workspace, channel, one, metadata=True)
    shape = {key: value for key, value in shape.items() if key not in ("ts", "thread_ts", "pinned_to", "reactions")}
    return {key: value for key, value in shape.items() if key not in _thread(workspace, channel, one)}


def _thread(workspace: Workspace, channel: Channel, message: Message) -> Json:
    if message.thread_ts is None:
        return {}
    root = channel.messages.get(message.thread_ts)
    if message.thread_ts != message.ts:
        found = {"parent_user_id": root.user} if root else {}
        return found | ({"root": _root(workspace, channel, root)} if root and _is_broadcast(message) else {})
    return _answers(channel, message)


def _is_broadcast(message: Message) -> bool:
    return message.subtype == "thread_broadcast"


def _root(workspace: Workspace, channel: Channel, root: Message) -> Json:
    keys = ("type", "subtype", "user", "bot_id", "bot_profile", "username", "icons", "text", "ts", "thread_ts", "team")
    shape = {key: value for key, value in message(workspace, channel, root).items() if key in keys}
    return shape | {key: value for key, value in _answers(channel, root).items() if key != "is_locked"}


def _answers(channel: Channel, message: Message) -> Json:
    """Return what the first message of a thread says of its answers."""
    answers = replies(channel, message.ts)
    people = list(dict.fromkeys(answer.user for answer in answers))
    latest = {"latest_reply": answers[-1].ts} if answers else {}
    counted = {"reply_count": len(answers), "reply_users": people, "reply_users_count": len(people), **latest}
    return counted | {"is_locked": False, "subscribed": False}


def replies(channel: Channel, thread_ts: str) -> list[Message]:
    return [m for m in channel.messages.values() if m.thread_ts == thread_ts and m.ts != thread_ts]


def reactions(message: Message) -> list[Json]:
    return [{"name": name, "users": list(who), "count": len(who)} for name, who in message.reactions.items()]


def permalink(workspace: Workspace, channel: Channel, message: Message) -> str:
    link = f"https://{workspace.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    in_thread = message.thread_ts and message.thread_ts != message.ts
    return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}" if in_thread else link


def linked(workspace: Workspace, channel: Channel, one: Message) -> Json:
    """Return a message with the link to it, as where reactions are listed."""
    return message(workspace, channel, one) | {"permalink": permalink(workspace, channel, one)}


def pinned_message(workspace: Workspace, channel: Channel, one: Message) -> Json:
    """Return a message as it is shown where it is pinned: with the link to it, without its reactions."""
    shape = linked(workspace, channel, one)
    return {key: value for key, value in shape.items() if key != "reactions"}
