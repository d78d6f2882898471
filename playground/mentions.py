"""Mentions: whom a message notifies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playground.workspace import Workspace

_MENTION = re.compile(
    r"<(?:@(?P<user>[UW][A-Z0-9]+)|!subteam\^(?P<group>S[A-Z0-9]+)|!(?P<all>channel|here|everyone))(?:\|[^>]*)?>"
)
_BARE = re.compile(r"(?<![\w<])@(channel|here|everyone)\b")


def notified(workspace: Workspace, message: dict[str, Any]) -> list[str]:
    """Return whom a message's mentions reach: account ids, group ids with their members, "channel", "here", "everyone".

    `message` has text, blocks and attachments as the app sent them. plain_text objects and escaped markup never notify;
    a bare @channel does only with `link_names` or `parse: full`.
    """
    found: list[str] = []
    bare = message.get("link_names") in (True, "1", "true", 1) or message.get("parse") == "full"
    for text in _live_texts(message):
        found += [_target(match) for match in _MENTION.finditer(text)]
        found += _BARE.findall(text) if bare else []
    found += _rich_mentions(message.get("blocks") or [])
    members = [member for one in found if one in workspace.usergroups for member in workspace.usergroups[one].members]
    return sorted({*found, *members})


def _target(match: re.Match[str]) -> str:
    return match["user"] or match["group"] or match["all"]


def _live_texts(message: dict[str, Any]) -> Iterator[str]:
    if isinstance(message.get("text"), str) and message.get("mrkdwn", True) not in (False, "0", "false"):
        yield message["text"]
    for attachment in message.get("attachments") or []:
        yield from (value for key, value in attachment.items() if key in ("text", "pretext") and isinstance(value, str))
    yield from _mrkdwn([message.get("blocks"), message.get("attachments")])


def _mrkdwn(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _mrkdwn(child)
    elif isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "markdown") and isinstance(node.get("text"), str):
            yield node["text"]
        for child in node.values():
            yield from _mrkdwn(child)


def _rich_mentions(node: Any) -> list[str]:
    if isinstance(node, list):
        return [one for child in node for one in _rich_mentions(child)]
    if not isinstance(node, dict):
        return []
    own = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}.get(str(node.get("type")))
    if own and own in node:
        return [str(node[own])]
    return [one for child in node.values() for one in _rich_mentions(child)]
