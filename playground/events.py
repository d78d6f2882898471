"""The Events API: which app hears of what happens, and the payload that carries it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from playground.workspace import App, Workspace, WorkspaceEvent

Json = dict[str, Any]

# The scope without which Slack does not send an event; source: the reference page of each event.
_SCOPES = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "subteam_updated": "usergroups:read",
    "subteam_members_changed": "usergroups:read",
    "file_created": "files:read",
    "file_deleted": "files:read",
    "file_shared": "files:read",
    "group_deleted": "groups:read",
    "channel_deleted": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_rename": "groups:read",
    "group_left": "groups:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "channel_created": "channels:read",
    "channel_left": "channels:read",
    "im_created": "im:read",
}
# These reach an app for every public channel; whatever else happens in a channel reaches only its members.
_WORKSPACE_WIDE = ("channel_archive", "channel_unarchive", "channel_rename", "channel_created", "channel_deleted")
_MESSAGE_KINDS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def subscription(event: Json) -> str:
    """Name the subscription that an event falls under."""
    kind = str(event["type"])
    return _MESSAGE_KINDS[event["channel_type"]] if kind == "message" else kind


class Events:
    """Turns what happens into event payloads and gives them to `deliver(app, payload)`."""

    def __init__(self, workspace: Workspace, deliver: Callable[[App, Json], None]) -> None:
        self._workspace = workspace
        self._deliver = deliver
        self._numbers = itertools.count(1)
        self.sent: list[tuple[App, Json]] = []
        workspace.listeners.append(self.on_event)

    def on_event(self, happened: WorkspaceEvent) -> None:
        name = subscription(happened.event)
        for app in self._workspace.apps.values():
            if name in app.events and _SCOPES.get(name, "") in ("", *app.scopes) and _hears(app, happened):
                payload = self._payload(app, happened.event)
                self.sent.append((app, payload))
                self._deliver(app, payload)

    def redeliver(self, kind: str | None, times: int) -> Json:
        """Deliver the last event (of this type) again, same event_id. Raises LookupError when there was none."""
        for app, payload in reversed(self.sent):
            if kind in (None, payload["event"]["type"]):
                for _ in range(times):
                    self._deliver(app, payload)
                return payload
        raise LookupError(f"no event {kind or ''} was sent yet")

    def _payload(self, app: App, event: Json) -> Json:
        team = self._workspace.team_id
        grant = {"enterprise_id": None, "team_id": team, "user_id": app.user.id}
        return {
            "token": app.verification_token,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev0{next(self._numbers):08d}",
            "event_time": self._workspace.timestamp(),
            "authorizations": [grant | {"is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": f"4-{app.id}-{event['type']}",
        }


def _hears(app: App, happened: WorkspaceEvent) -> bool:
    if happened.only is not None:
        return happened.only == app.user.id
    channel = happened.channel
    if channel is None or app.user.id in channel.members:
        return True
    return happened.event["type"] in _WORKSPACE_WIDE and not channel.is_private
