"""The response_url of an interaction: what an app may send there, five times within half an hour."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground import workspace_actions
from playground.errors import SlackError
from playground.methods.message_content import checked_attachments, checked_blocks
from playground.traffic import Traffic
from playground.workspace import App, Channel, Message, Workspace

Json = dict[str, Any]
USES = 5
_CONTENT = ("text", "thread_ts", "metadata", "link_names", "parse", "mrkdwn")
LIFETIME = 30 * 60.0


@dataclass(slots=True)
class ResponseUrl:
    app: App
    user: str
    channel: Channel
    born: float
    message: Message | None = None
    uses: int = 0


def json_object(body: bytes | str) -> Json | None:
    """Return the JSON object of a body; None where it is none."""
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


class ResponseUrls:
    """The addresses handed out, and what arrives at them."""

    def __init__(self, workspace: Workspace, traffic: Traffic) -> None:
        self._workspace = workspace
        self._traffic = traffic
        self._known: dict[str, ResponseUrl] = {}
        self.base_url = ""

    def new(self, app: App, user: str, channel: Channel, message: Message | None = None) -> str:
        key = secrets.token_urlsafe(18)
        self._known[key] = ResponseUrl(app, user, channel, self._workspace.clock.seconds(), message)
        return f"{self.base_url}/response/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        target = self._known.get(request.match_info["key"])
        if target is None:
            return web.json_response({"ok": False, "error": "invalid_url"}, status=404)
        content = json_object(await request.read())
        entry = self._traffic.begin("response", "response_url", target.app.id, content or {})
        if content is None:
            entry.finish("invalid_payload")
            return web.Response(status=400, text="invalid_payload")
        refusal = self._refusal(target)
        if refusal:
            entry.finish(refusal)
            return web.Response(status=404, text=refusal)
        try:
            self.answer(target, entry.content)
        except SlackError as refused:
            entry.finish(refused.error)
            return web.Response(status=400, text=refused.error)
        target.uses += 1
        entry.finish("ok")
        return web.Response(text="ok")

    def _refusal(self, target: ResponseUrl) -> str | None:
        if target.uses >= USES:
            return "used_url"
        return "expired_url" if self._workspace.clock.seconds() - target.born > LIFETIME else None

    def answer(self, target: ResponseUrl, content: Json) -> None:
        """Do what an answer asks for: delete or replace the original message, or post a new one. Raises SlackError."""
        channel, original = target.channel, target.message
        if content.get("delete_original"):
            self._delete(channel, original)
            return
        draft = {key: content[key] for key in _CONTENT if key in content}
        draft["blocks"] = checked_blocks(content.get("blocks"))
        draft["attachments"] = checked_attachments(content.get("attachments"))
        if not (content.get("text") or draft["blocks"] or draft["attachments"]):
            raise SlackError("no_text")
        if original and content.get("replace_original"):
            self._replace(channel, original, draft)
        elif content.get("response_type") == "in_channel":
            workspace_actions.post(self._workspace, channel, target.app.user, draft)
        else:
            self._whisper(target, draft)

    def _delete(self, channel: Channel, original: Message | None) -> None:
        if original and channel.ephemerals.pop(original.ts, None) is None and original.ts in channel.messages:
            workspace_actions.delete(self._workspace, channel, original)
        self._workspace.touch()

    def _replace(self, channel: Channel, original: Message, draft: Json) -> None:
        if original.only_for:
            workspace_actions.fill(self._workspace, original, draft)
            self._workspace.touch()
        else:
            workspace_actions.edit(self._workspace, channel, original, draft)

    def _whisper(self, target: ResponseUrl, draft: Json) -> None:
        app = target.app
        message = Message(self._workspace.new_ts(), target.channel.id, app.user.id, only_for=target.user)
        workspace_actions.fill(self._workspace, message, draft)
        message.thread_ts = draft.get("thread_ts")
        message.app_id, message.bot_id = app.id, app.bot_id
        target.channel.ephemerals[message.ts] = message
        self._workspace.touch()
