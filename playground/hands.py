"""What a person can do, by name: the doings of the control API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from playground import doings, eyes, mentions
from playground.interactions import NotPossible
from playground.modals import Submitted
from playground.views import View
from playground.workspace import Account, Channel, Message

if TYPE_CHECKING:
    from playground.server import Server

Json = dict[str, Any]
Doing = Callable[["Server", Account, Json], Awaitable[Json]]
DOINGS: dict[str, Doing] = {}


def doing(handler: Doing) -> Doing:
    """Register a doing under the name of its function."""
    DOINGS[handler.__name__] = handler
    return handler


def _message(server: Server, person: Account, asked: Json) -> tuple[Channel, Message]:
    channel = server.channel_for(person, asked["channel"])
    ephemeral = channel.ephemerals.get(asked["ts"])
    own = ephemeral if ephemeral and ephemeral.only_for == person.id else None
    message = channel.messages.get(asked["ts"]) or own
    if message is None:
        raise NotPossible("that message is no longer there")
    return channel, message


def _seen(server: Server, person: Account, channel: Channel, message: Message) -> Json:
    return eyes.message_seen(server.workspace, channel, message, eyes.viewer(server.workspace, person))


@doing
async def command(server: Server, person: Account, asked: Json) -> Json:
    channel = server.channel_for(person, asked["channel"])
    return await _reply(server, person, channel, server.interactions.command(person, channel, asked["text"]))


async def _reply(server: Server, person: Account, channel: Channel, acting: Awaitable[str | None]) -> Json:
    """Answer with the failure, if there was one, and the ephemerals that this person was shown meanwhile."""
    before = set(channel.ephemerals)
    failure = await acting
    fresh = [one for ts, one in channel.ephemerals.items() if ts not in before and one.only_for == person.id]
    return {"failure": failure, "messages": [_seen(server, person, channel, message) for message in fresh]}


@doing
async def say(server: Server, person: Account, asked: Json) -> Json:
    channel = server.channel_for(person, asked["channel"])
    if person.id not in channel.members:
        raise NotPossible(f"{person.handle} is not in #{channel.name}")
    if channel.archived:
        raise NotPossible(f"#{channel.name} is archived")
    thread = asked.get("thread")
    if thread and thread not in channel.messages:
        raise NotPossible("that thread is no longer there")
    root = channel.messages[thread].thread_ts or thread if thread else None
    text = mentions.typed(server.workspace, asked["text"], person.id)
    message = doings.post(server.workspace, channel, person, {"text": text, "thread_ts": root})
    return _seen(server, person, channel, message)


@doing
async def react(server: Server, person: Account, asked: Json) -> Json:
    _, message = _message(server, person, asked)
    if person.id in message.reactions.get(asked["name"], []):
        raise NotPossible("already reacted")
    doings.react(server.workspace, message, person, asked["name"])
    return {}


@doing
async def unreact(server: Server, person: Account, asked: Json) -> Json:
    _, message = _message(server, person, asked)
    if person.id not in message.reactions.get(asked["name"], []):
        raise NotPossible("there is no such reaction")
    doings.unreact(server.workspace, message, person, asked["name"])
    return {}


@doing
async def pin(server: Server, person: Account, asked: Json) -> Json:
    doings.pin(server.workspace, *_message(server, person, asked), person)
    return {}


@doing
async def unpin(server: Server, person: Account, asked: Json) -> Json:
    doings.unpin(server.workspace, *_message(server, person, asked), person)
    return {}


@doing
async def delete(server: Server, person: Account, asked: Json) -> Json:
    """Delete any message, as an administrator may."""
    doings.delete(server.workspace, *_message(server, person, asked))
    return {}


@doing
async def act(server: Server, person: Account, asked: Json) -> Json:
    """Press or choose in a message."""
    channel, message = _message(server, person, asked)
    where = (asked["block_id"], asked["action_id"])
    acting = server.interactions.act_on_message(person, message, where, asked.get("value"))
    return await _reply(server, person, channel, acting)


def _view(server: Server, person: Account, asked: Json) -> View:
    home = next((app.homes[person.id] for app in server.workspace.apps.values() if person.id in app.homes), None)
    if home and home.id == asked["view_id"]:
        return home
    return server.modals.top(person, asked["view_id"])


@doing
async def act_on_view(server: Server, person: Account, asked: Json) -> Json:
    view = _view(server, person, asked)
    where = (asked["block_id"], asked["action_id"])
    return {"failure": await server.interactions.act_on_view(person, view, where, asked.get("value"))}


@doing
async def suggest(server: Server, person: Account, asked: Json) -> Json:
    view, where = _view(server, person, asked), (asked["block_id"], asked["action_id"])
    return {"options": await server.interactions.suggestions(person, view, where, asked["text"])}


@doing
async def shortcut(server: Server, person: Account, asked: Json) -> Json:
    return {"failure": await server.interactions.shortcut(person, asked["name"])}


@doing
async def message_shortcut(server: Server, person: Account, asked: Json) -> Json:
    channel, message = _message(server, person, asked)
    return {"failure": await server.interactions.message_shortcut(person, asked["name"], channel, message)}


@doing
async def fill(server: Server, person: Account, asked: Json) -> Json:
    server.modals.fill(server.modals.top(person, asked["view_id"]), asked["values"])
    return {}


@doing
async def submit(server: Server, person: Account, asked: Json) -> Json:
    """Fill in and submit, `times` over; answers with what each submission came to."""
    view = server.modals.top(person, asked["view_id"])
    server.modals.fill(view, asked.get("values", {}))
    results = await server.modals.submit(person, view, asked.get("times", 1))
    return {"results": [_result(one) for one in results]}


def _result(submitted: Submitted) -> Json:
    return {"errors": submitted.errors, "failure": submitted.failure}


@doing
async def close(server: Server, person: Account, asked: Json) -> Json:
    await server.modals.close(person, server.modals.top(person, asked["view_id"]))
    return {}


@doing
async def open_direct(server: Server, person: Account, asked: Json) -> Json:
    return {"id": server.channel_for(person, f"@{asked['who']}").id}


@doing
async def open_home(server: Server, person: Account, asked: Json) -> Json:
    doings.open_home(server.workspace, server.app_named(asked.get("app")), person)
    return {}


@doing
async def join(server: Server, person: Account, asked: Json) -> Json:
    channel = server.channel_for(person, asked["channel"])
    if person.id in channel.members:
        raise NotPossible(f"{person.handle} is in #{channel.name} already")
    doings.join(server.workspace, channel, person)
    return {}


@doing
async def leave(server: Server, person: Account, asked: Json) -> Json:
    _take_out(server, server.channel_for(person, asked["channel"]), person)
    return {}


def _take_out(server: Server, channel: Channel, account: Account) -> None:
    if account.id not in channel.members:
        raise NotPossible(f"{account.handle} is not in #{channel.name}")
    doings.leave(server.workspace, channel, account)


@doing
async def invite(server: Server, person: Account, asked: Json) -> Json:
    channel, guest = server.channel_for(person, asked["channel"]), server.account(asked["who"])
    if guest.id in channel.members:
        raise NotPossible(f"{guest.handle} is in #{channel.name} already")
    doings.join(server.workspace, channel, guest, person)
    return {}


@doing
async def kick(server: Server, person: Account, asked: Json) -> Json:
    """Remove somebody, or a bot, from a channel."""
    _take_out(server, server.channel_for(person, asked["channel"]), server.account(asked["who"]))
    return {}


@doing
async def create_channel(server: Server, person: Account, asked: Json) -> Json:
    if server.workspace.channel_named(asked["name"]):
        raise NotPossible(f"#{asked['name']} is taken")
    private = bool(asked.get("private"))
    channel = doings.create_channel(server.workspace, asked["name"], person, private=private)
    return eyes.channel_seen(server.workspace, channel)


@doing
async def delete_channel(server: Server, person: Account, asked: Json) -> Json:
    doings.delete_channel(server.workspace, server.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def archive(server: Server, person: Account, asked: Json) -> Json:
    doings.archive(server.workspace, server.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def unarchive(server: Server, person: Account, asked: Json) -> Json:
    doings.unarchive(server.workspace, server.channel_for(person, asked["channel"]), person)
    return {}


@doing
async def rename(server: Server, person: Account, asked: Json) -> Json:
    doings.rename(server.workspace, server.channel_for(person, asked["channel"]), person, asked["name"])
    return {}


@doing
async def set_topic(server: Server, person: Account, asked: Json) -> Json:
    doings.set_topic(server.workspace, server.channel_for(person, asked["channel"]), person, asked["topic"])
    return {}
