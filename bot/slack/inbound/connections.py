"""How payloads come in by Socket Mode, and what every way in does: it finishes what is under way before it closes."""

import asyncio
import logging
import time
from typing import Any, Protocol

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.api.client import judge_error_response
from bot.slack.api.errors import CallRefused
from bot.slack.api.identity import refused_app_token
from bot.slack.inbound.dispatcher import Dispatcher
from bot.slack.inbound.intake import Intake
from bot.slack.inbound.payloads import MalformedError, named

log = logging.getLogger(__name__)


class Connection(Protocol):
    """A way in. `stop` lets what is under way finish."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def ready(self) -> bool: ...


class SocketMode:
    """Several Socket Mode connections, so that one can be replaced while another listens."""

    def __init__(self, app: AsyncApp, dispatcher: Dispatcher, app_token: str, connections: int) -> None:
        self._app = app
        self._dispatcher = dispatcher
        self._token = app_token
        self._count = connections
        self._intake = Intake()
        self._handlers: list[AsyncSocketModeHandler] = []

    async def start(self) -> None:
        """Raises IdentityError for a token that Slack does not accept; whatever may pass is tried again.

        Whoever calls this stops it afterwards, in any case.
        """
        self._handlers = [self._handler() for _ in range(self._count)]
        connected = await asyncio.gather(*map(_connect, self._handlers), return_exceptions=True)
        if failed := next((end for end in connected if isinstance(end, BaseException)), None):
            raise failed

    async def stop(self) -> None:
        await self._intake.drain()
        await asyncio.gather(*(handler.close_async() for handler in self._handlers))

    async def ready(self) -> bool:
        if not self._intake.open:
            return False
        return any([await handler.client.is_connected() for handler in self._handlers])

    def _handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(self._app, self._token)
        # Messages, because the SDK fails on envelopes that hold no payload, with a traceback and unacknowledged.
        handler.client.socket_mode_request_listeners.clear()
        handler.client.message_listeners.append(self._receive)  # type: ignore[arg-type]
        _use_each_address_once(handler.client)
        return handler

    async def _receive(self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str) -> None:
        """Answer an envelope. What cannot be read is not acknowledged: Slack tells the person, or sends it again."""
        if message.get("type") == "hello":
            return
        started = time.time()
        async with self._intake.one() as wanted:
            if not wanted:
                return
            try:
                envelope = _envelope(message)
                response = await self._dispatcher.dispatch(envelope.payload)
            except MalformedError as error:
                kind, number = named(message.get("type")), named(message.get("envelope_id"))
                log.warning("Envelope %s (%s) is not acknowledged: %s", number, kind, error)
                return
            await send_async_response(client, envelope, response, started)


def _envelope(message: dict[str, Any]) -> SocketModeRequest:
    """Raises MalformedError."""
    payload = message.get("payload")
    if not isinstance(message.get("envelope_id"), str) or not isinstance(payload, dict):
        raise MalformedError("it has no id, or no payload")
    return SocketModeRequest(type=str(message.get("type")), envelope_id=message["envelope_id"], payload=payload)


def _use_each_address_once(client: SocketModeClient) -> None:
    """Its ticket admits once. After a handshake that failed the SDK would try the same one without end; where it has
    no address it asks for another."""

    async def forget(*_: object) -> None:
        client.wss_uri = None

    tracing = aiohttp.TraceConfig()
    tracing.on_request_start.append(forget)
    tracing.freeze()
    client.aiohttp_client_session.trace_configs.append(tracing)


async def _connect(handler: AsyncSocketModeHandler) -> None:
    """The SDK would ask for an address without end, even where Slack will never give one."""
    try:
        handler.client.wss_uri = await handler.client.issue_new_wss_url()
    except SlackApiError as error:
        verdict = judge_error_response("apps.connections.open", error.response)
        if isinstance(verdict, CallRefused):
            raise refused_app_token(verdict.error) from None
    # AttributeError: how slack_sdk fails on an answer that is no JSON object.
    except (aiohttp.ClientError, OSError, AttributeError) as error:
        log.warning("Slack gave no connection (%s). Trying again.", type(error).__name__)
    await handler.connect_async()
