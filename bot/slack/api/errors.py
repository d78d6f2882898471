"""What became of a Web API call: carried out, refused, to be tried later, or unknown; judged once, here.

The one question that matters afterwards is whether the call may have taken effect. Where Slack leaves that open the
verdict is `Unknown`: whoever sends again looks first, and a needless look is cheaper than a message posted twice.
"""

import math
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import aiohttp

ApiAnswer = Mapping[str, Any]


class Failure(Exception):  # noqa: N818  a failed call is a verdict that callers match on
    """A call that brought no answer to use.

    `why` is Slack's error name or a few words; it and the text hold no argument and no token.
    `outcome` is what counters and the log call it.
    """

    is_loggable: ClassVar[bool] = True

    outcome: ClassVar[str]

    def __init__(self, method: str, why: str, text: str) -> None:
        super().__init__(text)
        self.method = method
        self.why = why


class CallRefused(Failure):
    """Slack said no and would say so again: nothing took effect, and sending the same once more is useless.

    `error` is Slack's error name (`http_404` and the like where a non-Slack answer came back); `response` is the
    whole answer, whose `errors`, `needed` and `response_metadata.messages` say more. It may quote what was sent, so it
    is not for logs.
    """

    outcome = "refused"

    def __init__(self, method: str, error: str, response: ApiAnswer) -> None:
        needed = response.get("needed")
        super().__init__(method, error, f"Slack refused {method}: {error}" + (f" (needs {needed})" if needed else ""))
        self.error = error
        self.response = response


class Busy(Failure):
    """Too many calls, counted by Slack or by our own limits: nothing took effect; try in `retry_after` seconds."""

    outcome = "busy"

    def __init__(self, method: str, retry_after: float) -> None:
        super().__init__(method, "ratelimited", f"{method} has to wait {retry_after:.1f} s: too many calls")
        self.retry_after = retry_after


class Unavailable(Failure):
    """Slack could not be reached or was not ready: nothing took effect, try later."""

    outcome = "unavailable"

    def __init__(self, method: str, why: str) -> None:
        super().__init__(method, why, f"{method} was not carried out: {why}")


class Unknown(Failure):
    """The call may have taken effect: look before sending it again."""

    outcome = "unknown"

    def __init__(self, method: str, why: str) -> None:
        super().__init__(method, why, f"{method} may or may not have been carried out: {why}")


# What was asked for is so already, be it by our own earlier attempt.
ALREADY_SO: Final[Mapping[str, frozenset[str]]] = {
    "chat.delete": frozenset({"message_not_found"}),
    "conversations.archive": frozenset({"already_archived"}),
    "conversations.canvases.create": frozenset({"channel_canvas_already_exists"}),
    "conversations.invite": frozenset({"already_in_channel"}),
    "conversations.unarchive": frozenset({"not_archived"}),
    "pins.add": frozenset({"already_pinned"}),
    "pins.remove": frozenset({"no_pin", "not_pinned"}),
    "reactions.add": frozenset({"already_reacted"}),
    "reactions.remove": frozenset({"no_reaction"}),
}

# Slack spells it differently from method to method.
_BUSY: Final = frozenset({"ratelimited", "rate_limited", "too_many_requests"})

# Slack turns these away before it begins, and the reason passes.
_UNAVAILABLE: Final = frozenset(
    {
        "external_channel_migrating",  # the channel moves between workspaces
        "message_limit_exceeded",  # the workspace as a whole posts too much
        "org_login_required",  # the workspace migrates to an organisation
        "request_timeout",  # Slack did not receive the whole request
        "service_unavailable",
        "team_added_to_org",  # as org_login_required
    }
)

# "It's possible some aspect of the operation succeeded before the error was raised", says Slack of the first two.
_UNKNOWN: Final = frozenset({"fatal_error", "internal_error", "update_failed", "fetch_members_failed"})

# Slack always names a time; a proxy in between may not.
_RETRY_AFTER: Final = 5.0


def judge_answer(method: str, status: int, headers: Mapping[str, str], body: object) -> ApiAnswer | Failure:
    """The verdict on an HTTP answer; `body` is its decoded JSON, or anything else where it was not JSON."""
    answer: ApiAnswer = body if isinstance(body, dict) else {}
    error = str(answer.get("error") or "")
    if status == 429 or error in _BUSY:
        return Busy(method, _seconds(headers.get("Retry-After")))
    if status == 408 or error in _UNAVAILABLE:
        return Unavailable(method, error or f"HTTP {status}")
    if 400 <= status < 500:
        return CallRefused(method, error or f"http_{status}", answer)
    if status != 200 or error in _UNKNOWN:
        return Unknown(method, error or f"HTTP {status}")
    return answer if answer.get("ok") is True else _judge_error(method, error, answer)


def _judge_error(method: str, error: str, answer: ApiAnswer) -> ApiAnswer | Failure:
    if not error:
        return Unknown(method, "the answer was not Slack's")
    # Of several people invited at once, each is answered for in `errors`.
    if {error, *_partial_errors(answer)} <= ALREADY_SO.get(method, frozenset()):
        return {**answer, "ok": True, "already": error}
    return CallRefused(method, error, answer)


def judge_silence(method: str, error: Exception) -> Failure:
    """The verdict on a call that brought no whole HTTP answer."""
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.ClientHttpProxyError():
            return Unavailable(method, "no connection to Slack")
        case aiohttp.InvalidURL():
            return Unavailable(method, "the address of Slack's API is not valid")
        case TimeoutError():
            return Unknown(method, "no answer in time")
        case aiohttp.TooManyRedirects():
            return Unknown(method, "redirected too often")
        case aiohttp.ClientError() | OSError():
            return Unknown(method, "the connection was lost")
        case _:
            return Unknown(method, "the answer was not Slack's")


def _partial_errors(answer: ApiAnswer) -> set[str]:
    parts = answer.get("errors")
    if not isinstance(parts, list):
        return set()
    return {str(part["error"]) for part in parts if isinstance(part, dict) and "error" in part}


def _seconds(retry_after: str | None) -> float:
    try:
        seconds = float(retry_after or _RETRY_AFTER)
    except ValueError:
        return _RETRY_AFTER
    return max(0.0, seconds) if math.isfinite(seconds) else _RETRY_AFTER
