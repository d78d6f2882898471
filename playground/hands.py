"""What a person can do, by name: the doings of the control API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground import doings, eyes, mentions
from playground.interactions import NotPossible
from playground.modals import Submitted
from playground.parts import Parts
from playground.views import View
from playground.workspace import Account, Channel, Message

Json = dict[str, Any]
Doing = Callable[[Parts, Account, Json], Awaitable[Json]]
DOINGS: dict[str, Doing] = {}


def doing(handler: Doing) -> Doing:
    """Register a doing under the name of its function."""
    DOINGS[handler.__name__] = handler
    return handler


def _message(parts: Parts, person: Account, asked: Json) -> tuple[Channel, Message]:
    channel = parts.channel_for(person, asked["channel"])
    ephemeral = channel.ephemerals.get(asked["ts"])
    own = ephemeral if ephemeral and ephemeral.only_for == person.id else None
    message = channel.messages.get(asked["ts"]) or own
    if message is None:
        raise NotPossible("that message is no longer there")
    return channel, message


def _seen(parts: Parts, person: Account, channel: Channel, message: Message) -> Json:
    return eyes.message_seen(parts.workspace, channel, message, eyes.viewer(parts.workspace, person))


@doing
async def command(parts: Parts, person: Account, asked: Json) -> Json:
    channel = parts.channel_for(person, asked["channel"])
    return await _reply(parts, person, channel, parts.interactions.command(person, channel, asked["text"]))


async def _reply(parts: Parts, person: Account, channel: Channel, acting: Awaitable[str | None]) -> Json:
    """Answer with the failure, if there was one, and the ephemerals that this person was shown meanwhile."""
    before = set(channel.ephemerals)
    failure = await acting
    fresh = [one for ts, one in channel.ephemerals.items() if ts not in before and one.only_for == person.id]
    return {"failure": failure, "messages": [_seen(parts, person, channel, message) for message in fresh]}


@doing
async def say(parts: Parts, person: Account, asked: Json) -> Json:
    channel = parts.channel_for(person, asked["channel"])
    if person.id not in channel.members:
        raise NotPossible(f"{person.handle} is not in #{channel.name}")
    if channel.archived:
        raise NotPossible(f"#{channel.name} is archived")
    thread = asked.get("thread")
    if thread and thread not in channel.messages:
        raise NotPossible("that thread is no longer there")
    root = channel.messages[thread].thread_ts or thread if thread else None
    text = mentions.typed(parts.workspace, asked["text"], person.id)
    message = doings.post(parts.workspace, channel, person, {"text": text, "thread_ts": root})
    return _seen(parts, person, channel, message)


@doing
async def react(parts: Parts, person: Account, asked: Json) -> Json:
    _, message = _message(parts, person, asked)
    if person.id in message.reactions.get(asked["name"], []):
        raise NotPossible("already reacted")
    doings.react(parts.workspace, message, person, asked["name"])
    return {}


@doing
async def unreact(parts: Parts, person: Account, asked: Json) -> Json:
    _, message = _message(parts, person, asked)
    if person.id not in message.reactions.get(asked["name"], []):
        raise NotPossible("there is no such reaction")
    doings.unreact(parts.workspace, message, person, asked["name"])
    return {}


@doing
async def pin(parts: Parts, person: Account, asked: Json) -> Json:
    doings.pin(parts.workspace, *_message(parts, person, asked), person)
    return {}


@doing
async def unpin(parts: Parts, person: Account, asked: Json) -> Json:
    doings.unpin(parts.workspace, *_message(parts, person, asked), person)
    return {}


@doing
async def delete(parts: Parts, person: Account, asked: Json) -> Json:
    """Delete any message, as an administrator may."""
    doings.delete(parts.workspace, *_message(parts, person, asked))
    return {}


@doing
async def act(parts: Parts, person: Account, asked: Json) -> Json:
    """Press or choose in a message; `values` are what its inputs hold, by block."""
    channel, message = _message(parts, person, asked)
    where = (asked["block_id"], asked["action_id"])
    parts.interactions.enter(person, message, asked.get("values", {}))
    acting = parts.interactions.act_on_message(person, message, where, asked.get("value"))
    return await _reply(parts, person, channel, acting)


def _view(parts: Parts, person: Account, asked: Json) -> View:
    homes = (app.homes[person.id] for app in parts.workspace.apps.values() if person.id in app.homes)
    home = next((one for one in homes if one.id == asked["view_id"]), None)
    return home or parts.modals.top(person, asked["view_id"])


@doing
async def act_on_view(parts: Parts, person: Account, asked: Json) -> Json:
    view = _view(parts, person, asked)
    parts.modals.fill(view, asked.get("values", {}))
    where = (asked["block_id"], asked["action_id"])
    return {"failure": await parts.interactions.act_on_view(person, view, where, asked.get("value"))}


@doing
async def suggest(parts: Parts, person: Account, asked: Json) -> Json:
    view, where = _view(parts, person, asked), (asked["block_id"], asked["action_id"])
    return {"options": await parts.interactions.suggestions(person, view, where, asked["text"])}


@doing
async def shortcut(parts: Parts, person: Account, asked: Json) -> Json:
    return {"failure": await parts.interactions.shortcut(person, asked["name"])}


@doing
async def message_shortcut(parts: Parts, person: Account, asked: Json) -> Json:
    channel, message = _message(parts, person, asked)
    return {"failure": await parts.interactions.message_shortcut(person, asked["name"], channel, message)}


@doing
async def fill(parts: Parts, person: Account, asked: Json) -> Json:
    parts.modals.fill(parts.modals.top(person, asked["view_id"]), asked["values"])
    return {}


@doing
async def submit(parts: Parts, person: Account, asked: Json) -> Json:
    """Fill in and submit, `times` over; answers with what each submission came to."""
    view = parts.modals.top(person, asked["view_id"])
    parts.modals.fill(view, asked.get("values", {}))
    results = await parts.modals.submit(person, view, asked.get("times", 1))
    return {"results": [_result(one) for one in results]}


def _result(submitted: Submitted) -> Json:
    return {"errors": submitted.errors, "failure": submitted.failure}


@doing
async def close(parts: Parts, person: Account, asked: Json) -> Json:
    await parts.modals.close(person, parts.modals.top(person, asked["view_id"]))
    return {}


@doing
async def open_direct(parts: Parts, person: Account, asked: Json) -> Json:
    return {"id": parts.channel_for(person, f"@{asked['who']}").id}


@doing
async def open_home(parts: Parts, person: Account, asked: Json) -> Json:
    doings.open_home(parts.workspace, parts.app_named(asked.get("app")), person)
    return {}


@doing
async def join(parts: Parts, person: Account, asked: Json) -> Json:
    channel = parts.channel_for(person, asked["channel"])
    if person.id in channel.members:
        raise NotPossible(f"{person.handle} is in #{channel.name} already")
    doings.join(parts.workspace, channel, person)
    return {}


@doing
async def leave(parts: Parts, person: Account, asked: Json) -> Json:
    _take_out(parts, parts.channel_for(person, asked["channel"]), person)
    return {}


def _take_out(parts: Parts, channel: Channel, account: Account) -> None:
    if account.id not in channel.members:
        raise NotPossible(f"{account.handle} is not in #{channel.name}")
    doings.leave(parts.workspace, channel, account)


@doing
async def invite(parts: Parts, person: Account, asked: Json) -> Json:
    channel, guest = parts.channel_for(person, asked["channel"]), parts.account(asked["who"])
    if guest.id in channel.members:
        raise NotPossible(f"{guest.handle} is in #{channel.name} already")
    doings.join(parts.workspace, channel, guest, person)
    return {}


@doing
async def kick(parts: Parts, person: Account, asked: Json) -> Json:
    """Remove somebody, or a bot, from a channel."""
    _take_out(parts, parts.channel_for(person, asked["channel"]), parts.account(asked["who"]))
    return {}


@doing
async def create_channel(parts: Parts, person: Account, asked: Json) -> Json:
    if parts.workspace.channel_named(asked["name"]):
        raise NotPossible(f"#{asked['name']} is taken")
    private = bool(asked.get("private"))
    channel = doings.create_channel(parts.workspace, asked["name"], person, private=private)
    return eyes.channel_seen(parts.workspace, channel)


@doing
async def delete_channel(parts: Parts, person: Account, asked: Json) -> Json:
    doings.delete_channel(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def archive(parts: Parts, person: Account, asked: Json) -> Json:
    doings.archive(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def unarchive(parts: Parts, person: Account, asked: Json) -> Json:
    doings.unarchive(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def rename(parts: Parts, person: Account, asked: Json) -> Json:
    doings.rename(parts.workspace, parts.channel_for(person, asked["channel"]), person, asked["name"])
    return {}


@doing
async def set_topic(parts: Parts, person: Account, asked: Json) -> Json:
    doings.set_topic(parts.workspace, parts.channel_for(person, asked["channel"]), person, asked["topic"])
    return {}
