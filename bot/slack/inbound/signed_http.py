"""Slack calls us: each request is proved by its signature before anything of its body is read."""

import logging
import re
from collections.abc import Callable

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from bot.slack.inbound.dispatcher import Dispatcher
from bot.slack.inbound.intake import Intake
from bot.slack.inbound.payloads import MalformedError, read_body

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"

_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class SignedHttp(AsyncSlackRequestHandler):
    """Bolt's ASGI application, with the signature checked ahead of it and whatever is not Slack's answered in one line.

    `now` is the time of day that signatures are compared with, which is Slack's.
    """

    def __init__(self, app: AsyncApp, dispatcher: Dispatcher, secret: str, now: Callable[[], float] | None = None):
        super().__init__(app, path=EVENTS_PATH)
        clock = SignatureClock()
        if now is not None:
            clock.now = now  # type: ignore[method-assign]
        self._verifier = SignatureVerifier(secret, clock)
        self._dispatcher = dispatcher
        self._intake = Intake()

    async def start(self) -> None:
        """Nothing to do: the web server is open already."""

    async def stop(self) -> None:
        await self._intake.drain()

    async def ready(self) -> bool:
        return self._intake.open

    async def dispatch(self, request: AsgiHttpRequest) -> BoltResponse:
        body = await _body_of(request)
        if body is None:
            return BoltResponse(status=400)  # whoever asked has gone
        if doubt := self._doubt(request, body):
            log.warning("A request is not signed by Slack: %s", doubt)
            return BoltResponse(status=401)
        async with self._intake.one() as wanted:
            if not wanted:
                return BoltResponse(status=503)
            try:
                payload = read_body(body, _one(request, b"content-type") or "")
                return await self._dispatcher.dispatch(payload)
            except MalformedError as error:
                log.warning("A request of Slack's cannot be read: %s", error)
                return BoltResponse(status=400)

    def _doubt(self, request: AsgiHttpRequest, body: bytes) -> str | None:
        """Why this cannot be Slack's; None where its signature proves that it is."""
        stamp, signature = _one(request, b"x-slack-request-timestamp"), _one(request, b"x-slack-signature")
        if stamp is None or signature is None:
            return "it has not one signature and one timestamp"
        if not _TIMESTAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            return "its signature or timestamp is none"
        try:
            if self._verifier.is_valid(body, stamp, signature):
                return None
        except UnicodeDecodeError:
            return "its body is not UTF-8"
        return "its signature does not fit, or is old"


async def _body_of(request: AsgiHttpRequest) -> bytes | None:
    """All of it; None where the connection ended before."""
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def _one(request: AsgiHttpRequest, name: bytes) -> str | None:
    """A header that is there once."""
    found = [value for key, value in request.raw_headers if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None
