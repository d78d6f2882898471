"""How a method says no: Slack's error name, what comes with it, and the HTTP status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class SlackError(Exception):
    """An answer with `ok: false`; `extra` is merged into it."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.extra}

    @property
    def messages(self) -> list[str]:
        """Return how the error explains itself, if it does."""
        return list(self.extra.get("response_metadata", {}).get("messages", []))


class RateLimitedError(SlackError):
    """The answer 429: come back after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def with_messages(error: str, messages: Iterable[object]) -> SlackError:
    """Build an error that explains itself in `response_metadata.messages`, as Slack's for invalid blocks do."""
    return SlackError(error, response_metadata={"messages": [f"[ERROR] {message}" for message in messages]})


class BrokenError(Exception):
    """No answer in words: an HTTP `status`, a connection that breaks ("drop"), or silence for ever ("hang")."""

    def __init__(self, how: str, status: int = 0) -> None:
        super().__init__(how)
        self.how = how
        self.status = status
