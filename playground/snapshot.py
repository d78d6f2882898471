"""A comparable value of a workspace: what it came to, without ids, times or the way it got there."""

from __future__ import annotations

import json
import re
from typing import Any

from playground.workspace import Channel, Message, Workspace

Json = dict[str, Any]
_GENERATED = re.compile(r"[ab]0[0-9A-Z]{7}")
_REPLACEMENTS = [
    (re.compile(r"<!date\^\d+\^([^|>]*)\|[^>]*>"), r"<!date^TIME^\1>"),
    (re.compile(r"\bp\d{16}\b"), "pTS"),
    (re.compile(r"\b\d{10}\.\d{6}\b"), "TS"),
    (re.compile(r"\b[12]\d{9}\b"), "TIME"),
    (re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b"), "UUID"),
]
# Whole numbers of this size are moments in seconds.
_MOMENTS = range(1_000_000_000, 3_000_000_000)


def snapshot(workspace: Workspace) -> Json:
    """Return channels and direct messages by name, with members, topic, messages, pins and bookmarks.

    Ids, timestamps and UUIDs are replaced by names and placeholders, and messages are in an order of their own, so
    that two runs can be compared. System messages and ephemerals are left out: they tell of the way, not of the end.
    """
    names = {account.id: f"@{account.handle}" for account in workspace.accounts.values()}
    names |= {group.id: f"@{group.handle}" for group in workspace.usergroups.values()}
    names |= {channel.id: _name(workspace, channel) for channel in workspace.channels.values()}
    known = re.compile(rf"\b(?:{'|'.join(names)})\b")
    return {
        "channels": {_name(workspace, c): _channel(c, known, names) for c in _sorted(workspace) if not c.is_im},
        "directs": {_name(workspace, c): _channel(c, known, names)["messages"] for c in _sorted(workspace) if c.is_im},
    }


def _sorted(workspace: Workspace) -> list[Channel]:
    return sorted(workspace.channels.values(), key=lambda channel: _name(workspace, channel))


def _name(workspace: Workspace, channel: Channel) -> str:
    if channel.is_im:
        return "+".join(sorted(workspace.accounts[member].handle for member in channel.members))
    return f"#{channel.name}"


def _channel(channel: Channel, known: re.Pattern[str], names: dict[str, str]) -> Json:
    def normal(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: normal(one) for key, one in value.items() if not _is_generated(key, one)}
        if isinstance(value, list):
            return [normal(one) for one in value]
        if isinstance(value, int) and value in _MOMENTS:
            return "TIME"
        return _normal_text(value, known, names) if isinstance(value, str) else value

    kept = [message for message in channel.messages.values() if not message.is_system]
    shown = [normal(_message(channel, message)) for message in kept]
    bookmarks = [{"title": one["title"], "link": one["link"]} for one in channel.bookmarks.values()]
    return {
        "topic": normal(channel.topic["value"]),
        "purpose": normal(channel.purpose["value"]),
        "private": channel.is_private,
        "archived": channel.archived,
        "members": sorted(names[member] for member in channel.members),
        "messages": sorted(shown, key=lambda one: json.dumps(one, sort_keys=True)),
        "bookmarks": sorted(normal(bookmarks), key=str),
    }


def _is_generated(key: str, value: Any) -> bool:
    return key in ("block_id", "action_id") and bool(_GENERATED.fullmatch(value))


def _normal_text(text: str, known: re.Pattern[str], names: dict[str, str]) -> str:
    text = known.sub(lambda match: names[match.group(0)], text)
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _message(channel: Channel, message: Message) -> Json:
    root = channel.messages.get(message.thread_ts or "")
    return {
        "author": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "metadata": message.metadata,
        "in_thread_of": root.text if root and root.ts != message.ts else None,
        "reactions": {name: sorted(who) for name, who in message.reactions.items()},
        "pinned": message.ts in channel.pins,
        "notified": message.notified,
    }
