"""Incoming webhooks: addresses that belong to an app and a channel, and what is posted to them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground import workspace_actions
from playground.errors import SlackError
from playground.methods.message_content import checked_attachments, checked_blocks
from playground.response_urls import json_object
from playground.traffic import Traffic
from playground.workspace import App, Channel, Workspace

Json = dict[str, Any]
# Source: docs.slack.dev, "Sending messages using incoming webhooks", the table of errors.
_STATUS = {"channel_is_archived": 410, "channel_not_found": 404, "no_service": 404, "invalid_token": 403}


@dataclass(frozen=True, slots=True)
class _Webhook:
    app: App
    channel: Channel
    key: str


class IncomingWebhooks:
    """The webhooks of all apps, by id. They answer in plain text, as Slack's do: "ok", or the name of an error."""

    def __init__(self, workspace: Workspace, traffic: Traffic) -> None:
        self._workspace = workspace
        self._traffic = traffic
        self._known: dict[str, _Webhook] = {}

    def new(self, app: App, channel: Channel) -> str:
        """Return the address of a new webhook."""
        number, key = self._workspace.new_id("B"), secrets.token_urlsafe(18)
        self._known[number] = _Webhook(app, channel, key)
        return f"{self._workspace.url}/services/{self._workspace.team_id}/{number}/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        webhook = self._known.get(request.match_info["id"])
        form = await request.post() if request.content_type == "application/x-www-form-urlencoded" else None
        content = json_object(await request.read() if form is None else str(form.get("payload", "")))
        app_id = webhook.app.id if webhook else ""
        entry = self._traffic.begin("response", "incoming_webhook", app_id, content or {})
        try:
            self._post(webhook, request.match_info["key"], content)
        except SlackError as refused:
            entry.finish(refused.error)
            return web.Response(status=_STATUS.get(refused.error, 400), text=refused.error)
        entry.finish("ok")
        return web.Response(text="ok")

    def _post(self, webhook: _Webhook | None, key: str, content: Json | None) -> None:
        """Post what a webhook was given. Raises SlackError."""
        if webhook is None:
            raise SlackError("no_service")
        if key != webhook.key:
            raise SlackError("invalid_token")
        if content is None:
            raise SlackError("invalid_payload")
        draft = self._draft(webhook.channel, content)
        if webhook.channel.id not in self._workspace.channels:
            raise SlackError("channel_not_found")
        if webhook.channel.archived:
            raise SlackError("channel_is_archived")
        workspace_actions.post(self._workspace, webhook.channel, webhook.app.user, draft)

    @staticmethod
    def _draft(channel: Channel, content: Json) -> Json:
        draft: Json = {key: content[key] for key in ("text", "thread_ts", "link_names", "mrkdwn") if key in content}
        draft["blocks"] = checked_blocks(content.get("blocks"))
        draft["attachments"] = checked_attachments(content.get("attachments"))
        if not (draft.get("text") or draft["blocks"] or draft["attachments"]):
            raise SlackError("no_text")
        if draft.get("thread_ts", "") not in ("", *channel.messages):
            raise SlackError("invalid_thread_ts")
        return draft | {"subtype": "bot_message"}
