"""One round for one incident: the channel if there is none, then everything else at once."""

from collections.abc import Coroutine
from typing import Any

from sqlalchemy import select

from bot.delivery.leased_writes import change
from bot.slack.api.errors import CallRefused
from bot.slack.outbound import cards_and_posts, room
from bot.slack.outbound.explanations import explain, room_again
from bot.slack.outbound.renderer import ROOM
from bot.slack.outbound.sync_context import RoomLostError, SyncContext, together
from storage.tables import Card

SyncStep = Coroutine[Any, Any, None]


async def carry(sync: SyncContext) -> None:
    """Bring Slack to what the record says. Raises what stopped a step; the others were carried to their ends."""
    await together(_open_room(sync), _prepare_cards(sync))
    try:
        await together(*_steps(sync))
    except RoomLostError:
        await _find_room_again(sync)
        if not sync.room.problem:
            raise


def _steps(sync: SyncContext) -> list[SyncStep]:
    return [*_room_steps(sync), *_other_steps(sync)]


def _room_steps(sync: SyncContext) -> list[SyncStep]:
    """None while the room cannot be used: what is for it waits until it can."""
    if not sync.room.channel_id or sync.room.problem:
        return []
    return [room.invite(sync), cards_and_posts.in_room(sync), room.set_topic(sync), room.add_bookmarks(sync)]


def _other_steps(sync: SyncContext) -> list[SyncStep]:
    announced = [place for place in sync.cards if place != ROOM]
    below_cards = {ROOM, *(f"announcement:{place}" for place in announced)}
    direct = dict.fromkeys(post.destination for post in sync.posts if post.destination not in below_cards)
    return [
        *(cards_and_posts.announced(sync, place) for place in announced),
        *(cards_and_posts.direct(sync, destination) for destination in direct),
    ]


async def _open_room(sync: SyncContext) -> None:
    """Where Slack allows no room, people are told, and only news is a reason to ask again.

    The refusal is forgotten before that: where asking fails for now, the next round asks, though it brings no news.
    """
    if not sync.room.is_wanted:
        return
    if sync.room.problem:
        if not sync.has_news:
            return
        sync.writes.note(change(sync.room, problem="", archived=False))
        if sync.room.channel_id:
            await _find_room_again(sync)
            return
    try:
        await room.open_room(sync)
    except CallRefused as refused:
        await _give_up_room(sync, refused.error)


async def _find_room_again(sync: SyncContext) -> None:
    problem = await room.find_again(sync)
    if problem:
        await _give_up_room(sync, problem)


async def _give_up_room(sync: SyncContext, error: str) -> None:
    """Tell people once for each problem. What is for the room waits."""
    what = "Posting in the incident's room" if sync.room.channel_id else "Opening the incident's room"
    advice = room_again(error) if sync.room.channel_id else ""
    await sync.tell(f"failure:room-{sync.incident.id}-{error}", what, explain(error), advice=advice)
    sync.writes.note(change(sync.room, problem=explain(error), archived=error == "is_archived"))


async def _prepare_cards(sync: SyncContext) -> None:
    """Read the cards, those that are new in the record included: their ids go with them to Slack.

    News is a reason to try again what was refused: it is forgotten, as for the room.
    """
    incident_id = sync.incident.id
    wanted = (*((ROOM,) if sync.room.is_wanted else ()), *sync.incident.announced_in)
    async with sync.writes.database.reading() as session:
        found = (await session.scalars(select(Card).where(Card.incident_id == incident_id))).all()
    missing = [Card(incident_id=incident_id, place=place) for place in wanted if place not in {c.place for c in found}]
    if missing:
        async with sync.writes.database.transaction() as session:
            session.add_all(missing)
    if sync.has_news:
        sync.writes.note(*(change(card, problem="") for card in found if card.problem))
    sync.cards.update({card.place: card for card in (*found, *missing)})
