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

from bot.delivery.destination import NotYetError
from bot.delivery.leased_writes import change
from bot.process.values import is_channel_id
from bot.slack.api.errors import ApiAnswer, Busy, CallRefused, Unavailable, Unknown
from bot.slack.blockkit.message import Block, SlackMessage
from bot.slack.outbound.sync_context import CLOCK_DOUBT, PATIENCE, SyncContext
from storage import queries
from storage.tables import Card, Post, SlackChannel

log = logging.getLogger(__name__)

EVENT_TYPE = "sitrep_post"
_UNFIT_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


@dataclass(frozen=True)
class OutgoingMessage:
    """A message on its way: the row that stands for it, where to, and what else to write when it is marked.

    to: a channel by id or name, or a person's id. thread_ts: the message it answers, if any.
    """

    row: Card | Post
    message: SlackMessage
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


async def deliver(sync: SyncContext, outgoing: OutgoingMessage) -> None:
    """Post the message unless it is there already; its row then knows where.

    Raises Refused (the row stays marked if it is unknown whether an earlier attempt arrived), Busy, Unavailable,
    Unknown, NotYetError while it is too early to look.
    """
    if outgoing.row.attempted_at is not None:
        found = await _look(sync, outgoing)
        if found:
            sync.writes.note(_arrived(sync, outgoing, *found))
            return
    await sync.writes.write(_mark(sync, outgoing))
    try:
        answer = await _post(sync, outgoing)
    except Unknown:
        sync.writes.note(change(outgoing.row, look_at=sync.graces.begin(outgoing.id)))
        raise
    except (CallRefused, Busy, Unavailable):
        sync.writes.note(_unmark(outgoing))
        raise
    sync.writes.note(_arrived(sync, outgoing, answer["channel"], answer["ts"]))
    if outgoing.is_for_named_channel:
        await _remember(sync, outgoing.to, answer["channel"])


async def _post(sync: SyncContext, outgoing: OutgoingMessage) -> ApiAnswer:
    blocks = outgoing.message.blocks or None
    try:
        return await _send(sync, outgoing, blocks)
    except CallRefused as refused:
        if blocks is None or refused.error not in _UNFIT_BLOCKS:
            raise
        # A mistake of ours in the layout: the same in plain words is better than silence.
        log.error("Slack did not accept the blocks of %s", outgoing.id)
        return await _send(sync, outgoing, None)


async def _send(sync: SyncContext, outgoing: OutgoingMessage, blocks: list[Block] | None) -> ApiAnswer:
    return await sync.call(
        "chat.postMessage",
        channel=outgoing.to,
        thread_ts=outgoing.thread_ts,
        reply_broadcast=True if outgoing.thread_ts and outgoing.message.is_for_all else None,
        text=outgoing.message.text,
        blocks=blocks,
        metadata=metadata(outgoing.id),
        unfurl_links=False,
        unfurl_media=False,
    )


def _mark(sync: SyncContext, outgoing: OutgoingMessage) -> Update:
    now = sync.now()
    # Should we die now, the request leaves within our patience, and takes effect within the grace after that.
    look_at = now + timedelta(seconds=PATIENCE + sync.pace.grace)
    row, extra = outgoing.row, outgoing.with_mark
    if isinstance(row, Card):
        return change(row, attempted_at=now, look_at=look_at, **extra)
    return change(row, attempted_at=now, look_at=look_at, state="sending", attempts=row.attempts + 1, **extra)


def _unmark(outgoing: OutgoingMessage) -> Update:
    state = {"state": "pending"} if isinstance(outgoing.row, Post) else {}
    return change(outgoing.row, attempted_at=None, look_at=None, **state)


def _arrived(sync: SyncContext, outgoing: OutgoingMessage, channel: str, ts: str) -> Update:
    where: dict[str, Any] = {
        "channel_id": channel,
        "message_ts": ts,
        "attempted_at": None,
        "look_at": None,
        "problem": "",
    }
    if isinstance(outgoing.row, Post):
        where |= {"state": "delivered", "delivered_at": sync.now()}
    return change(outgoing.row, **where)


async def _look(sync: SyncContext, outgoing: OutgoingMessage) -> tuple[str, str] | None:
    """Where the message is (channel id, ts), or None if it never arrived."""
    if left := sync.graces.left(outgoing.id, outgoing.row.look_at):
        raise NotYetError(left)
    channel = await channel_id(sync, outgoing.to)
    for message in await _messages(sync, outgoing, channel):
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("id") == outgoing.id:
            return channel, message["ts"]
    return None


async def _messages(sync: SyncContext, outgoing: OutgoingMessage, channel: str) -> list[Mapping[str, Any]]:
    began = outgoing.row.attempted_at or sync.now()
    oldest = f"{(began - CLOCK_DOUBT).timestamp():.6f}"
    window = {"channel": channel, "oldest": oldest, "include_all_metadata": True}
    method = "conversations.replies" if outgoing.thread_ts else "conversations.history"
    try:
        return await sync.pages(method, "messages", ts=outgoing.thread_ts, **window)
    except CallRefused as refused:
        if refused.error != "not_in_channel":
            raise
        # Posting in a public channel needs no membership, reading does.
        try:
            await sync.call("conversations.join", channel=channel)
        except CallRefused:
            raise refused from None
        return await sync.pages(method, "messages", ts=outgoing.thread_ts, **window)


async def channel_id(sync: SyncContext, to: str) -> str:
    """The id behind where something is posted to. Raises Refused (`channel_not_found`) for an unknown name."""
    if to.startswith(("U", "W")):
        answer = await sync.call("conversations.open", users=[to])
        return str(answer["channel"]["id"])
    if is_channel_id(to):
        return to
    return await _remembered(sync, to) or await _listed(sync, to)


async def _remembered(sync: SyncContext, name: str) -> str | None:
    async with sync.writes.database.reading() as session:
        statement = select(SlackChannel.channel_id).where(
            SlackChannel.team_id == sync.incident.team_id, SlackChannel.name == name
        )
        return await session.scalar(statement)


async def _remember(sync: SyncContext, name: str, channel: str) -> None:
    """Keep which channel goes by this name: where a post has to be looked for, that saves listing all channels."""
    if await _remembered(sync, name) == channel:
        return
    async with sync.writes.database.transaction() as session:
        await queries.remember_channel(session, sync.incident.team_id, channel, name, sync.now())


async def _listed(sync: SyncContext, name: str) -> str:
    types = "public_channel,private_channel"
    for channel in await sync.pages("conversations.list", "channels", types=types, exclude_archived=True):
        if channel["name"] == name:
            return str(channel["id"])
    raise CallRefused("conversations.list", "channel_not_found", {})
