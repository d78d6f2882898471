"""Slack's events: pins, comings and goings, rooms that come back. Each is durable before it is acknowledged."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.core.fields import LONGEST_TEXT
from bot.core.operation import Operation
from bot.core.refusal import Refusal
from bot.core.text import shortened
from bot.engine.engine import Asking
from bot.operations.pins import PinMessage, UnpinMessage
from bot.operations.system_events import Joined, Left
from bot.slack.api.errors import CallRefused, Failure
from bot.slack.api.permalinks import permalink
from bot.slack.inbound.request import Services
from bot.slack.outbound.refused import look_again
from bot.slack.views import home

log = logging.getLogger(__name__)


async def reaction_added(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await _pinned_in(services, team_id, event)
    if incident_id is None:
        return
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    operation = PinMessage(
        channel=channel,
        message_ts=ts,
        said_at=_moment(event["event_ts"]),
        author=event.get("item_user", ""),
        text=await _text_of(services, team_id, channel, ts),
        permalink=permalink(services.workspace_url, channel, ts),
    )
    await _run(services, operation, Asking(team_id, event["user"], key), incident_id)


async def reaction_removed(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await _pinned_in(services, team_id, event)
    if incident_id is None:
        return
    operation = UnpinMessage(
        channel=event["item"]["channel"], message_ts=event["item"]["ts"], said_at=_moment(event["event_ts"])
    )
    await _run(services, operation, Asking(team_id, event["user"], key), incident_id)


async def member_joined(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    if event["user"] == services.bot_user_id:
        await room_is_back(services, team_id, key, event)
        return
    incident_id = await services.engine.in_room(team_id, event["channel"])
    if incident_id is not None:
        joined = Joined(person=event["user"], at=_moment(event["event_ts"]))
        await _run(services, joined, Asking(team_id, None, key), incident_id)


async def member_left(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    incident_id = await services.engine.in_room(team_id, event["channel"])
    if incident_id is not None and event["user"] != services.bot_user_id:
        left = Left(person=event["user"], at=_moment(event["event_ts"]))
        await _run(services, left, Asking(team_id, None, key), incident_id)


async def room_is_back(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    """Unarchived, or the bot was let in again: what waited for the room can go there."""
    await look_again(services.engine.database, team_id, event["channel"])
    services.worker.wake()


async def groups_changed(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    await services.user_groups.refresh()


async def home_opened(services: Services, team_id: str, key: str, event: Mapping[str, Any]) -> None:
    if event.get("tab", "home") != "home":
        return
    open_ones = await services.engine.open_views(team_id, event["user"])
    mine = [incident for incident in open_ones if incident.belongs(event["user"])]
    view = home.home(home.Overview(open_ones, mine), services.engine.process)
    try:
        await services.api.call("views.publish", user_id=event["user"], view=view)
    except CallRefused as refused:
        # Slack would refuse it again: the event is taken, and not to be sent once more.
        log.warning("a Home tab is not drawn: %s", refused)


async def _pinned_in(services: Services, team_id: str, event: Mapping[str, Any]) -> int | None:
    """The incident whose room the reaction is in, where the reaction is the one that pins."""
    item = event["item"]
    if event["reaction"] != services.engine.process.room.pin_emoji or item.get("type") != "message":
        return None
    return await services.engine.in_room(team_id, item["channel"])


async def _run(services: Services, operation: Operation, asking: Asking, incident_id: int) -> None:
    try:
        await services.engine.run(operation, asking, incident_id)
    except Refusal as refused:
        # There is nobody to answer: an event is a fact, and redelivering it would not change the refusal.
        log.info("%s is not taken up: %s", operation.slug, refused.code)


async def _text_of(services: Services, team_id: str, channel: str, ts: str) -> str:
    """What a message says; "" where Slack cannot tell in time: the link leads there all the same."""
    try:
        answer = await services.api.call(
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
    said = await services.as_typed(team_id, str(found[0].get("text", ""))) if found else ""
    return shortened(said, LONGEST_TEXT)


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
