"""Modals and Home tabs as JSON."""

from __future__ import annotations

from typing import Any

from playground import element_state
from playground.view_stacks import View
from playground.workspace import App, Workspace

Json = dict[str, Any]


def view(workspace: Workspace, app: App, view: View) -> Json:
    content = view.content
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": content["type"],
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": view.external_id,
        "state": {"values": element_state.state_of(content["blocks"], view.state)},
        "hash": view.hash,
        "title": content.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": app.id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": app.bot_id,
    }
