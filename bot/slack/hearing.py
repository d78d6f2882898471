"""Slack's events: pins, comings and goings, rooms that come back. Each is durable before it is acknowledged."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.delivery.outbox import look_again
from bot.delivery.outcomes import Failure
from bot.engine import Asking
from bot.operations.base import Operation, Refused
from bot.operations.fields import LONGEST_TEXT
from bot.operations.observed import Joined, Left
from bot.operations.timeline_pins import PinMessage, UnpinMessage
from bot.slack import home
from bot.slack.desk import Desk
from bot.slack.links import permalink
from bot.slack.mrkdwn import shortened
from bot.slack.wording import as_typed

log = logging.getLogger(__name__)


async def reaction_added(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await _pinned_in(desk, team_id, event)
    if incident_id is None:
        return
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    operation = PinMessage(
        channel=channel,
        message_ts=ts,
        said_at=_moment(event["event_ts"]),
        author=event.get("item_user", ""),
        text=await _text_of(desk, channel, ts),
        permalink=permalink(desk.workspace_url, channel, ts),
    )
    await _run(desk, operation, Asking(team_id, event["user"], key), incident_id)


async def reaction_removed(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await _pinned_in(desk, team_id, event)
    if incident_id is None:
        return
    operation = UnpinMessage(
        channel=event["item"]["channel"], message_ts=event["item"]["ts"], said_at=_moment(event["event_ts"])
    )
    await _run(desk, operation, Asking(team_id, event["user"], key), incident_id)


async def member_joined(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    if event["user"] == desk.bot_user_id:
        await room_is_back(desk, team_id, key, event)
        return
    incident_id = await desk.engine.in_room(team_id, event["channel"])
    if incident_id is not None:
        joined = Joined(person=event["user"], at=_moment(event["event_ts"]))
        await _run(desk, joined, Asking(team_id, None, key), incident_id)


async def member_left(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await desk.engine.in_room(team_id, event["channel"])
    if incident_id is not None and event["user"] != desk.bot_user_id:
        left = Left(person=event["user"], at=_moment(event["event_ts"]))
        await _run(desk, left, Asking(team_id, None, key), incident_id)


async def room_is_back(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    """Unarchived, or the bot was let in again: what waited for the room can go there."""
    await look_again(desk.engine.database, team_id, event["channel"])
    desk.courier.wake()


async def groups_changed(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    await desk.directory.refresh()


async def home_opened(desk: Desk, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    if event.get("tab", "home") != "home":
        return
    view = await home.view(desk.engine, team_id, event["user"])
    await desk.gateway.call("views.publish", user_id=event["user"], view=view)


async def _pinned_in(desk: Desk, team_id: str, event: Mapping[str, Any]) -> int | None:
    """The incident whose room the reaction is in, where the reaction is the one that pins."""
    item = event["item"]
    if event["reaction"] != desk.engine.process.room.pin_emoji or item.get("type") != "message":
        return None
    return await desk.engine.in_room(team_id, item["channel"])


async def _run(desk: Desk, operation: Operation, asking: Asking, incident_id: int) -> None:
    try:
        await desk.engine.run(operation, asking, incident_id)
    except Refused as refused:
        # There is nobody to answer: an event is a fact, and redelivering it would not change the refusal.
        log.info("%s is not taken up: %s", operation.key(), refused.message)


async def _text_of(desk: Desk, channel: str, ts: str) -> str:
    """What a message says; "" where Slack cannot tell in time: the link leads there all the same."""
    try:
        answer = await desk.gateway.call(
            "conversations.replies",
            channel=channel,
            ts=ts,
            oldest=ts,
            latest=ts,
            inclusive=True,
            limit=2,  # Slack may put the thread's first message before the one that is asked for
            patience=1.0,
        )
    except Failure as failure:
        log.warning("a message is put on the timeline without its words: %s", failure)
        return ""
    found = [message for message in answer["messages"] if message["ts"] == ts]
    return shortened(as_typed(str(found[0].get("text", ""))), LONGEST_TEXT) if found else ""


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
