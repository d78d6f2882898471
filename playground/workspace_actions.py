"""The changes that a workspace can undergo, each with the system messages and events that follow from it."""

from __future__ import annotations

import copy
from typing import Any

from playground import mentions, serializers
from playground.blockkit.traversal import elements_of, every_block
from playground.content_models import File
from playground.workspace import Account, App, Channel, Message, Usergroup, Workspace, WorkspaceEvent

Json = dict[str, Any]


def _kind(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"


def create_channel(workspace: Workspace, name: str, creator: Account, *, private: bool = False) -> Channel:
    channel = Channel(workspace.new_id("C"), name, creator.id, workspace.timestamp(), private, members=[creator.id])
    workspace.channels[channel.id] = channel
    workspace.touch()
    if not private:
        shown = {"id": channel.id, "name": name, "created": channel.created, "creator": creator.id}
        workspace.emit(WorkspaceEvent({"type": "channel_created", "channel": shown}, channel))
    return channel


def post(workspace: Workspace, channel: Channel, author: Account, draft: Json) -> Message:
    """Add a message. `draft` has text, blocks, attachments, metadata, thread_ts, subtype, extra, as far as needed."""
    app = workspace.app_of(author.id)
    message = Message(workspace.new_ts(), channel.id, author.id)
    fill(workspace, message, draft)
    message.thread_ts, message.subtype = draft.get("thread_ts"), draft.get("subtype")
    message.extra = draft.get("extra", {})
    if message.is_system:
        message.notified = []
    message.app_id, message.bot_id = (app.id, app.bot_id) if app else (None, None)
    root = channel.messages.get(message.thread_ts or "")
    if root and root.thread_ts is None:
        root.thread_ts = root.ts
    channel.messages[message.ts] = message
    workspace.touch()
    _emit_message(workspace, channel, serializers.message(workspace, channel, message))
    _emit_app_mentions(workspace, channel, message)
    return message


def fill(workspace: Workspace, message: Message, draft: Json) -> None:
    """Put the content of a draft into a message, giving every block an id."""
    message.text = draft.get("text") or ""
    message.blocks = with_block_ids(workspace, draft.get("blocks"))
    message.attachments = copy.deepcopy(draft.get("attachments")) or None
    for attachment in message.attachments or []:
        if "blocks" in attachment:
            attachment["blocks"] = with_block_ids(workspace, attachment["blocks"]) or []
    message.metadata = draft.get("metadata", message.metadata)
    message.notified = mentions.notified(workspace, draft)


def with_block_ids(workspace: Workspace, blocks: list[Json] | None) -> list[Json] | None:
    if not blocks:
        return None
    filled = copy.deepcopy(blocks)
    for block, _ in every_block(filled):
        block.setdefault("block_id", workspace.new_id("b"))
        for element, _ in elements_of(block):
            if element["type"] != "image":
                element.setdefault("action_id", workspace.new_id("a"))
    return filled


def _emit_message(workspace: Workspace, channel: Channel, event: Json) -> None:
    channel_type = "im" if channel.is_im else _kind(channel)
    at = {"channel": channel.id, "channel_type": channel_type, "event_ts": event.get("event_ts", event["ts"])}
    workspace.emit(WorkspaceEvent(event | at, channel))


def _emit_app_mentions(workspace: Workspace, channel: Channel, message: Message) -> None:
    if channel.is_im:
        return
    for app in workspace.apps.values():
        if app.user.id in message.notified and message.user != app.user.id:
            shown = serializers.message(workspace, channel, message)
            event = shown | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            workspace.emit(WorkspaceEvent(event, channel, only=app.user.id))


def share_files(workspace: Workspace, channel: Channel, author: Account, what: tuple[list[File], Json]) -> Message:
    """Post a message that shows files: the files, and the draft of what goes with them."""
    files, draft = what
    shown = [serializers.file(workspace, file) for file in files]
    message = post(workspace, channel, author, draft | {"extra": {"files": shown, "upload": True}})
    for file in files:
        file.shares[channel.id] = message.ts
        event = {"type": "file_shared", "file_id": file.id, "user_id": author.id, "file": {"id": file.id}}
        at = {"channel_id": channel.id, "event_ts": workspace.new_ts()}
        workspace.emit(WorkspaceEvent(event | at, channel))
    return message


def tell_of_file(workspace: Workspace, file: File, kind: str) -> None:
    """Emit file_created or file_deleted, which the app of the file hears."""
    event = {"type": kind, "file_id": file.id, "user_id": file.user, "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event, only=file.user))


def delete_file(workspace: Workspace, file: File) -> None:
    """Delete a file; the messages that showed it say so."""
    file.deleted, file.content = True, None
    for channel_id, ts in file.shares.items():
        message = workspace.channels[channel_id].messages.get(ts) if channel_id in workspace.channels else None
        if message:
            shown = message.extra["files"]
            gone = {"id": file.id, "mode": "tombstone"}
            message.extra["files"] = [gone if one["id"] == file.id else one for one in shown]
    workspace.touch()
    tell_of_file(workspace, file, "file_deleted")


def edit(workspace: Workspace, channel: Channel, message: Message, draft: Json) -> None:
    before = serializers.message(workspace, channel, message)
    fill(workspace, message, draft)
    message.edited = {"user": message.user, "ts": workspace.new_ts()}
    workspace.touch()
    after = serializers.message(workspace, channel, message)
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": workspace.new_ts()}
    _emit_message(workspace, channel, changed | {"message": after, "previous_message": before})


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    before = serializers.message(workspace, channel, message)
    del channel.messages[message.ts]
    channel.pins.pop(message.ts, None)
    workspace.touch()
    gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": workspace.new_ts()}
    _emit_message(workspace, channel, gone | {"deleted_ts": message.ts, "previous_message": before})


def join(workspace: Workspace, channel: Channel, account: Account, inviter: Account | None = None) -> None:
    channel.members.append(account.id)
    extra = {"inviter": inviter.id} if inviter else {}
    text = f"<@{account.id}> has joined the channel"
    post(workspace, channel, account, {"text": text, "subtype": "channel_join", "extra": extra})
    event = {"type": "member_joined_channel", "user": account.id, "channel": channel.id, **extra}
    _emit_membership(workspace, channel, event)


def leave(workspace: Workspace, channel: Channel, account: Account) -> None:
    """Take an account out of a channel, whether it left or was removed."""
    channel.members.remove(account.id)
    workspace.touch()
    _emit_membership(workspace, channel, {"type": "member_left_channel", "user": account.id, "channel": channel.id})
    if account.is_bot:
        event = {"type": f"{_kind(channel)}_left", "channel": channel.id, "event_ts": workspace.new_ts()}
        workspace.emit(WorkspaceEvent(event, only=account.id))


def _emit_membership(workspace: Workspace, channel: Channel, event: Json) -> None:
    letter = "G" if channel.is_private else "C"
    at = {"channel_type": letter, "team": workspace.team_id, "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event | at, channel))


def archive(workspace: Workspace, channel: Channel, account: Account) -> None:
    channel.archived = True
    workspace.touch()
    event = {"type": f"{_kind(channel)}_archive", "channel": channel.id, "user": account.id, "is_moved": 0}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))


def unarchive(workspace: Workspace, channel: Channel, account: Account) -> None:
    channel.archived = False
    workspace.touch()
    event = {"type": f"{_kind(channel)}_unarchive", "channel": channel.id, "user": account.id}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))


