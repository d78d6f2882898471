"""Slack as a destination: an incident's room, its announcements and its direct messages, carried in one sync."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.delivery.destination import LeasedWork, NotYetError
from bot.delivery.pace import Pace
from bot.engine.reading import needs_of_view
from bot.slack.api.client import ApiClient
from bot.slack.api.errors import Busy
from bot.slack.outbound.channel_names import room_name
from bot.slack.outbound.grace import Graces
from bot.slack.outbound.renderer import Renderer
from bot.slack.outbound.sync import carry
from bot.slack.outbound.sync_context import PATIENCE, RoomLostError, SyncContext
from storage.tables import Incident, Room
from storage.tables.base import Base

LANE: Final = "slack"

SCHEMES: Final = ("room", "announcement", "person", "channel")
"""`room`, `announcement:<channel>` (a reply below the card there), `person:<id>`, `channel:<channel>`."""


class SlackDestination:
    """One workspace in Slack. Implements `bot.delivery.destination.Destination`.

    An incident has one lane: its messages refer to its channel and to each other's threads.
    """

    name = LANE
    schemes = SCHEMES

    def __init__(self, api: ApiClient, renderer: Renderer, clock: Clock, bot_user_id: str, pace: Pace) -> None:
        self._api = api
        self._renderer = renderer
        self._clock = clock
        self._bot_user_id = bot_user_id
        self._pace = pace
        self._graces = Graces(clock, pace.grace, longest=PATIENCE + pace.grace)

    @property
    def needs(self) -> Collection[type[Base]]:
        """What is rendered, and who is to be invited."""
        return needs_of_view()

    def lane(self, address: str) -> str:
        return LANE

    def standing_lane(self, incident: Incident) -> str | None:
        """Cards, topic and people follow every change, where there is a room or an announcement to show them."""
        return LANE if incident.room.is_wanted or incident.announced_in else None

    def begin(self, incident: Incident) -> None:
        """Give its room the first name to be tried: it is in the record before the channel is made."""
        if incident.room.is_wanted:
            incident.room.creating_name = room_name(incident.reference, incident.name)

    async def prepare(self, session: AsyncSession, incident_ids: Collection[int]) -> None:
        """The same for rooms that have no name yet, as those of an earlier version."""
        nameless = (
            select(Room, Incident.reference, Incident.name)
            .join(Incident, Incident.id == Room.incident_id)
            .where(Room.incident_id.in_(incident_ids), Room.channel_id.is_(None), Room.creating_name == "")
        )
        for room, reference, name in (await session.execute(nameless)).all():
            room.creating_name = room_name(reference, name)

    async def carry(self, work: LeasedWork) -> None:
        """One sync. Raises NotYetError where Slack named a time, or where the room was lost for the first time."""
        try:
            await carry(self._sync(work))
        except Busy as busy:
            raise NotYetError(busy.retry_after, str(busy)) from busy
        except RoomLostError as lost:
            if work.attempts:
                raise
            # The channel was joined again meanwhile: the next round can go on at once.
            raise NotYetError(0.0, str(lost)) from lost

    def _sync(self, work: LeasedWork) -> SyncContext:
        return SyncContext(
            incident=work.incident,
            posts=list(work.posts),
            has_news=work.has_news,
            api=self._api,
            renderer=self._renderer,
            clock=self._clock,
            pace=self._pace,
            graces=self._graces,
            writes=work.writes,
            bot_user_id=self._bot_user_id,
            tell=work.report,
            is_stopping=work.is_stopping,
        )
