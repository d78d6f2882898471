"""conversations.history and conversations.replies: reading messages, newest or oldest first, page by page."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from playground import serializers
from playground.errors import SlackError
from playground.methods.registry import TIER_3, Call, Json, method, paginate_clamped
from playground.workspace import Channel, Message

HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need_scope_for(channel, "history")
    # Source: conversations.history, not_in_channel: people may read public channels they are not in, bots may not.
    if call.me.id not in channel.members and call.holder.kind == "bot":
        raise SlackError("not_in_channel")
    return channel


def _bound(call: Call, name: str) -> Decimal | None:
    text = call.args.text(name)
    if text in ("", "0", "now"):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        raise SlackError(f"invalid_ts_{name}") from None


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    inclusive = call.args.flag("inclusive")

    def inside(message: Message) -> bool:
        ts = Decimal(message.ts)
        if ts in (oldest, latest):
            return inclusive
        return (oldest is None or ts > oldest) and (latest is None or ts < latest)

    return [message for message in messages if inside(message)]


def _metadata_keys(call: Call) -> list[str]:
    keys = call.args.json("metadata_keys_to_include", "invalid_metadata_filter_keys") or []
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise SlackError("invalid_metadata_filter_keys")
    return keys


def _answer(call: Call, channel: Channel, messages: list[Message]) -> Json:
    shown, more = paginate_clamped(messages, call.args)
    metadata = call.args.flag("include_all_metadata") or bool(_metadata_keys(call))
    shaped = [serializers.message(call.workspace, channel, message, metadata=metadata) for message in shown]
    has_more = bool(more["next_cursor"])
    return {"messages": shaped, "has_more": has_more} | ({"response_metadata": more} if has_more else {})


@method("conversations.history", *HISTORY, tier=TIER_3)
def history(call: Call) -> Json:
    channel = _readable(call)
    roots = [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) or m.subtype == "thread_broadcast"]
    answer = _answer(call, channel, _between(call, roots)[::-1])
    return answer | {"pin_count": len(channel.pins)}


@method("conversations.replies", *HISTORY, tier=TIER_3)
def replies(call: Call) -> Json:
    channel = _readable(call)
    asked = channel.messages.get(call.args.need("ts"))
    if asked is None:
        raise SlackError("thread_not_found")
    root = channel.messages.get(asked.thread_ts or asked.ts)
    thread = ([root] if root else []) + serializers.replies(channel, asked.thread_ts or asked.ts)
    return _answer(call, channel, _between(call, thread))
