"""What happens to channels: made, named, described, joined, left, archived and deleted."""

from __future__ import annotations

from typing import Any

from playground import serializers
from playground.workspace import Account, Channel, Workspace, WorkspaceEvent
from playground.workspace_actions.messages import post

Json = dict[str, Any]


def _kind(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"


def create_channel(workspace: Workspace, name: str, creator: Account, *, private: bool = False) -> Channel:
    channel = Channel(workspace.new_id("C"), name, creator.id, workspace.timestamp(), private, members=[creator.id])
    workspace.channels[channel.id] = channel
    workspace.touch()
    if not private:
        shown = serializers.channel_in_event(workspace, channel)
        event = {"type": "channel_created", "channel": shown, "event_ts": workspace.new_ts()}
        workspace.emit(WorkspaceEvent(event, channel))
    return channel


def join(workspace: Workspace, channel: Channel, account: Account, inviter: Account | None = None) -> None:
    channel.members.append(account.id)
    extra = {"inviter": inviter.id} if inviter else {}
    _announce(workspace, channel, account, ("channel_join", "has joined the channel", extra))
    event = {"type": "member_joined_channel", "user": account.id, "channel": channel.id, **extra}
    _emit_membership(workspace, channel, event)


def leave(workspace: Workspace, channel: Channel, account: Account, actor: Account) -> None:
    """Take an account out of a channel, whether it left or the `actor` removed it."""
    _announce(workspace, channel, account, ("channel_leave", "has left the channel", {}))
    channel.members.remove(account.id)
    workspace.touch()
    _emit_membership(workspace, channel, {"type": "member_left_channel", "user": account.id, "channel": channel.id})
    if account.is_bot:
        event = {"type": f"{_kind(channel)}_left", "channel": channel.id, "actor_id": actor.id}
        workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, only=account.id))


def _announce(workspace: Workspace, channel: Channel, account: Account, what: tuple[str, str, Json]) -> None:
    """Post the system message that says what an account did."""
    subtype, did, extra = what
    post(workspace, channel, account, {"text": f"<@{account.id}> {did}", "subtype": subtype, "extra": extra})


def _emit_membership(workspace: Workspace, channel: Channel, event: Json) -> None:
    letter = "G" if channel.is_private else "C"
    at = {"channel_type": letter, "team": workspace.team_id, "event_ts": workspace.new_ts()}
    workspace.emit(WorkspaceEvent(event | at, channel))


def archive(workspace: Workspace, channel: Channel, account: Account) -> None:
    _announce(workspace, channel, account, ("channel_archive", "archived the channel", {}))
    channel.archived = True
    workspace.touch()
    event = {"type": f"{_kind(channel)}_archive", "channel": channel.id, "user": account.id, "is_moved": 0}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))


def unarchive(workspace: Workspace, channel: Channel, account: Account) -> None:
    channel.archived = False
    _announce(workspace, channel, account, ("channel_unarchive", "un-archived the channel", {}))
    who = "actor_id" if channel.is_private else "user"
    event = {"type": f"{_kind(channel)}_unarchive", "channel": channel.id, who: account.id}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))


def rename(workspace: Workspace, channel: Channel, account: Account, name: str) -> None:
    old = channel.name
    channel.previous_names.append(old)
    channel.name = name
    did = f'has renamed the channel from "{old}" to "{name}"'
    _announce(workspace, channel, account, ("channel_name", did, {"old_name": old, "name": name}))
    keys = ("id", "is_channel", "is_mpim", "name", "name_normalized", "created")
    shown = {key: value for key, value in serializers.channel_in_event(workspace, channel).items() if key in keys}
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
    did = f"set the channel {key}: {value}" if value else f"cleared the channel {key}"
    _announce(workspace, channel, account, (f"channel_{key}", did, {key: value}))


def delete_channel(workspace: Workspace, channel: Channel, account: Account) -> None:
    """Delete a channel with all that is in it, as an administrator may."""
    del workspace.channels[channel.id]
    workspace.touch()
    event: Json = {"type": f"{_kind(channel)}_deleted", "channel": channel.id, "actor_id": account.id}
    event |= {"date_deleted": workspace.timestamp()} if channel.is_private else {}
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, channel))
