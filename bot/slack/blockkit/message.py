"""What delivery needs to be told about looks: how an incident, and what happened to it, is shown in Slack."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.incidents.events import AnyEvent
from storage.tables import Incident

ROOM = "room"
"""The place of the card in the incident's own channel; any other place is an announcement channel."""

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """What is posted: blocks, and the same in words for notifications.

    `is_for_all`: where it is a reply below a card, the whole channel is to see it as well.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    is_for_all: bool = False


@dataclass(frozen=True)
class Bookmark:
    """A link at the top of the room."""

    title: str
    link: str


@dataclass(frozen=True)
class Told:
    """An event to be told at a destination: `room`, `announcement:<channel>`, `person:<id>` or `channel:<channel>`."""

    event: AnyEvent
    actor: str | None
    destination: str


class Face(Protocol):
    """Renders the record. Pure: what it returns depends on its arguments and the process alone."""

    def card(self, incident: Incident, place: str) -> Message:
        """The summary that is edited in place."""

    def topic(self, incident: Incident) -> str:
        """The room's topic, at most 250 characters."""

    def bookmarks(self, incident: Incident) -> tuple[Bookmark, ...]:
        """What belongs at the top of the room."""

    def message(self, incident: Incident, told: Told) -> Message:
        """One event in words for one destination."""
