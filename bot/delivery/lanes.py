"""The lanes of a round: each carries, in order, what goes to one place."""

import hashlib
import json
import logging
from collections.abc import Sequence

from bot.delivery import room
from bot.delivery.face import ROOM, Message, Told
from bot.delivery.ledger import change
from bot.delivery.outcomes import Busy, Refused, Unavailable, Unknown
from bot.delivery.posts import Letter, deliver, metadata
from bot.delivery.trip import ROOM_LOST, NotYetError, RoomLostError, Trip, together
from bot.delivery.words import describe, explain
from bot.incidents.events import DeliveryFailed, read
from storage.tables import Card, Post

log = logging.getLogger(__name__)


async def room_lane(trip: Trip) -> None:
    """The card and its pin, and what is to be said below it.

    That waits until the card is there, but for no edit of it: Slack lets six messages pass for every edit.
    """
    card = trip.cards[ROOM]
    if not card.message_ts:
        await _carry_room_card(trip, card)
        await together(room.pin(trip, card.message_ts), _tell(trip, _addressed(trip, ROOM), trip.channel))
        return
    await together(_keep_room_card(trip, card), _tell(trip, _addressed(trip, ROOM), trip.channel))


async def _keep_room_card(trip: Trip, card: Card) -> None:
    await _carry_room_card(trip, card)
    await room.pin(trip, card.message_ts)


async def _carry_room_card(trip: Trip, card: Card) -> None:
    try:
        await _carry_card(trip, card, trip.channel)
    except Refused as refused:
        _raise_if_lost(refused)
        await _report(trip, card, "The card in the room", refused)


async def announcement_lane(trip: Trip, place: str) -> None:
    """The card's twin in an announcement channel, then what is to be said in its thread.

    Where it cannot be posted, a person is told once and the posts are put aside with it; news is a reason to retry.
    """
    card, posts = trip.cards[place], _addressed(trip, f"announcement:{place}")
    if card.problem:
        return
    try:
        await _carry_card(trip, card, place)
    except Refused as refused:
        await _report(trip, card, f"The announcement in {_shown(place)}", refused)
        trip.ledger.note(*(change(post, state="failed", problem=card.problem) for post in posts))
        return
    await _tell(trip, posts, card.channel_id, card)


async def direct_lane(trip: Trip, destination: str) -> None:
    """What is for one person, or for one channel outside the incident."""
    await _tell(trip, _addressed(trip, destination), destination.partition(":")[2])


def _addressed(trip: Trip, destination: str) -> Sequence[Post]:
    return [post for post in trip.posts if post.destination == destination]


async def _carry_card(trip: Trip, card: Card, to: str) -> None:
    """Post the card, or edit it where it shows something else than it should. Raises Refused if it cannot be posted."""
    message = trip.face.card(trip.incident, card.place)
    letter = Letter(card, message, to, with_mark={"digest": _digest(message)})
    if not card.message_ts:
        await deliver(trip, letter)
    if card.digest == _digest(message):
        return
    if not await _edit(trip, letter, card):
        # Deleted by hand. It takes a new one, pinned anew; in the next round if not in this.
        trip.ledger.note(change(card, message_ts="", digest=""))
        await deliver(trip, letter)


async def _edit(trip: Trip, letter: Letter, card: Card) -> bool:
    """Whether the message was still there to be edited."""
    if card.look_at and card.look_at > trip.now():
        # An earlier edit may still take effect; it must not come after this one.
        raise NotYetError((card.look_at - trip.now()).total_seconds())
    try:
        await trip.call(
            "chat.update",
            channel=card.channel_id,
            ts=card.message_ts,
            text=letter.message.text,
            blocks=letter.message.blocks or None,
            metadata=metadata(letter.id),
        )
    except Unknown:
        trip.ledger.note(change(card, look_at=trip.after_grace()))
        raise
    except Refused as refused:
        if refused.error == "message_not_found":
            return False
        if refused.error in ROOM_LOST:
            raise
        await trip.tell(f"failure:edit-{card.id}-{refused.error}", "Editing a card", explain(refused.error))
    trip.ledger.note(change(card, look_at=None, problem="", **letter.with_mark))
    return True


async def _tell(trip: Trip, posts: Sequence[Post], to: str, thread: Card | None = None) -> None:
    for post in posts:
        message = _rendered(trip, post)
        if message is None:
            await _give_up(trip, post, "Sitrep could not put it into words; its log says why")
            continue
        try:
            await deliver(trip, Letter(post, message, to, thread.message_ts if thread else None))
        except Refused as refused:
            if thread and refused.error == "thread_not_found":
                # The card above the thread was deleted by hand: the next round posts another.
                trip.ledger.note(change(thread, message_ts="", digest=""))
                raise NotYetError(trip.pace.backoff) from refused
            if post.destination == ROOM:
                _raise_if_lost(refused)
            await _give_up(trip, post, describe(refused))
        except (Busy, Unavailable, Unknown) as failure:
            if not _is_hopeless(trip, post):
                raise
            await _give_up(trip, post, describe(failure))


def _raise_if_lost(refused: Refused) -> None:
    if refused.error in ROOM_LOST:
        raise RoomLostError(refused.error) from refused


def _rendered(trip: Trip, post: Post) -> Message | None:
    try:
        told = Told(read(post.event.payload), post.event.actor_id, post.destination)
        return trip.face.message(trip.incident, told)
    except Exception:  # one event that cannot be shown must not hold up those behind it
        log.exception("Event %d cannot be rendered", post.event_id)
        return None


def _is_hopeless(trip: Trip, post: Post) -> bool:
    return post.attempts >= trip.pace.give_up_tries and trip.now() - post.created_at >= trip.pace.give_up_age


async def _give_up(trip: Trip, post: Post, problem: str) -> None:
    """Put the post aside, and first tell a person: if we die in between, it is tried and told about again, once.

    A post whose outcome is unknown keeps its mark, so that a retry begins with looking.
    """
    if post.event.kind != DeliveryFailed.model_fields["kind"].default:
        await trip.tell(f"failure:post-{post.id}", f"A message to {_shown(post.destination)}", problem)
    trip.ledger.note(change(post, state="failed", problem=problem))


async def _report(trip: Trip, card: Card, what: str, refused: Refused) -> None:
    await trip.tell(f"failure:card-{card.id}", what, describe(refused))
    trip.ledger.note(change(card, problem=describe(refused)))


def _shown(destination: str) -> str:
    kind, _, name = destination.rpartition(":")
    if kind == "person":
        return f"<@{name}>"
    if name == ROOM:
        return "the room"
    return f"<#{name}>" if name.startswith(("C", "G")) else f"#{name}"


def _digest(message: Message) -> str:
    shown = json.dumps([message.text, message.blocks], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()
