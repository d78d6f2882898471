"""What happens to files: shared, told of and deleted."""

from __future__ import annotations

from typing import Any

from playground import serializers
from playground.content_models import File
from playground.workspace import Account, Channel, Message, Workspace, WorkspaceEvent
from playground.workspace_actions.messages import post

Json = dict[str, Any]


def share_files(workspace: Workspace, channel: Channel, author: Account, what: tuple[list[File], Json]) -> Message:
    """Post a message that shows files: the files, and the draft of what goes with them."""
    files, draft = what
    shown = [serializers.file(workspace, file) for file in files]
    extra = {"files": shown, "upload": True, "display_as_bot": False}
    message = post(workspace, channel, author, draft | {"extra": extra})
    for file in files:
        file.shares[channel.id] = message.ts
        event = {"type": "file_shared", "file_id": file.id, "user_id": author.id, "file": {"id": file.id}}
        at = {"channel_id": channel.id, "event_ts": workspace.new_ts()}
        workspace.emit(WorkspaceEvent(event | at, channel))
    return message


def tell_of_file(workspace: Workspace, file: File, kind: str) -> None:
    """Emit file_created or file_deleted, which the app of the file hears."""
    event: Json = {"type": kind, "file_id": file.id, "event_ts": workspace.new_ts()}
    if kind == "file_created":
        event |= {"user_id": file.user, "file": {"id": file.id}}
    else:
        event["channel_ids"] = list(file.shares)
    workspace.emit(WorkspaceEvent(event, only=file.user))


def delete_file(workspace: Workspace, file: File) -> None:
    """Delete a file; the messages that showed it say so."""
    file.deleted, file.content = True, None
    for channel_id, ts in file.shares.items():
        message = workspace.channels[channel_id].messages.get(ts) if channel_id in workspace.channels else None
        if message and "files" in message.extra:
            shown = message.extra["files"]
            gone = {"id": file.id, "mode": "tombstone"}
            message.extra["files"] = [gone if one["id"] == file.id else one for one in shown]
    workspace.touch()
    tell_of_file(workspace, file, "file_deleted")
