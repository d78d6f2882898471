"""Delivery by signed HTTP: one request to an app's request URL, and the check that the URL is the app's own."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
import urllib.parse
from dataclasses import dataclass
from typing import Any

import aiohttp

from playground.workspace import App

Json = dict[str, Any]
MOST_REDIRECTS = 2
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Ack:
    """How an app answered: `body` when it did, else the `failure`; `final` where it asks for no retry."""

    body: Any = None
    failure: str | None = None
    final: bool = False


class SignedHttp:
    """Sends what is for apps that listen by HTTP."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def event(self, app: App, payload: Json, retry: int, reason: str) -> Ack:
        """Post an event; any 2xx acknowledges it. From the first `retry` on, headers say which it is and why."""
        again = {"x-slack-retry-num": str(retry), "x-slack-retry-reason": reason} if retry else {}
        return await self._post(app, json.dumps(payload), _JSON | again)

    async def interactive(self, app: App, payload: Json) -> Ack:
        """Post a command as a form, and anything else as a form whose `payload` is JSON."""
        fields = payload if "command" in payload else {"payload": json.dumps(payload)}
        return await self._post(app, urllib.parse.urlencode(fields), _FORM)

    async def verify(self, app: App) -> Ack:
        """Ask the request URL to send a challenge back, as Slack does before it accepts one."""
        challenge = secrets.token_urlsafe(32)
        asked = {"token": app.verification_token, "challenge": challenge, "type": "url_verification"}
        ack = await self._post(app, json.dumps(asked), _JSON)
        said = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        if ack.failure is None and str(said).strip() != challenge:
            return Ack(failure="the URL didn't respond with the value of the challenge parameter")
        return ack

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def _post(self, app: App, body: str, headers: dict[str, str]) -> Ack:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with self._session.post(
                str(app.request_url),
                data=body.encode(),
                headers=headers | signature(app, body),
                max_redirects=MOST_REDIRECTS,
            ) as response:
                return await _read(response)
        except aiohttp.TooManyRedirects:
            return Ack(failure="too_many_redirects")
        except aiohttp.ClientSSLError:
            return Ack(failure="ssl_error")
        except (aiohttp.ClientError, ValueError):
            return Ack(failure="connection_failed")


async def _read(response: aiohttp.ClientResponse) -> Ack:
    if not 200 <= response.status < 300:
        return Ack(failure="http_error", final=response.headers.get("x-slack-no-retry") == "1")
    text = await response.text()
    try:
        return Ack(body=json.loads(text) if text.startswith("{") else text or None)
    except ValueError:
        return Ack(body=text)


def signature(app: App, body: str) -> dict[str, str]:
    """Sign a request with the real time of day, which is what receivers compare with."""
    stamp = str(int(time.time()))
    digest = hmac.new(app.signing_secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "User-Agent": "Slackbot 1.0"}
