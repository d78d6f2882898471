"""Cards and posts, place by place: what goes to one place is carried in order, different places at the same time."""

import hashlib
import json
import logging
from collections.abc import Sequence

from bot.core.registry import registry
from bot.delivery.destination import NotYetError
from bot.delivery.leased_writes import change
from bot.operations.system_events import DeliveryFailed
from bot.slack.api.errors import Busy, CallRefused, Unavailable, Unknown
from bot.slack.blockkit.message import SlackMessage
from bot.slack.outbound import room
from bot.slack.outbound.exactly_once import OutgoingMessage, deliver, metadata
from bot.slack.outbound.explanations import describe, explain
from bot.slack.outbound.renderer import ROOM
from bot.slack.outbound.sync_context import ROOM_LOST, RoomLostError, SyncContext, together
from storage.tables import Card, Post

log = logging.getLogger(__name__)


async def in_room(sync: SyncContext) -> None:
    """The card and its pin, and what is to be said below it.

    That waits until the card is there, but for no edit of it: Slack lets six messages pass for every edit.
    """
    card = sync.cards[ROOM]
    if not card.message_ts:
        await _carry_room_card(sync, card)
        await together(room.pin(sync, card.message_ts), _tell(sync, _addressed(sync, ROOM), sync.channel))
        return
    await together(_keep_room_card(sync, card), _tell(sync, _addressed(sync, ROOM), sync.channel))


async def _keep_room_card(sync: SyncContext, card: Card) -> None:
    await _carry_room_card(sync, card)
    await room.pin(sync, card.message_ts)


async def _carry_room_card(sync: SyncContext, card: Card) -> None:
    try:
        await _carry_card(sync, card, sync.channel)
    except CallRefused as refused:
        _raise_if_lost(refused)
        await _report(sync, card, "The card in", ROOM, refused)


async def announced(sync: SyncContext, place: str) -> None:
    """The card's twin in an announcement channel, then what is to be said in its thread.

    Where it cannot be posted, a person is told once and the posts are put aside with it; news is a reason to retry.
    """
    card, posts = sync.cards[place], _addressed(sync, f"announcement:{place}")
    if card.problem:
        return
    try:
        await _carry_card(sync, card, place)
    except CallRefused as refused:
        await _report(sync, card, "The announcement in", f"announcement:{place}", refused)
        sync.writes.note(*(change(post, state="failed", problem=card.problem) for post in posts))
        return
    await _tell(sync, posts, card.channel_id, card)


async def direct(sync: SyncContext, destination: str) -> None:
    """What is for one person, or for one channel in which no card is above it."""
    await _tell(sync, _addressed(sync, destination), destination.partition(":")[2])


def _addressed(sync: SyncContext, destination: str) -> Sequence[Post]:
    return [post for post in sync.posts if post.destination == destination]


async def _carry_card(sync: SyncContext, card: Card, to: str) -> None:
    """Post the card, or edit it where it shows something else than it should. Raises Refused if it cannot be posted."""
    message = sync.renderer.card(sync.incident, card.place)
    outgoing = OutgoingMessage(card, message, to, with_mark={"digest": _digest(message)})
    if not card.message_ts:
        await deliver(sync, outgoing)
    if card.digest == _digest(message):
        return
    if not await _edit(sync, outgoing, card):
        # Deleted by hand. It takes a new one, pinned anew; in the next round if not in this.
        sync.writes.note(change(card, message_ts="", digest=""))
        await deliver(sync, outgoing)


async def _edit(sync: SyncContext, outgoing: OutgoingMessage, card: Card) -> bool:
    """Whether the message was still there to be edited."""
    edit = f"edit-{card.id}"
    if left := sync.graces.left(edit, card.look_at):
        # An earlier edit may still take effect; it must not come after this one.
        raise NotYetError(left)
    try:
        await sync.call(
            "chat.update",
            channel=card.channel_id,
            ts=card.message_ts,
            text=outgoing.message.text,
            blocks=outgoing.message.blocks or None,
            metadata=metadata(outgoing.id),
        )
    except Unknown:
        sync.writes.note(change(card, look_at=sync.graces.begin(edit)))
        raise
    except CallRefused as refused:
        if refused.error == "message_not_found":
            return False
        if refused.error in ROOM_LOST:
            raise
        await sync.tell(f"failure:edit-{card.id}-{refused.error}", "Editing a card", explain(refused.error))
    sync.writes.note(change(card, look_at=None, problem="", **outgoing.with_mark))
    return True


async def _tell(sync: SyncContext, posts: Sequence[Post], to: str, thread: Card | None = None) -> None:
    for post in posts:
        message = _rendered(sync, post)
        if message is None:
            await _give_up(sync, post, "Sitrep could not put it into words; its log says why")
            continue
        try:
            await deliver(sync, OutgoingMessage(post, message, to, thread.message_ts if thread else None))
        except CallRefused as refused:
            if thread and refused.error == "thread_not_found":
                # The card above the thread was deleted by hand: the next round posts another.
                sync.writes.note(change(thread, message_ts="", digest=""))
                raise NotYetError(sync.pace.backoff) from refused
            if post.destination == ROOM:
                _raise_if_lost(refused)
            await _give_up(sync, post, describe(refused))
        except (Busy, Unavailable, Unknown) as failure:
            if not _is_hopeless(sync, post):
                raise
            await _give_up(sync, post, describe(failure))


def _raise_if_lost(refused: CallRefused) -> None:
    if refused.error in ROOM_LOST:
        raise RoomLostError(refused.error) from refused


def _rendered(sync: SyncContext, post: Post) -> SlackMessage | None:
    try:
        event = registry.event(post.event.kind, post.event.payload)
        return sync.renderer.message(sync.incident, event, post.event.actor_id, post.destination)
    except Exception:  # one event that cannot be shown must not hold up those behind it
        log.exception("Event %d cannot be rendered", post.event_id)
        return None


def _is_hopeless(sync: SyncContext, post: Post) -> bool:
    return post.attempts >= sync.pace.give_up_tries and sync.now() - post.created_at >= sync.pace.give_up_age


async def _give_up(sync: SyncContext, post: Post, problem: str) -> None:
    """Put the post aside, and first tell a person: if we die in between, it is tried and told about again, once.

    A post whose outcome is unknown keeps its mark, so that a retry begins with looking.
    """
    if post.event.kind != DeliveryFailed.kind:
        await sync.tell(f"failure:post-{post.id}", "A message to", problem, address=post.destination)
    sync.writes.note(change(post, state="failed", problem=problem))


async def _report(sync: SyncContext, card: Card, what: str, address: str, refused: CallRefused) -> None:
    await sync.tell(f"failure:card-{card.id}", what, describe(refused), address=address)
    sync.writes.note(change(card, problem=describe(refused)))


def _digest(message: SlackMessage) -> str:
    shown = json.dumps([message.text, message.blocks], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()
