"""bookmarks.*, pins.* and reactions.*: what hangs on channels and messages."""

from __future__ import annotations

from typing import Any

from tests.playground.errors.rows import (
    ANOTHER,
    CONNECT,
    FOLDERS,
    LEGACY,
    LIMITED,
    MIGRATING,
    Row,
    Table,
    call,
    never,
)

REACH = never("who may not see a channel is told channel_not_found, who is not in it permission_denied")
EVERYBODY = never("bookmarks are there for everybody in the playground")
ONLY_LINKS = never("apps make bookmarks of type link only, and any other is invalid_bookmark_type")
LOCKED = never("nobody can lock a thread in the playground")
CANVAS_ONLY = never("only for reactions in a canvas, which the playground does not have")


def bookmark(**args: Any) -> Row:
    return call(**({"channel_id": "$room", "title": "T", "type": "link", "link": "https://a.example"} | args))


def edit(**args: Any) -> Row:
    return call(**({"channel_id": "$room", "bookmark_id": "$bookmark"} | args))


def pin(**args: Any) -> Row:
    return call(**({"channel": "$room", "timestamp": "$mine"} | args))


def react(**args: Any) -> Row:
    return call(**({"channel": "$room", "timestamp": "$mine", "name": "eyes"} | args))


TABLE: Table = {
    "bookmarks.add": {
        "access_denied": REACH,
        "cannot_bookmark_from_external_org": CONNECT,
        "cannot_bookmark_restricted_sharing_enabled": ONLY_LINKS,
        "channel_not_found": bookmark(channel_id="$hidden"),
        "file_already_added": ONLY_LINKS,
        "file_not_found": ONLY_LINKS,
        "invalid_app_action_type": ONLY_LINKS,
        "invalid_bookmark_type": bookmark(type="folder"),
        "invalid_child_type": FOLDERS,
        "invalid_emoji": bookmark(emoji="no emoji"),
        "invalid_entity_id": ONLY_LINKS,
        "invalid_link": bookmark(link="ftp://a.example"),
        "invalid_parent_type": bookmark(parent_id="$bookmark"),
        "invalid_shortcut_type": ONLY_LINKS,
        "not_implemented": EVERYBODY,
        "parent_bookmark_disabled": FOLDERS,
        "parent_with_link": FOLDERS,
        "permission_denied": bookmark(channel_id="$general"),
        "slack_connect_blocked_file_type": CONNECT,
        "slack_connect_clip_sharing_blocked": CONNECT,
        "slack_connect_file_upload_sharing_blocked": CONNECT,
        "too_many_bookmarks": bookmark(channel_id="$full"),
        "too_many_requests": LIMITED,
        "too_many_tabs": never("apps make bookmarks, not tabs"),
    },
    "bookmarks.edit": {
        "access_denied": REACH,
        "channel_not_found": edit(channel_id="$hidden"),
        "invalid_bookmark_type": never("the type of a bookmark cannot be changed"),
        "invalid_emoji": edit(emoji="no emoji"),
        "invalid_link": edit(link="ftp://a.example"),
        "not_found": edit(bookmark_id="Bk0"),
        "not_implemented": EVERYBODY,
        "parent_with_link": FOLDERS,
        "permission_denied": edit(channel_id="$general"),
        "slack_connect_blocked_file_type": CONNECT,
        "slack_connect_clip_sharing_blocked": CONNECT,
        "slack_connect_file_upload_sharing_blocked": CONNECT,
    },
    "bookmarks.list": {
        "access_denied": REACH,
        "channel_not_found": call(channel_id="$hidden"),
        "not_implemented": EVERYBODY,
    },
    "bookmarks.remove": {
        "access_denied": REACH,
        "channel_not_found": edit(channel_id="$hidden"),
        "invalid_bookmark_type": never("bookmarks of every type can be removed"),
        "not_found": edit(bookmark_id="Bk0"),
        "not_implemented": EVERYBODY,
        "permission_denied": edit(channel_id="$general"),
        "user_not_found": never("nobody is named in the call but by the token"),
    },
    "pins.add": {
        "already_pinned": pin(timestamp="$pinned"),
        "bad_timestamp": pin(timestamp="soon"),
        "channel_not_found": pin(channel="$hidden"),
        "external_channel_migrating": MIGRATING,
        "file_not_found": LEGACY,
        "file_not_shared": LEGACY,
        "message_not_found": pin(timestamp="1.000001"),
        "no_item_specified": call(channel="$room"),
        "not_in_channel": pin(channel="$general"),
        "not_pinnable": pin(timestamp="$joined"),
        "restricted_action": pin(channel="$archived"),
        "too_many_pins": pin(channel="$full", timestamp="$unpinned"),
    },
    "pins.list": {
        "channel_not_found": call(channel="$hidden"),
        "restricted_action": never("who sees a channel sees its pins"),
    },
    "pins.remove": {
        "bad_timestamp": pin(timestamp="soon"),
        "channel_not_found": pin(channel="$hidden"),
        "external_channel_migrating": MIGRATING,
        "file_comment_not_found": LEGACY,
        "file_not_found": LEGACY,
        "message_not_found": pin(timestamp="1.000001"),
        "no_item_specified": call(channel="$room"),
        "no_pin": pin(),
        "not_pinned": ANOTHER,
        "restricted_action": pin(channel="$archived"),
    },
    "reactions.add": {
        "already_reacted": react(timestamp="$reacted"),
        "bad_timestamp": react(timestamp="soon"),
        "channel_not_found": react(channel="$hidden"),
        "external_channel_migrating": MIGRATING,
        "invalid_name": react(name="no such!"),
        "is_archived": react(channel="$archived"),
        "message_not_found": react(timestamp="1.000001"),
        "no_access": CANVAS_ONLY,
        "no_item_specified": call(name="eyes"),
        "not_reactable": LEGACY,
        "thread_locked": LOCKED,
        "too_many_emoji": react(timestamp="$colourful"),
        "too_many_reactions": react(timestamp="$busy"),
    },
    "reactions.get": {
        "bad_timestamp": pin(timestamp="soon"),
        "channel_not_found": pin(channel="$hidden"),
        "file_comment_not_found": LEGACY,
        "file_not_found": call(file="$hidden_file"),
        "message_not_found": pin(timestamp="1.000001"),
        "no_item_specified": call(),
    },
    "reactions.list": {"user_not_found": call(user="U0NOBODY")},
    "reactions.remove": {
        "bad_timestamp": react(timestamp="soon"),
        "channel_not_found": react(channel="$hidden"),
        "external_channel_migrating": MIGRATING,
        "file_comment_not_found": LEGACY,
        "file_not_found": call(name="eyes", file="$hidden_file"),
        "invalid_name": react(name="no such!"),
        "message_not_found": react(timestamp="1.000001"),
        "no_access": CANVAS_ONLY,
        "no_item_specified": call(name="eyes"),
        "no_reaction": react(),
        "thread_locked": LOCKED,
    },
}
