"""chat.*: writing, changing and deleting messages."""

from __future__ import annotations

import json
from typing import Any

from playground import doings, shapes
from playground.blockkit import check_blocks
from playground.errors import SlackError, with_messages
from playground.methods.registry import SPECIAL, TIER_3, TIER_4, Call, Json, method
from playground.workspace import Channel, Message

POST_LIMIT = 40_000
UPDATE_LIMIT = 4_000
METADATA_BYTES = 16_000


def draft_of(call: Call) -> Json:
    """Return the checked content of a message: text, blocks, attachments, metadata, and how it is parsed.

    Raises SlackError no_text, invalid_blocks, invalid_attachments, invalid_metadata_format and others.
    """
    args = call.args
    markdown = args.text("markdown_text")
    blocks = args.json("blocks", "invalid_blocks_format")
    if markdown and (args.text("text") or blocks):
        raise SlackError("markdown_text_conflict")
    draft: Json = {"text": markdown or args.text("text"), "blocks": checked_blocks(blocks)}
    draft["attachments"] = args.json("attachments", "invalid_attachments")
    if "metadata" in args.values:
        draft["metadata"] = _checked_metadata(args.json("metadata", "invalid_metadata_format"))
    if not (draft["text"].strip() or draft["blocks"] or draft["attachments"]):
        raise SlackError("no_text")
    return draft | {key: args.values[key] for key in ("link_names", "parse", "mrkdwn") if key in args.values}


def checked_blocks(blocks: Any) -> list[Json] | None:
    """Return blocks that Slack would show in a message. Raises SlackError invalid_blocks, with paths."""
    if blocks is None:
        return None
    problems = check_blocks(blocks, "message")
    if problems:
        found = [str(problem) for problem in problems]
        refused = with_messages("invalid_blocks", found)
        refused.extra["errors"] = found
        raise refused
    return list(blocks)


def _checked_metadata(metadata: Any) -> Json | None:
    if metadata in (None, {}):
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def _destination(call: Call) -> Channel:
    """Return where to post: a channel by id or name, or the direct message with a person."""
    wanted = call.args.text("channel")
    account = call.workspace.accounts.get(wanted)
    if account:
        return call.workspace.direct(call.me.id, account.id)
    channel = call.workspace.channels.get(wanted) or call.workspace.channel_named(wanted.removeprefix("#"))
    if channel is None or not channel.visible_to(call.me.id):
        raise SlackError("channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


@method("chat.postMessage", "chat:write", tier=SPECIAL)
def post_message(call: Call) -> Json:
    call.args.need("channel")
    channel = _destination(call)
    if call.me.id not in channel.members and "chat:write.public" not in call.app.scopes:
        raise SlackError("not_in_channel")
    draft = draft_of(call)
    if len(draft["text"]) > POST_LIMIT:
        raise SlackError("msg_too_long")
    draft["thread_ts"] = _thread(call, channel)
    message = doings.post(call.workspace, channel, call.me, draft)
    shape = shapes.message(call.workspace, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def _thread(call: Call, channel: Channel) -> str | None:
    """Return the root of the thread to answer in; the ts of a reply leads to its root."""
    wanted = call.args.text("thread_ts")
    if not wanted:
        return None
    root = channel.messages.get(wanted)
    if root is None:
        raise SlackError("thread_not_found")
    if root.subtype:
        raise SlackError("cannot_reply_to_message")
    return root.thread_ts or root.ts


@method("chat.postEphemeral", "chat:write", tier=TIER_4)
def post_ephemeral(call: Call) -> Json:
    channel, person = call.channel(), call.workspace.accounts.get(call.args.need("user"))
    if channel.archived:
        raise SlackError("is_archived")
    if call.me.id not in channel.members:
        raise SlackError("not_in_channel")
    if person is None or person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = draft_of(call)
    if len(draft["text"]) > POST_LIMIT:
        raise SlackError("msg_too_long")
    message = ephemeral(call, channel, person.id, draft)
    return {"message_ts": message.ts}


def ephemeral(call: Call, channel: Channel, only_for: str, draft: Json) -> Message:
    app = call.app
    message = Message(call.workspace.new_ts(), channel.id, app.user.id, only_for=only_for)
    doings.fill(call.workspace, message, draft)
    message.thread_ts = call.args.text("thread_ts") or None
    message.app_id, message.bot_id = app.id, app.bot_id
    channel.ephemerals[message.ts] = message
    call.workspace.touch()
    return message


def _own_message(call: Call, error: str) -> tuple[Channel, Message]:
    call.args.need("ts")
    channel = call.channel()
    message = channel.messages.get(call.args.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != call.app.id or message.subtype:
        raise SlackError(error)
    return channel, message


@method("chat.update", "chat:write", tier=TIER_3)
def update(call: Call) -> Json:
    channel, message = _own_message(call, "cant_update_message")
    if channel.archived:
        raise SlackError("is_archived")
    draft = draft_of(call)
    if len(draft["text"]) > UPDATE_LIMIT:
        raise SlackError("msg_too_long")
    if "blocks" not in call.args.values:
        draft["blocks"] = None if call.args.text("text") else message.blocks
    doings.edit(call.workspace, channel, message, draft)
    shape = shapes.message(call.workspace, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


@method("chat.delete", "chat:write", tier=TIER_3)
def delete(call: Call) -> Json:
    channel, message = _own_message(call, "cant_delete_message")
    doings.delete(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=SPECIAL)
def get_permalink(call: Call) -> Json:
    call.args.need("message_ts")
    channel = call.channel()
    message = channel.messages.get(call.args.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": shapes.permalink(call.workspace, channel, message)}
