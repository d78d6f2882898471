"""The face in Slack, as delivery asks for it."""

from bot.process.process import Process
from bot.slack.blockkit.message import ROOM, Bookmark, Message, Told
from bot.slack.views import card
from bot.slack.views import event_messages as messages
from storage.tables import Incident


class Renderer:
    """Renders the record under one process. Implements `bot.slack.blockkit.message.Face`."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def card(self, incident: Incident, place: str) -> Message:
        """The summary that is edited in place: the room's, or its twin in an announcement channel."""
        draw = card.in_room if place == ROOM else card.announced
        return draw(incident, self._process)

    def topic(self, incident: Incident) -> str:
        """The room's topic, in mrkdwn of at most 250 characters."""
        return card.topic(incident, self._process)

    def bookmarks(self, incident: Incident) -> tuple[Bookmark, ...]:
        """The team's own links, then where it was declared from."""
        return card.bookmarks(incident, self._process)

    def message(self, incident: Incident, told: Told) -> Message:
        """One event in words for one destination."""
        return messages.message(incident, told, self._process)
