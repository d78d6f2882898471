"""chat.scheduleMessage and what belongs to it: messages that wait for their time."""

from __future__ import annotations

from playground import serializers
from playground.content_models import ScheduledMessage
from playground.errors import SlackError
from playground.methods.chat import author_of, destination, refuse_where_managers_do, thread_of
from playground.methods.message_content import draft_of
from playground.methods.registry import TIER_3, Call, Json, method, paginate_clamped

FARTHEST = 120 * 24 * 3600
"""Seconds; source of this and the two below: the method's page, under "Restrictions"."""
WINDOW, WINDOW_LIMIT = 5 * 60, 30
TOO_LATE_TO_DELETE = 60


@method("chat.scheduleMessage", "chat:write", tier=TIER_3)
def schedule(call: Call) -> Json:
    workspace, channel = call.workspace, destination(call)
    post_at = _moment(call)
    draft = draft_of(call) | author_of(call)
    draft["thread_ts"] = thread_of(call, channel)
    refuse_where_managers_do(channel, draft["thread_ts"])
    draft.pop("metadata", None)  # Slack drops it
    near = [one for one in _mine(call) if one.channel == channel.id and abs(one.post_at - post_at) < WINDOW]
    if len(near) >= WINDOW_LIMIT:
        raise SlackError("restricted_too_many")
    one = ScheduledMessage(workspace.new_id("Q"), call.app.id, channel.id, post_at, workspace.timestamp(), draft)
    workspace.scheduled[one.id] = one
    workspace.scheduling.set()
    who = {"user": call.me.id, "team": workspace.team_id, "bot_id": call.app.bot_id, "app_id": call.app.id}
    shown = {"type": "delayed_message", "text": draft["text"], **who}
    shown["bot_profile"] = serializers.bot_profile(workspace, call.app)
    shown |= {key: draft[key] for key in ("blocks", "attachments") if draft[key]}
    return {"channel": channel.id, "scheduled_message_id": one.id, "post_at": post_at, "message": shown}


def _moment(call: Call) -> int:
    call.args.need("post_at")
    post_at, now = call.args.whole("post_at"), call.workspace.timestamp()
    if post_at is None:
        raise SlackError("invalid_time")
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FARTHEST:
        raise SlackError("time_too_far")
    return post_at


def _mine(call: Call) -> list[ScheduledMessage]:
    return [one for one in call.workspace.scheduled.values() if one.app_id == call.app.id]


@method("chat.scheduledMessages.list", tier=TIER_3)
def list_scheduled(call: Call) -> Json:
    wanted = call.args.text("channel")
    channel = call.workspace.channels.get(wanted)
    if wanted and (channel is None or not channel.visible_to(call.me.id)):
        raise SlackError("invalid_channel")
    oldest, latest = call.args.whole("oldest", 0) or 0, call.args.whole("latest") or float("inf")
    found = [one for one in _mine(call) if wanted in ("", one.channel) and oldest <= one.post_at <= latest]
    shown, more = paginate_clamped(sorted(found, key=lambda one: one.post_at), call.args)
    return {"scheduled_messages": [_shape(one) for one in shown], "response_metadata": more}


def _shape(one: ScheduledMessage) -> Json:
    at = {"post_at": one.post_at, "date_created": one.created}
    return {"id": one.id, "channel_id": one.channel, **at, "text": one.draft["text"]}


@method("chat.deleteScheduledMessage", "chat:write", tier=TIER_3)
def delete_scheduled(call: Call) -> Json:
    channel, wanted = call.channel(), call.args.need("scheduled_message_id")
    one = call.workspace.scheduled.get(wanted)
    if one is None or one.channel != channel.id or one.app_id != call.app.id:
        raise SlackError("invalid_scheduled_message_id")
    if one.post_at - call.workspace.timestamp() < TOO_LATE_TO_DELETE:
        raise SlackError("invalid_scheduled_message_id")
    del call.workspace.scheduled[wanted]
    return {}
