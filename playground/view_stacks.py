"""Modals and Home tabs: the stack each person has open, and the triggers that let an app open one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from playground.clock import Clock
from playground.errors import SlackError

Json = dict[str, Any]
TRIGGER_SECONDS = 3.0
DEPTH = 3


@dataclass(slots=True)
class View:
    """One view; `state` is what was entered, in Slack's shape, `fetched` the external options that were offered.

    `opened_in` is the conversation that the person was looking at, if any.
    """

    id: str
    app_id: str
    user: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    fetched: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    opened_in: str = ""

    @property
    def external_id(self) -> str:
        return str(self.content.get("external_id") or "")


@dataclass(slots=True)
class Trigger:
    app_id: str
    user: str
    born: float
    channel: str = ""
    used: bool = False


class Triggers:
    """A trigger lives three seconds, works once, for one app."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, Trigger] = {}
        self._numbers = itertools.count(1)

    def new(self, app_id: str, user: str, channel: str = "") -> str:
        number = next(self._numbers)
        trigger_id = f"{number}.{number * 7919}.{app_id.lower()}{user.lower()}"
        self._known[trigger_id] = Trigger(app_id, user, self._clock.seconds(), channel)
        return trigger_id

    def take(self, trigger_id: str, app_id: str) -> Trigger:
        """Use a trigger up and return it, with the person it belongs to and the conversation they were in.

        Raises SlackError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id.
        """
        trigger = self._known.get(trigger_id)
        if trigger is None or trigger.app_id != app_id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.seconds() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


class Stacks:
    """The open modals: per person a stack, the last one is what they see."""

    def __init__(self) -> None:
        self._open: dict[str, list[View]] = {}

    def of(self, user: str) -> list[View]:
        return self._open.setdefault(user, [])

    def top(self, user: str) -> View | None:
        stack = self.of(user)
        return stack[-1] if stack else None

    def find(self, *, app_id: str, view_id: str = "", external_id: str = "") -> View | None:
        for view in itertools.chain.from_iterable(self._open.values()):
            matches = view.id == view_id if view_id else bool(external_id) and view.external_id == external_id
            if matches and view.app_id == app_id:
                return view
        return None

    def start(self, view: View) -> None:
        self._open[view.user] = [view]

    def push(self, view: View) -> None:
        """Put a view on top. Raises SlackError push_limit_reached beyond three."""
        stack = self.of(view.user)
        if len(stack) >= DEPTH:
            raise SlackError("push_limit_reached")
        stack.append(view)

    def drop(self, view: View) -> None:
        """Take a view off, with whatever lies on it."""
        stack = self.of(view.user)
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, user: str) -> None:
        self._open[user] = []
