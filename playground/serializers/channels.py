"""Channels, direct messages, user groups and the team as JSON."""

from __future__ import annotations

from typing import Any

from playground.workspace import Channel, Usergroup, Workspace

Json = dict[str, Any]
_RESTRICTIONS = {
    "read_only": "is_read_only",
    "thread_only": "is_thread_only",
    "non_threadable": "is_non_threadable",
}
NEVER = "0000000000.000000"
"""When something was read last: an app reads nothing in Slack's sense."""
_ICON_SIZES = (34, 44, 68, 88, 102, 132, 230)


def channel(workspace: Workspace, channel: Channel, viewer: str) -> Json:
    """Return what every answer with a channel says of it; of a direct message, as `direct`."""
    if channel.is_im:
        return direct(workspace, channel, viewer)
    shape = channel_in_event(workspace, channel) | {"is_member": viewer in channel.members}
    return shape | ({"last_read": NEVER} if viewer in channel.members else {})


def channel_in_event(workspace: Workspace, channel: Channel) -> Json:
    """Return what is the same for everybody who sees a channel."""
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_general": channel.is_general,
        "unlinked": 0,
        "name_normalized": channel.name,
        "is_shared": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_moved": 0,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "context_team_id": workspace.team_id,
        "updated": channel.created * 1000,
        "creator": channel.creator,
        "is_ext_shared": False,
        "shared_team_ids": [workspace.team_id],
        "topic": dict(channel.topic),
        "purpose": dict(channel.purpose),
        "previous_names": list(channel.previous_names),
    }


def restrictions(channel: Channel) -> Json:
    """Return what conversations.info says where not everybody may post everything."""
    return {key: True for posting, key in _RESTRICTIONS.items() if channel.posting == posting}


def own_channel(workspace: Workspace, channel_: Channel, viewer: str) -> Json:
    """Return a channel as the answer to whoever made, named or filled it."""
    return channel(workspace, channel_, viewer) | ({"is_open": True} if channel_.is_private else {})


def direct(workspace: Workspace, channel: Channel, viewer: str) -> Json:
    other = next((member for member in channel.members if member != viewer), viewer)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": workspace.team_id,
        "updated": channel.created * 1000,
        "user": other,
        "last_read": NEVER,
        "is_open": not channel.closed,
        "priority": 0,
    }


def usergroup(workspace: Workspace, group: Usergroup) -> Json:
    return {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": 0,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "created_by": group.created_by,
        "updated_by": group.created_by,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.members),
        "channel_count": 0,
    }


def team(workspace: Workspace) -> Json:
    pictures = {f"image_{size}": f"https://a.slack-edge.com/team_{size}.png" for size in _ICON_SIZES}
    return {
        "id": workspace.team_id,
        "name": workspace.name,
        "url": f"https://{workspace.domain}.slack.com/",
        "domain": workspace.domain,
        "email_domain": "",
        "icon": pictures | {"image_default": True},
        "avatar_base_url": "https://ca.slack-edge.com/",
        "is_verified": False,
    }
