"""bookmarks.*: the links at the top of a channel."""

from __future__ import annotations

import re
from collections.abc import Callable

from playground import emoji
from playground.errors import SlackError
from playground.methods.registry import TIER_2, TIER_3, Call, Json, method
from playground.workspace import Channel

LIMIT = 100


def _channel(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if call.me.id not in channel.members:
        raise SlackError("permission_denied")
    return channel


def _checked_link(link: str) -> str:
    if not re.fullmatch(r"https?://\S+", link):
        raise SlackError("invalid_link")
    return link


def _checked_emoji(call: Call, name: str) -> str:
    if name and not (name[0] == name[-1] == ":" and emoji.is_known(call.workspace, name.strip(":"))):
        raise SlackError("invalid_emoji")
    return name


@method("bookmarks.add", "bookmarks:write", tier=TIER_2)
def add(call: Call) -> Json:
    args, channel = call.args, _channel(call)
    title = args.need("title")
    if args.need("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if len(channel.bookmarks) >= LIMIT:
        raise SlackError("too_many_bookmarks")
    if args.text("parent_id"):  # only a folder is a parent, and apps cannot make one
        raise SlackError("invalid_parent_type")
    bookmark = {
        "id": call.workspace.new_id("Bk"),
        "channel_id": channel.id,
        "title": title,
        "link": _checked_link(args.text("link")),
        "emoji": _checked_emoji(call, args.text("emoji")),
        "icon_url": "",
        "type": "link",
        "entity_id": None,
        "date_created": call.workspace.timestamp(),
        "date_updated": 0,
        "rank": f"{len(channel.bookmarks):04d}",
        "last_updated_by_user_id": call.me.id,
        "last_updated_by_team_id": call.workspace.team_id,
        "shortcut_id": "",
        "app_id": call.app.id,
    }
    channel.bookmarks[str(bookmark["id"])] = bookmark
    call.workspace.touch()
    return {"bookmark": bookmark}


@method("bookmarks.edit", "bookmarks:write", tier=TIER_2)
def edit(call: Call) -> Json:
    channel = _channel(call)
    bookmark = channel.bookmarks.get(call.args.need("bookmark_id"))
    if bookmark is None:
        raise SlackError("not_found")
    checks: dict[str, Callable[[str], str]] = {"title": str, "link": _checked_link}
    checks["emoji"] = lambda name: _checked_emoji(call, name)
    bookmark |= {key: check(call.args.text(key)) for key, check in checks.items() if key in call.args.values}
    bookmark["date_updated"] = call.workspace.timestamp()
    call.workspace.touch()
    return {"bookmark": bookmark}


@method("bookmarks.remove", "bookmarks:write", tier=TIER_2)
def remove(call: Call) -> Json:
    channel = _channel(call)
    if channel.bookmarks.pop(call.args.need("bookmark_id"), None) is None:
        raise SlackError("not_found")
    call.workspace.touch()
    return {}


@method("bookmarks.list", "bookmarks:read", tier=TIER_3)
def list_bookmarks(call: Call) -> Json:
    return {"bookmarks": list(call.channel("channel_id").bookmarks.values())}