def rename(workspace: Workspace, channel: Channel, account: Account, name: str) -> None:
    old = channel.name
    channel.previous_names.append(old)
    channel.name = name
    text = f'has renamed the channel from "{old}" to "{name}"'
    extra = {"old_name": old, "name": name}
    post(workspace, channel, account, {"text": text, "subtype": "channel_name", "extra": extra})
    shown = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    event = {"type": f"{_kind(channel)}_rename", "channel": shown, "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event, channel))


def set_topic(workspace: Workspace, channel: Channel, account: Account, topic: str) -> None:
    """Set the topic; a system message says so, unless it is the topic already."""
    _describe(workspace, channel, account, ("topic", topic))


def set_purpose(workspace: Workspace, channel: Channel, account: Account, purpose: str) -> None:
    _describe(workspace, channel, account, ("purpose", purpose))


def _describe(workspace: Workspace, channel: Channel, account: Account, what: tuple[str, str]) -> None:
    key, value = what
    if getattr(channel, key)["value"] == value:
        return
    setattr(channel, key, {"value": value, "creator": account.id, "last_set": workspace.timestamp()})
    text = f"set the channel {key}: {value}" if value else f"cleared the channel {key}"
    post(workspace, channel, account, {"text": text, "subtype": f"channel_{key}", "extra": {key: value}})


def pin(workspace: Workspace, channel: Channel, message: Message, account: Account) -> None:
    channel.pins[message.ts] = {"created": workspace.timestamp(), "created_by": account.id}
    workspace.touch()
    _emit_pin(workspace, channel, message, ("pin_added", account))


def unpin(workspace: Workspace, channel: Channel, message: Message, account: Account) -> None:
    del channel.pins[message.ts]
    workspace.touch()
    _emit_pin(workspace, channel, message, ("pin_removed", account))


def _emit_pin(workspace: Workspace, channel: Channel, message: Message, what: tuple[str, Account]) -> None:
    kind, account = what
    item: Json = {"type": "message", "channel": channel.id, "message": serializers.message(workspace, channel, message)}
    event: Json = {"type": kind, "user": account.id, "channel_id": channel.id, "item": item, "item_user": message.user}
    event |= {"pin_count": len(channel.pins), "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event, channel))


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


def deactivate(workspace: Workspace, account: Account) -> None:
    """Deactivate a person: they leave every channel and group."""
    account.deleted = True
    for channel in workspace.channels.values():
        if account.id in channel.members and not channel.is_im:
            channel.members.remove(account.id)
    for group in workspace.usergroups.values():
        group.members = [member for member in group.members if member != account.id]
    workspace.touch()
    event = {"type": "user_change", "user": serializers.user(workspace, account), "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event))


def open_home(workspace: Workspace, app: App, account: Account) -> None:
    """A person looks at the Home tab of an app."""
    direct = workspace.direct(account.id, app.user.id)
    event: Json = {"type": "app_home_opened", "user": account.id, "channel": direct.id, "tab": "home"}
    if account.id in app.homes:
        event["view"] = serializers.view(workspace, app, app.homes[account.id])
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, only=app.user.id))


def delete_channel(workspace: Workspace, channel: Channel, account: Account) -> None:
    """Delete a channel with all that is in it, as an administrator may."""
    del workspace.channels[channel.id]
    workspace.touch()
    event = {"type": f"{_kind(channel)}_deleted", "channel": channel.id, "actor_id": account.id}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))


def welcome(workspace: Workspace, account: Account) -> None:
    """Let somebody new join the workspace."""
    workspace.accounts[account.id] = account
    workspace.touch()
    event = {"type": "team_join", "user": serializers.user(workspace, account), "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event))


def set_usergroup_members(workspace: Workspace, group: Usergroup, members: list[str]) -> None:
    before, group.members = set(group.members), members
    workspace.touch()
    event = {"type": "subteam_members_changed", "subteam_id": group.id, "team_id": workspace.team_id}
    added, removed = sorted(set(members) - before), sorted(before - set(members))
    changed = {"added_users": added, "removed_users": removed, "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event | changed))
    shown = serializers.usergroup(workspace, group) | {"users": members}
    workspace.emit(WorkspaceEvent({"type": "subteam_updated", "subteam": shown, "event_ts": workspace.new_ts()}))
