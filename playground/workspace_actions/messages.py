"""What happens to messages: posted, edited, deleted, pinned and reacted to."""

from __future__ import annotations

import copy
from dataclasses import fields
from typing import Any

from playground import mentions, serializers
from playground.stored_blocks import stored
from playground.workspace import SLACKBOT, Account, Channel, Message, Workspace, WorkspaceEvent

Json = dict[str, Any]
TEXT_LIMIT = 40_000
"""Characters; source: "Truncating content" on the page of chat.postMessage. What is longer is cut."""
_KEPT = ("thread_ts", "subtype", "client_msg_id", "username", "icons")


def post(workspace: Workspace, channel: Channel, author: Account, draft: Json) -> Message:
    """Add a message. `draft` has text, blocks, attachments, metadata, extra and the keys of _KEPT, as far as needed."""
    app = workspace.app_of(author.id)
    message = Message(workspace.new_ts(), channel.id, author.id)
    fill(workspace, message, draft)
    for key in _KEPT:
        setattr(message, key, draft.get(key))
    message.extra = draft.get("extra", {})
    if message.is_system:
        message.notified = []
    message.app_id, message.bot_id = (app.id, app.bot_id) if app else (None, None)
    root = channel.messages.get(message.thread_ts or "")
    if root and root.thread_ts is None:
        root.thread_ts = root.ts
    channel.messages[message.ts] = message
    workspace.touch()
    _emit_message(workspace, channel, serializers.message_in_event(workspace, channel, message, metadata=True))
    _emit_app_mentions(workspace, channel, message)
    return message


def fill(workspace: Workspace, message: Message, draft: Json) -> None:
    """Put the content of a draft into a message, giving every block an id."""
    message.text = (draft.get("text") or "")[:TEXT_LIMIT]
    message.blocks = stored(workspace, draft.get("blocks"))
    message.attachments = copy.deepcopy(draft.get("attachments")) or None
    for number, attachment in enumerate(message.attachments or [], 1):
        attachment.setdefault("id", number)
        if "blocks" in attachment:
            attachment["blocks"] = stored(workspace, attachment["blocks"]) or []
    message.metadata = draft.get("metadata", message.metadata)
    message.notified = mentions.notified(workspace, draft)


def _emit_message(workspace: Workspace, channel: Channel, event: Json) -> None:
    channel_type = "im" if channel.is_im else ("group" if channel.is_private else "channel")
    at = {"channel": channel.id, "channel_type": channel_type, "event_ts": event.get("event_ts", event["ts"])}
    workspace.emit(WorkspaceEvent(event | at, channel))


def _emit_app_mentions(workspace: Workspace, channel: Channel, message: Message) -> None:
    if channel.is_im:
        return
    for app in workspace.apps.values():
        if app.user.id in message.notified and message.user != app.user.id:
            shown = serializers.message_in_event(workspace, channel, message)
            event = shown | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            event.pop("parent_user_id", None)
            workspace.emit(WorkspaceEvent(event, channel, only=app.user.id))


def edit(workspace: Workspace, channel: Channel, message: Message, draft: Json, *, marked: bool = True) -> None:
    """Give a message new content; it is `marked` as edited unless an app does it with blocks."""
    before = serializers.message_in_event(workspace, channel, message)
    fill(workspace, message, draft)
    if marked:
        message.edited = {"user": message.user, "ts": workspace.new_ts()}
    _emit_changed(workspace, channel, message, before)


def broadcast(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Show an answer in the channel too, after the fact."""
    before = serializers.message_in_event(workspace, channel, message)
    message.subtype = "thread_broadcast"
    _emit_changed(workspace, channel, message, before)


def _emit_changed(workspace: Workspace, channel: Channel, message: Message, before: Json) -> None:
    workspace.touch()
    after = serializers.message_in_event(workspace, channel, message)
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": workspace.new_ts()}
    _emit_message(workspace, channel, changed | {"message": after, "previous_message": before})


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message; of one with answers a tombstone stays, for as long as there are any."""
    before = serializers.message_in_event(workspace, channel, message)
    channel.pins.pop(message.ts, None)
    if serializers.replies(channel, message.ts):
        _bury(message)
        _emit_changed(workspace, channel, message, before)
        return
    del channel.messages[message.ts]
    root = channel.messages.get(message.thread_ts or "")
    if root and root.subtype == "tombstone" and not serializers.replies(channel, root.ts):
        del channel.messages[root.ts]
    workspace.touch()
    gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": workspace.new_ts()}
    _emit_message(workspace, channel, gone | {"deleted_ts": message.ts, "previous_message": before})


def _bury(message: Message) -> None:
    """Leave of a message only that it was there; whoever holds it holds the tombstone then."""
    stone = Message(message.ts, message.channel, SLACKBOT, "This message was deleted.", thread_ts=message.ts)
    stone.subtype, stone.extra = "tombstone", {"hidden": True}
    for one in fields(Message):
        setattr(message, one.name, getattr(stone, one.name))


def pin(workspace: Workspace, channel: Channel, message: Message, account: Account) -> None:
    channel.pins[message.ts] = {"created": workspace.timestamp(), "created_by": account.id}
    workspace.touch()
    _emit_pin(workspace, channel, message, ("pin_added", account, channel.pins[message.ts]))


def unpin(workspace: Workspace, channel: Channel, message: Message, account: Account) -> None:
    pinned = channel.pins.pop(message.ts)
    workspace.touch()
    _emit_pin(workspace, channel, message, ("pin_removed", account, pinned))


def _emit_pin(workspace: Workspace, channel: Channel, message: Message, what: tuple[str, Account, Json]) -> None:
    kind, account, pinned = what
    shown = serializers.pinned_message(workspace, channel, message)
    item: Json = {"type": "message", "channel": channel.id, **pinned, "message": shown}
    event: Json = {"type": kind, "user": account.id, "channel_id": channel.id, "item": item, "item_user": message.user}
    event |= {"pin_count": len(channel.pins), "event_ts": workspace.new_ts()}
    event |= {"has_pins": bool(channel.pins)} if kind == "pin_removed" else {}
    when = {"pinned_by": pinned["created_by"], "pinned_ts": pinned["created"]}
    workspace.emit(WorkspaceEvent(event | {"pinned_info": {"channel": channel.id, **when}}, channel))


def react(workspace: Workspace, message: Message, account: Account, name: str) -> None:
    message.reactions.setdefault(name, []).append(account.id)
    _emit_reaction(workspace, message, ("reaction_added", name), account)


def unreact(workspace: Workspace, message: Message, account: Account, name: str) -> None:
    message.reactions[name].remove(account.id)
    if not message.reactions[name]:
        del message.reactions[name]
    _emit_reaction(workspace, message, ("reaction_removed", name), account)


def _emit_reaction(workspace: Workspace, message: Message, what: tuple[str, str], account: Account) -> None:
    workspace.touch()
    kind, name = what
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": kind, "user": account.id, "reaction": name, "item": item, "item_user": message.user}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, workspace.channels[message.channel]))
