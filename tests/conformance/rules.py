"""A rule of Slack's: its name, where it is documented, and one check for whatever client can see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.conformance.clients import CLIENTS
from tests.conformance.environment import Environment

Check = Callable[[Environment], Awaitable[None]]

EVERYONE = tuple(CLIENTS)
SOCKET = tuple(name for name, kind in CLIENTS.items() if kind.way == "socket")
HTTP = tuple(name for name, kind in CLIENTS.items() if kind.way == "http")
RAW = ("raw HTTP",)


@dataclass(frozen=True)
class Rule:
    """`through` are the clients that can see it; `hears` says that the app listens, `limits` that rates are limited."""

    name: str
    source: str
    check: Check
    through: tuple[str, ...]
    hears: bool
    limits: bool


RULES: dict[str, Rule] = {}


def rule(
    name: str, *, source: str, through: tuple[str, ...] = EVERYONE, hears: bool = False, limits: bool = False
) -> Callable[[Check], Check]:
    """Register a check. `source` is a page of docs.slack.dev by its path, or a file of an SDK."""

    def register(check: Check) -> Check:
        assert name not in RULES, name
        page = source if source.startswith("slack_") else f"https://docs.slack.dev/{source}"
        RULES[name] = Rule(name, page, check, through, hears, limits)
        return check

    return register
