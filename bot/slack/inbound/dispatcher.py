"""The one way in for payloads by either connection: of Slack's shape, for this installation, then on to Bolt."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.api.errors import Failure
from bot.slack.api.response_urls import Respond
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound.installation import Installation
from bot.slack.inbound.payloads import MalformedError, Payload, check, named
from bot.slack.views.forms import notice
from storage.types import storable

log = logging.getLogger(__name__)

ELSEWHERE = "This app is installed in another workspace, and works only there. Nothing was done."


class Dispatcher:
    """Hands on what is for us. `respond` reaches a person at the address that their payload brought along."""

    def __init__(self, app: AsyncApp, installation: Installation, respond: Respond) -> None:
        self._app = app
        self._installation = installation
        self._respond = respond

    async def dispatch(self, payload: Payload) -> BoltResponse:
        """What to answer to a payload that is known to be from Slack; 200 acknowledges it. Logs what it turns away.

        Raises MalformedError for what no listener could read.
        """
        # Before anything is made of it, a form's hidden part and a channel's name included.
        payload = storable(payload)
        kind = check(payload)
        if kind not in ("url_verification", "ssl_check") and not self._installation.is_meant(payload):
            return await self._turned_away(kind, payload)
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=payload)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            raise MalformedError(f"Bolt cannot read a {kind} like this") from None
        return await self._app.async_dispatch(request)

    async def _turned_away(self, kind: str, payload: Payload) -> BoltResponse:
        log.warning(
            "A %s is for another installation, and is turned away: app %s, team %s, person %s",
            kind,
            named(payload.get("api_app_id")),
            named(payload.get("team_id") or (payload.get("team") or {}).get("id")),
            named(payload.get("user_id") or _person(payload)),
        )
        if kind == "command":
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": ELSEWHERE})
        if kind == "view_submission":
            said = {"response_action": "update", "view": notice("Not here", ELSEWHERE)}
            return BoltResponse(status=200, body=said)
        if kind == "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        if kind in ("event_callback", "view_closed"):
            return BoltResponse(status=200)
        return BoltResponse(status=200 if await self._is_told(payload.get("response_url", "")) else 403)

    async def _is_told(self, response_url: str) -> bool:
        """Where the person cannot be told, Slack tells them that the app did not take it."""
        if not response_url:
            return False
        try:
            await self._respond(response_url, SlackMessage(ELSEWHERE))
        except Failure as failure:
            log.info("could not tell them: %s", failure)
            return False
        return True


def _person(payload: Mapping[str, Any]) -> object:
    user = payload.get("user") or payload.get("event", {}).get("user")
    return user.get("id") if isinstance(user, dict) else user
