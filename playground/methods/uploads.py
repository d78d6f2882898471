"""The first and the last step of an upload: an address for the bytes, and then the file in its channels."""

from __future__ import annotations

import json
import secrets
from typing import Any

from playground import serializers, workspace_actions
from playground.content_models import File
from playground.errors import SlackError, with_messages
from playground.methods.message_content import checked_blocks
from playground.methods.registry import TIER_4, Call, Json, method
from playground.workspace import Channel

ALT_LIMIT = 1000
SNIPPET_BYTES = 1_000_000
FILE_BYTES = 10 * 1024**2
"""The playground's own limit, as its memory holds all files; Slack takes a gigabyte."""
CHANNELS_LIMIT = 100
SNIPPETS = (
    *("c", "cpp", "csharp", "css", "csv", "diff", "dockerfile", "go", "groovy", "html", "java", "javascript", "json"),
    *("kotlin", "lua", "markdown", "perl", "php", "powershell", "python", "ruby", "rust", "scala", "shell", "sql"),
    *("swift", "text", "toml", "typescript", "xml", "yaml"),
)


@method("files.getUploadURLExternal", "files:write", tier=TIER_4)
def get_upload_url(call: Call) -> Json:
    args, workspace = call.args, call.workspace
    name, length = args.need("filename"), args.whole("length", 0)
    if not length or length < 0:
        raise SlackError("missing_argument")
    snippet_type = args.text("snippet_type")
    if snippet_type and snippet_type not in SNIPPETS:
        raise SlackError("unknown_snippet_type")
    if snippet_type and length > SNIPPET_BYTES:
        raise SlackError("snippet_too_large")
    if length > FILE_BYTES:
        raise SlackError("file_upload_size_restricted")
    if len(args.text("alt_txt")) > ALT_LIMIT:
        raise SlackError("alt_txt_too_large")
    file = File(workspace.new_id("F"), secrets.token_urlsafe(18), name, length, call.me.id, workspace.timestamp())
    file.alt_txt, file.snippet_type = args.text("alt_txt"), snippet_type
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.url}/upload/v1/{file.key}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", tier=TIER_4)
def complete_upload(call: Call) -> Json:
    """Share the uploaded files, as one message, in each channel named; without one they stay with the app."""
    files = _titled(call)
    channels = _channels(call)
    draft: Json = {"text": call.args.text("initial_comment"), "subtype": "file_share"}
    if not draft["text"]:
        draft["blocks"] = checked_blocks(call.args.json("blocks", "invalid_blocks"))
    if call.args.text("thread_ts"):
        draft["thread_ts"] = _thread(call, channels)
    for file, title in files:
        file.title, file.complete = title or file.name, True
        workspace_actions.tell_of_file(call.workspace, file, "file_created")
    for channel in channels:
        workspace_actions.share_files(call.workspace, channel, call.me, ([file for file, _ in files], draft))
    call.workspace.touch()
    return {"files": [serializers.file(call.workspace, file) for file, _ in files]}


def _titled(call: Call) -> list[tuple[File, str]]:
    call.args.need("files")
    given = call.args.json("files", "invalid_arguments")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) and "id" in one for one in given):
        raise with_messages("invalid_arguments", ["files must be an array of objects with an id"])
    return [(_uploaded(call, one), str(one.get("title") or "")) for one in given]


def _uploaded(call: Call, given: Json) -> File:
    file = call.workspace.files.get(str(given["id"]))
    if file is None or file.content is None or file.complete or file.deleted:
        raise SlackError("file_not_found")
    if file.user != call.me.id:
        raise SlackError("access_denied")
    return file


def _channels(call: Call) -> list[Channel]:
    several = call.args.listed("channels")
    if len(several) > CHANNELS_LIMIT:
        raise SlackError("channels_limit_exceeded")
    wanted = [(one, "invalid_channel") for one in several]
    if call.args.text("channel_id"):
        wanted.append((call.args.text("channel_id"), "channel_not_found"))
    return list({channel.id: channel for one in wanted if (channel := _channel(call, *one))}.values())


def _channel(call: Call, wanted: str, error: str) -> Channel:
    if wanted in call.workspace.accounts:
        return call.workspace.direct(call.me.id, wanted)
    channel = call.workspace.channels.get(wanted)
    if channel is None or not channel.visible_to(call.me.id):
        raise SlackError(error)
    if call.me.id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived or channel.posting:
        raise SlackError("posting_to_channel_denied")
    return channel


def _thread(call: Call, channels: list[Channel]) -> str:
    if len(channels) != 1:
        raise with_messages("invalid_arguments", ["thread_ts wants exactly one channel"])
    root: Any = channels[0].messages.get(call.args.text("thread_ts"))
    if root is None:
        raise with_messages("invalid_arguments", [json.dumps({"thread_ts": "not found"})])
    return str(root.thread_ts or root.ts)
