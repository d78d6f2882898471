"""Faults by rule: which call goes wrong, how, and whether before or after it took effect."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from playground.errors import RateLimitedError, SlackError

Kind = Literal["error", "ratelimit", "status", "drop", "hang"]
When = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule for calls of `method` ("*": of any), counted from when the rule was added.

    `nth` is the call it strikes, None every one. `kind` is what the client sees: an API `error`, 429 with `retry_after`
    seconds, an HTTP `status`, a connection dropped, or no answer ever. `when` says whether the call took effect.
    `where` names arguments that must have these values.
    """

    method: str = "*"
    kind: Kind = "error"
    when: When = "before"
    nth: int | None = 1
    error: str = "internal_error"
    status: int = 500
    retry_after: int = 1
    where: Mapping[str, Any] = field(default_factory=dict)

    def matches(self, method: str, args: Mapping[str, Any]) -> bool:
        return self.method in ("*", method) and all(args.get(key) == value for key, value in self.where.items())


class Faults:
    """The rules in force, and how many calls each has seen."""

    def __init__(self) -> None:
        self._rules: list[tuple[Fault, itertools.count[int]]] = []

    def add(self, fault: Fault) -> None:
        self._rules.append((fault, itertools.count(1)))

    def clear(self) -> None:
        self._rules.clear()

    def strike(self, method: str, args: Mapping[str, Any]) -> Fault | None:
        """Count this call against every rule and return the first that strikes it."""
        struck = None
        for fault, numbers in self._rules:
            if fault.matches(method, args) and fault.nth in (None, next(numbers)):
                struck = struck or fault
        return struck


def refusal(fault: Fault) -> SlackError | None:
    """Return the answer that a fault gives in words, None for those that are seen on the wire only."""
    if fault.kind == "error":
        return SlackError(fault.error)
    return RateLimitedError(fault.retry_after) if fault.kind == "ratelimit" else None
