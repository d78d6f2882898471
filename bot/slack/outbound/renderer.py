"""How an incident, and what happened to it, is shown in Slack; and what the rest of the way out asks of that."""

from dataclasses import dataclass
from typing import Protocol

from bot.core.event import Event
from bot.core.read_models import IncidentView
from bot.core.registry import registry
from bot.core.scene import Place, Scene
from bot.incidents.view import view_of
from bot.process.process import Process
from bot.slack.blockkit.message import SlackMessage
from bot.slack.blockkit.render import rendered
from bot.slack.views import card
from storage.tables import Incident

ROOM = "room"
"""The place of the card in the incident's own channel; any other place is an announcement channel."""


@dataclass(frozen=True)
class Bookmark:
    """A link at the top of the room."""

    title: str
    link: str


class Renderer(Protocol):
    """Renders the record. Pure: what it returns depends on its arguments and the process alone."""

    def card(self, incident: Incident, place: str) -> SlackMessage:
        """The summary that is edited in place."""

    def topic(self, incident: Incident) -> str:
        """The room's topic, mrkdwn of at most 250 characters."""

    def bookmarks(self, incident: Incident) -> tuple[Bookmark, ...]:
        """What belongs at the top of the room."""

    def message(self, incident: Incident, event: Event, actor: str | None, address: str) -> SlackMessage:
        """One event, by a principal or Sitrep itself, in words for one address of the outbox."""


class BlockKitRenderer:
    """Renders as Block Kit, under one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def card(self, incident: Incident, place: str) -> SlackMessage:
        draw = card.in_room if place == ROOM else card.announced
        return draw(self._view(incident), self._process)

    def topic(self, incident: Incident) -> str:
        return card.topic(self._view(incident), self._process)

    def bookmarks(self, incident: Incident) -> tuple[Bookmark, ...]:
        """The team's own links, then where it was declared from."""
        filled = tuple(
            Bookmark(own.title, own.link.format(reference=incident.reference, number=incident.number))
            for own in self._process.room.bookmarks
        )
        source = (Bookmark("Declared from", incident.source_permalink),) if incident.source_permalink else ()
        return filled + source

    def message(self, incident: Incident, event: Event, actor: str | None, address: str) -> SlackMessage:
        place = Place(address.partition(":")[0])
        return rendered(event.message(Scene(self._view(incident), self._process, actor, place)))

    def _view(self, incident: Incident) -> IncidentView:
        return view_of(incident, self._process, registry.sections())
