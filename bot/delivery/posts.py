"""Posting a message exactly once: mark, send, and where the outcome is unknown, look before sending again.

A row is marked durably before its call, and the message carries the row's id in its metadata. Only a call whose
outcome we do not know leaves the mark standing (a crash is such a call). What stands marked is looked for in Slack, by
that id, before it is sent again, and not before the request can no longer take effect (`Pace.grace`): one that is
still under way there would be missed, and then be posted twice.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Update, select

from bot.config.values import is_channel_id
from bot.delivery.face import Block, Message
from bot.delivery.ledger import change
from bot.delivery.outcomes import Answer, Busy, Refused, Unavailable, Unknown
from bot.delivery.trip import NotYetError, Trip
from storage import queries
from storage.tables import Card, Channel, Post

log = logging.getLogger(__name__)

EVENT_TYPE = "sitrep_post"
_UNFIT_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


@dataclass(frozen=True)
class Letter:
    """A message on its way: the row that stands for it, where to, and what else to write when it is marked.

    to: a channel by id or name, or a person's id. thread_ts: the message it answers, if any.
    """

    row: Card | Post
    message: Message
    to: str
    thread_ts: str | None = None
    with_mark: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_for_named_channel(self) -> bool:
        return not self.to.startswith(("U", "W")) and not is_channel_id(self.to)

    @property
    def id(self) -> str:
        return f"{'post' if isinstance(self.row, Post) else 'card'}-{self.row.id}"


def metadata(letter_id: str) -> dict[str, Any]:
    """What lets a message be found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": letter_id}}


async def deliver(trip: Trip, letter: Letter) -> None:
    """Post the message unless it is there already; its row then knows where.

    Raises Refused (the row stays marked if it is unknown whether an earlier attempt arrived), Busy, Unavailable,
    Unknown, NotYetError while it is too early to look.
    """
    if letter.row.attempted_at is not None:
        found = await _look(trip, letter)
        if found:
            trip.ledger.note(_arrived(trip, letter, *found))
            return
    await trip.ledger.write(_mark(trip, letter))
    try:
        answer = await _post(trip, letter)
    except Unknown:
        trip.ledger.note(change(letter.row, look_at=trip.after_grace()))
        raise
    except (Refused, Busy, Unavailable):
        trip.ledger.note(_unmark(letter))
        raise
    trip.ledger.note(_arrived(trip, letter, answer["channel"], answer["ts"]))
    if letter.is_for_named_channel:
        await _remember(trip, letter.to, answer["channel"])


async def _post(trip: Trip, letter: Letter) -> Answer:
    blocks = letter.message.blocks or None
    try:
        return await _send(trip, letter, blocks)
    except Refused as refused:
        if blocks is None or refused.error not in _UNFIT_BLOCKS:
            raise
        # A mistake of ours in the layout: the same in plain words is better than silence.
        log.error("Slack did not accept the blocks of %s", letter.id)
        return await _send(trip, letter, None)


async def _send(trip: Trip, letter: Letter, blocks: list[Block] | None) -> Answer:
    return await trip.call(
        "chat.postMessage",
        channel=letter.to,
        thread_ts=letter.thread_ts,
        reply_broadcast=True if letter.thread_ts and letter.message.is_for_all else None,
        text=letter.message.text,
        blocks=blocks,
        metadata=metadata(letter.id),
        unfurl_links=False,
        unfurl_media=False,
    )


def _mark(trip: Trip, letter: Letter) -> Update:
    now = trip.now()
    # Should we die now, the request leaves within our patience, and takes effect within the grace after that.
    look_at = now + timedelta(seconds=trip.pace.patience + trip.pace.grace)
    row, extra = letter.row, letter.with_mark
    if isinstance(row, Card):
        return change(row, attempted_at=now, look_at=look_at, **extra)
    return change(row, attempted_at=now, look_at=look_at, state="sending", attempts=row.attempts + 1, **extra)


def _unmark(letter: Letter) -> Update:
    state = {"state": "pending"} if isinstance(letter.row, Post) else {}
    return change(letter.row, attempted_at=None, look_at=None, **state)


def _arrived(trip: Trip, letter: Letter, channel: str, ts: str) -> Update:
    where: dict[str, Any] = {
        "channel_id": channel,
        "message_ts": ts,
        "attempted_at": None,
        "look_at": None,
        "problem": "",
    }
    if isinstance(letter.row, Post):
        where |= {"state": "delivered", "delivered_at": trip.now()}
    return change(letter.row, **where)


async def _look(trip: Trip, letter: Letter) -> tuple[str, str] | None:
    """Where the message is (channel id, ts), or None if it never arrived."""
    row = letter.row
    if row.look_at is not None and row.look_at > trip.now():
        raise NotYetError((row.look_at - trip.now()).total_seconds())
    channel = await channel_id(trip, letter.to)
    for message in await _messages(trip, letter, channel):
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("id") == letter.id:
            return channel, message["ts"]
    return None


async def _messages(trip: Trip, letter: Letter, channel: str) -> list[Mapping[str, Any]]:
    began = letter.row.attempted_at or trip.now()
    oldest = f"{(began - trip.pace.clock_doubt).timestamp():.6f}"
    window = {"channel": channel, "oldest": oldest, "include_all_metadata": True}
    method = "conversations.replies" if letter.thread_ts else "conversations.history"
    try:
        return await trip.pages(method, "messages", ts=letter.thread_ts, **window)
    except Refused as refused:
        if refused.error != "not_in_channel":
            raise
        # Posting in a public channel needs no membership, reading does.
        try:
            await trip.call("conversations.join", channel=channel)
        except Refused:
            raise refused from None
        return await trip.pages(method, "messages", ts=letter.thread_ts, **window)


async def channel_id(trip: Trip, to: str) -> str:
    """The id behind where something is posted to. Raises Refused (`channel_not_found`) for an unknown name."""
    if to.startswith(("U", "W")):
        answer = await trip.call("conversations.open", users=[to])
        return str(answer["channel"]["id"])
    if is_channel_id(to):
        return to
    return await _remembered(trip, to) or await _listed(trip, to)


async def _remembered(trip: Trip, name: str) -> str | None:
    async with trip.ledger.database.reading() as session:
        statement = select(Channel.channel_id).where(Channel.team_id == trip.incident.team_id, Channel.name == name)
        return await session.scalar(statement)


async def _remember(trip: Trip, name: str, channel: str) -> None:
    """Keep which channel goes by this name: where a post has to be looked for, that saves listing all channels."""
    if await _remembered(trip, name) == channel:
        return
    async with trip.ledger.database.transaction() as session:
        await queries.remember_channel(session, trip.incident.team_id, channel, name, trip.now())


async def _listed(trip: Trip, name: str) -> str:
    types = "public_channel,private_channel"
    for channel in await trip.pages("conversations.list", "channels", types=types, exclude_archived=True):
        if channel["name"] == name:
            return str(channel["id"])
    raise Refused("conversations.list", "channel_not_found", {})
