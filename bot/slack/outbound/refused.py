"""What Slack refused of an incident beside messages: room, cards and invitations, to see and to ask for again."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.outbox import Undelivered, another_round
from bot.slack.outbound.renderer import ROOM
from bot.slack.outbound.slack_destination import LANE
from storage.database import Database
from storage.tables import Card, Incident, Responder, Room, Work


class SlackParts:
    """Implements `bot.delivery.outbox.Parts`: `room-3`, `card-5`, `invitation-9`."""

    async def refused(self, session: AsyncSession, team_id: str) -> Sequence[Undelivered]:
        """The rooms, cards and invitations of a workspace that Slack refused."""
        rooms = await session.execute(
            select(Room, Incident)
            .join(Incident, Incident.id == Room.incident_id)
            .where(Incident.team_id == team_id, Room.problem != "")
        )
        cards = await session.execute(
            select(Card, Incident)
            .join(Incident, Incident.id == Card.incident_id)
            .where(Incident.team_id == team_id, Card.problem != "")
        )
        invited = await session.execute(
            select(Responder, Incident)
            .join(Incident, Incident.id == Responder.incident_id)
            .where(Incident.team_id == team_id, Responder.invitation == "failed")
        )
        return [
            *(_failed(f"room-{room.incident_id}", incident, ROOM, "room", room.problem) for room, incident in rooms),
            *(
                _failed(f"card-{card.id}", incident, _address(card.place), "card", card.problem)
                for card, incident in cards
            ),
            *(
                _failed(f"invitation-{asked.id}", incident, f"person:{asked.user_id}", "invitation", asked.problem)
                for asked, incident in invited
            ),
        ]

    async def forget(self, session: AsyncSession, ids: Collection[str]) -> None:
        """Take these for untried. A room needs nothing: news is a reason to ask for it again."""
        await session.execute(update(Card).where(Card.id.in_(_numbers("card-", ids))).values(problem="", digest=""))
        invited = update(Responder).where(Responder.id.in_(_numbers("invitation-", ids)))
        await session.execute(invited.values(invitation="wanted", problem=""))


async def look_again(database: Database, team_id: str, channel_id: str) -> None:
    """Something happened to a channel, such as being unarchived: see whether a room that was lost is back.

    A round under way may be about to give it up, for what it saw before that.
    """
    rooms = select(Room.incident_id).where(Room.team_id == team_id, Room.channel_id == channel_id)
    is_missed = or_(Work.incident_id.in_(rooms.where(Room.problem != "")), Work.applied < Work.wanted)
    async with database.transaction() as session:
        await session.execute(another_round().where(Work.incident_id.in_(rooms), Work.lane == LANE, is_missed))


def _numbers(kind: str, ids: Collection[str]) -> list[int]:
    return [int(one.removeprefix(kind)) for one in ids if one.startswith(kind)]


def _failed(part: str, incident: Incident, address: str, what: str, problem: str) -> Undelivered:
    return Undelivered(
        id=part,
        incident_id=incident.id,
        lane=LANE,
        reference=incident.reference,
        destination=address,
        what=what,
        state="failed",
        attempts=0,
        problem=problem,
        since=incident.declared_at,
    )


def _address(place: str) -> str:
    return place if place == ROOM else f"announcement:{place}"
