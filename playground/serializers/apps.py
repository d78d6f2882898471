"""Apps as JSON: the bot of one, and the profile that its messages carry."""

from __future__ import annotations

from typing import Any

from playground.workspace import App, Workspace

Json = dict[str, Any]
_PICTURES = "https://a.slack-edge.com/80588/img/plugins/app/bot_{size}.png"


def _icons() -> Json:
    """Return the picture of an app that has none of its own."""
    return {f"image_{size}": _PICTURES.format(size=size) for size in (36, 48, 72)}


def bot(app: App) -> Json:
    shown = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": app.installed, "app_id": app.id}
    return shown | {"user_id": app.user.id, "icons": _icons()}


def bot_profile(workspace: Workspace, app: App) -> Json:
    shown = {"id": app.bot_id, "app_id": app.id, "name": app.name, "icons": _icons()}
    return shown | {"deleted": False, "updated": app.installed, "team_id": workspace.team_id}
