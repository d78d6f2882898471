"""What happens to people and their groups, and what they look at."""

from __future__ import annotations

from typing import Any

from playground import serializers
from playground.workspace import Account, App, Usergroup, Workspace, WorkspaceEvent

Json = dict[str, Any]


def welcome(workspace: Workspace, account: Account) -> None:
    """Let somebody new join the workspace."""
    account.updated = workspace.timestamp()
    workspace.accounts[account.id] = account
    workspace.touch()
    workspace.emit(WorkspaceEvent({"type": "team_join", "user": serializers.user_in_event(workspace, account)}))


def set_profile(workspace: Workspace, account: Account, name: str | None, display_name: str | None) -> None:
    """Give a person another full name, another name to be called by, or both."""
    account.name = account.name if name is None else name
    account.display_name = account.display_name if display_name is None else display_name
    _changed(workspace, account)


def deactivate(workspace: Workspace, account: Account) -> None:
    """Deactivate a person: they leave every channel and group."""
    account.deleted = True
    for channel in workspace.channels.values():
        if account.id in channel.members and not channel.is_im:
            channel.members.remove(account.id)
    for group in workspace.usergroups.values():
        group.members = [member for member in group.members if member != account.id]
    _changed(workspace, account)


def _changed(workspace: Workspace, account: Account) -> None:
    account.updated = workspace.timestamp()
    workspace.touch()
    shown = serializers.user_in_event(workspace, account)
    workspace.emit(WorkspaceEvent({"type": "user_change", "user": shown, "cache_ts": account.updated}))


def set_usergroup_members(workspace: Workspace, group: Usergroup, members: list[str]) -> None:
    before, previous = set(group.members), group.updated
    group.members, group.updated = members, workspace.timestamp()
    workspace.touch()
    added, removed = sorted(set(members) - before), sorted(before - set(members))
    event = {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": workspace.team_id,
        "date_previous_update": previous,
        "date_update": group.updated,
        "added_users": added,
        "added_users_count": len(added),
        "removed_users": removed,
        "removed_users_count": len(removed),
        "event_ts": workspace.new_ts(),
    }
    workspace.emit(WorkspaceEvent(event))
    shown = serializers.usergroup(workspace, group) | {"users": members}
    workspace.emit(WorkspaceEvent({"type": "subteam_updated", "subteam": shown, "event_ts": workspace.new_ts()}))


def open_home(workspace: Workspace, app: App, account: Account) -> None:
    """A person looks at the Home tab of an app."""
    direct = workspace.direct(account.id, app.user.id)
    event: Json = {"type": "app_home_opened", "user": account.id, "channel": direct.id, "tab": "home"}
    if account.id in app.homes:
        event["view"] = serializers.view(workspace, app, app.homes[account.id])
    workspace.emit(WorkspaceEvent(event | {"event_ts": workspace.new_ts()}, only=app.user.id))
