"""The one way out to Slack: every Web API call is checked, paced, timed and judged here."""

import asyncio
import ipaddress
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.slack.api.errors import ApiAnswer, Busy, Failure, Unavailable, judge_answer, judge_silence
from bot.slack.api.methods import METHODS
from bot.slack.api.rate_limits import RateLimits
from storage.types import storable

logger = logging.getLogger(__name__)

PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call, for counters.

    method: such as `chat.postMessage`.
    outcome: `ok`, `already` (it was so before), the lower-case name of the failure, or `cancelled`.
    sent: whether a request went out; false where our own limits said `busy`.
    started: when it was asked for, on the bot's clock (aware, UTC).
    waited: seconds on the bot's clock until its turn came.
    took: real seconds from request to verdict.
    """

    method: str
    outcome: str
    sent: bool
    started: datetime
    waited: float
    took: float


def _unobserved(_: CallRecord) -> None:
    """For those who count nothing."""


def _always() -> bool:
    return True


class ApiClient:
    """Calls Slack for one workspace.

    timeout: real seconds from the start of a request to the end of its answer; waiting for the turn is not part of it.
    workspace: whose token the client carries; limits are counted for each workspace.
    """

    def __init__(  # noqa: PLR0913  a composition root hands in its parts
        self,
        client: AsyncWebClient,
        clock: Clock,
        limits: RateLimits,
        timeout: float,
        *,
        workspace: str = "",
        observe: Callable[[CallRecord], None] = _unobserved,
    ) -> None:
        self._client = client
        self._clock = clock
        self._limits = limits
        self._timeout = timeout
        self._workspace = workspace
        self._observe = observe

    async def call(
        self, method: str, *, patience: float = PATIENCE, may_leave: Callable[[], bool] = _always, **arguments: Any
    ) -> ApiAnswer:
        """Call a Web API method and return Slack's answer.

        patience: seconds on the bot's clock to wait for the turn at most; 0 for "now or not at all".
        may_leave: asked right before the request is sent; where it says no, nothing is, and Unavailable is raised.
        arguments: as slack_sdk's method takes them (lists, dicts, blocks, views); None means "not given".
        Returns the decoded JSON. Where what was asked for is so already (see errors.ALREADY_SO) it has `already`.
        Raises Refused, Busy, Unavailable or Unknown; LookupError for a method that is not in METHODS, TypeError for
        missing arguments: the two are mistakes in our code, and nothing is sent.
        """
        if method not in METHODS:
            raise LookupError(f"{method} is not in bot.slack.api.methods.METHODS")
        started, asked_at = self._clock.now(), self._clock.steady()
        sent_at: float | None = None
        waited = 0.0
        outcome = "cancelled"
        try:
            await self._limits.acquire(self._workspace, method, arguments.get("channel"), patience)
            waited = self._clock.steady() - asked_at
            if not may_leave():
                raise Unavailable(method, "this process was held up for too long")
            sent_at = _real_time()
            verdict = await self._perform(method, arguments)
            outcome = _name(verdict)
            if isinstance(verdict, Busy):
                self._limits.block(self._workspace, method, verdict.retry_after)
            if isinstance(verdict, Failure):
                raise verdict
            return verdict
        except Failure as failure:
            outcome = failure.outcome
            raise
        finally:
            took = 0.0 if sent_at is None else _real_time() - sent_at
            logger.debug("%s: %s in %.0f ms", method, outcome, took * 1000)
            self._observe(CallRecord(method, outcome, sent_at is not None, started, waited, took))

    async def _perform(self, method: str, arguments: Mapping[str, Any]) -> ApiAnswer | Failure:
        """Send, and turn whatever comes back into a verdict: returned, so that no exception of the SDK, whose texts
        quote addresses and answers, hangs on the one that callers log."""
        given = {name: value for name, value in arguments.items() if value is not None}
        # slack_sdk's own method knows how each argument is encoded.
        sending = getattr(self._client, method.replace(".", "_"))(**given)
        try:
            async with asyncio.timeout(self._timeout):
                response = await sending
        except SlackApiError as error:
            return judge_error_response(method, error.response)
        # AttributeError: how slack_sdk fails on an answer of status 200 that is no JSON object.
        except (aiohttp.ClientError, OSError, AttributeError, UnicodeDecodeError) as error:
            return judge_silence(method, error)
        return judge_answer(method, response.status_code, response.headers, storable(response.data))


def build_client(token: str | None, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that sends each request once, over the one shared session.

    base_url: `https://slack.com/api/` or a local Slack. HTTPS_PROXY and its like hold unless NO_PROXY or a loopback
    address says otherwise.
    """
    client = AsyncWebClient(token=token, base_url=base_url, session=session, retry_handlers=[])
    if _goes_direct(urlsplit(base_url).hostname or ""):
        client.proxy = None
    return client


def _goes_direct(host: str) -> bool:
    if host == "localhost" or proxy_bypass(host):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def judge_error_response(method: str, response: Any) -> ApiAnswer | Failure:
    """The verdict on the response of a SlackApiError: slack_sdk's own, or aiohttp's where it could not be decoded."""
    if isinstance(response, aiohttp.ClientResponse):
        return judge_answer(method, response.status, response.headers, None)
    return judge_answer(method, response.status_code, response.headers, response.data)


def _name(verdict: ApiAnswer | Failure) -> str:
    if isinstance(verdict, Failure):
        return verdict.outcome
    return "already" if "already" in verdict else "ok"


def _real_time() -> float:
    return asyncio.get_running_loop().time()
