"""A form and its parts, and an app that opens it: what tests of interactions begin with."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp

Json = dict[str, Any]


def text(content: str) -> Json:
    return {"type": "plain_text", "text": content}


def option(name: str) -> Json:
    """An option as Slack keeps it, whichever way it was given."""
    return {"text": text(name) | {"emoji": True}, "value": name.lower()}


def field(label: str, element: Json, **more: Any) -> Json:
    block_id = label.lower()
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element | {"action_id": "v"}} | more


NAME = field("Name", {"type": "plain_text_input"}, hint=text("Take your best guess"))
SEVERITY = field(
    "Severity", {"type": "static_select", "options": [option("High"), option("Low")], "initial_option": option("Low")}
)
PEOPLE = field("People", {"type": "multi_users_select"}, optional=True)


def form(*blocks: Json, title: str = "Form", **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text(title),
        "submit": text("Go"),
        "blocks": list(blocks) or [NAME, SEVERITY, PEOPLE],
    } | more


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": text(label), "action_id": action_id, "value": "17"} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "tray", "elements": list(elements)}


def opens(app: AsyncApp, view: Json) -> None:
    @app.command("/help-me")
    async def command(ack: Any, body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()
