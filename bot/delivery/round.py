"""One round for one incident: the channel if there is none, then everything else at once."""

from collections.abc import Coroutine
from typing import Any

from sqlalchemy import select

from bot.delivery import lanes, room
from bot.delivery.face import ROOM
from bot.delivery.ledger import change
from bot.delivery.outcomes import Refused
from bot.delivery.trip import RoomLostError, Trip, together
from bot.delivery.words import explain, room_again
from storage.tables import Card

Lane = Coroutine[Any, Any, None]


async def carry(trip: Trip) -> None:
    """Bring Slack to what the record says. Raises what stopped a lane; the other lanes were carried to their ends."""
    await together(_open_room(trip), _prepare_cards(trip))
    try:
        await together(*_lanes(trip))
    except RoomLostError:
        await _find_room_again(trip)
        if not trip.room.problem:
            raise


def _lanes(trip: Trip) -> list[Lane]:
    return [*_room_lanes(trip), *_other_lanes(trip)]


def _room_lanes(trip: Trip) -> list[Lane]:
    """None while the room cannot be used: what is for it waits until it can."""
    if not trip.room.channel_id or trip.room.problem:
        return []
    return [room.invite(trip), lanes.room_lane(trip), room.set_topic(trip), room.add_bookmarks(trip)]


def _other_lanes(trip: Trip) -> list[Lane]:
    announcements = [lanes.announcement_lane(trip, place) for place in trip.cards if place != ROOM]
    direct = dict.fromkeys(post.destination for post in trip.posts)
    outside = [place for place in direct if place.startswith(("person:", "channel:"))]
    return [*announcements, *(lanes.direct_lane(trip, destination) for destination in outside)]


async def _open_room(trip: Trip) -> None:
    """Where Slack allows no room, people are told, and only news is a reason to ask again.

    The refusal is forgotten before that: where asking fails for now, the next round asks, though it brings no news.
    """
    if trip.room.problem:
        if not trip.has_news:
            return
        trip.ledger.note(change(trip.room, problem="", archived=False))
        if trip.room.channel_id:
            await _find_room_again(trip)
            return
    try:
        await room.open_room(trip)
    except Refused as refused:
        await _give_up_room(trip, refused.error)


async def _find_room_again(trip: Trip) -> None:
    problem = await room.find_again(trip)
    if problem:
        await _give_up_room(trip, problem)


async def _give_up_room(trip: Trip, error: str) -> None:
    """Tell people once for each problem. What is for the room waits."""
    what = "Posting in the incident's room" if trip.room.channel_id else "Opening the incident's room"
    advice = room_again(error) if trip.room.channel_id else ""
    await trip.tell(f"failure:room-{trip.incident.id}-{error}", what, explain(error), advice)
    trip.ledger.note(change(trip.room, problem=explain(error), archived=error == "is_archived"))


async def _prepare_cards(trip: Trip) -> None:
    """Read the cards, those that are new in the record included: their ids go with them to Slack.

    News is a reason to try again what was refused: it is forgotten, as for the room.
    """
    incident_id = trip.incident.id
    wanted = (ROOM, *trip.incident.announced_in)
    async with trip.ledger.database.reading() as session:
        found = (await session.scalars(select(Card).where(Card.incident_id == incident_id))).all()
    missing = [Card(incident_id=incident_id, place=place) for place in wanted if place not in {c.place for c in found}]
    if missing:
        async with trip.ledger.database.transaction() as session:
            session.add_all(missing)
    if trip.has_news:
        trip.ledger.note(*(change(card, problem="") for card in found if card.problem))
    trip.cards.update({card.place: card for card in (*found, *missing)})
