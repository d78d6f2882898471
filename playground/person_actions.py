"""The actions of the control API that a person can take, by name: type, press, choose, submit, join and the like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground import mentions, person_view, workspace_actions
from playground.interactions import NotPossible
from playground.modals import Submitted
from playground.parts import Parts
from playground.views import View
from playground.workspace import Account, Channel, Message

Json = dict[str, Any]
PersonAction = Callable[[Parts, Account, Json], Awaitable[Json]]
PERSON_ACTIONS: dict[str, PersonAction] = {}


def person_action(handler: PersonAction) -> PersonAction:
    """Register an action under the name of its function."""
    PERSON_ACTIONS[handler.__name__] = handler
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
    return person_view.message_seen(parts.workspace, channel, message, person_view.viewer_for(parts.workspace, person))


@person_action
async def command(parts: Parts, person: Account, asked: Json) -> Json:
    channel = parts.channel_for(person, asked["channel"])
    return await _reply(parts, person, channel, parts.interactions.command(person, channel, asked["text"]))


async def _reply(parts: Parts, person: Account, channel: Channel, acting: Awaitable[str | None]) -> Json:
    """Answer with the failure, if there was one, and the ephemerals that this person was shown meanwhile."""
    before = set(channel.ephemerals)
    failure = await acting
    fresh = [one for ts, one in channel.ephemerals.items() if ts not in before and one.only_for == person.id]
    return {"failure": failure, "messages": [_seen(parts, person, channel, message) for message in fresh]}


@person_action
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
    message = workspace_actions.post(parts.workspace, channel, person, {"text": text, "thread_ts": root})
    return _seen(parts, person, channel, message)


@person_action
async def react(parts: Parts, person: Account, asked: Json) -> Json:
    _, message = _message(parts, person, asked)
    if person.id in message.reactions.get(asked["name"], []):
        raise NotPossible("already reacted")
    workspace_actions.react(parts.workspace, message, person, asked["name"])
    return {}


@person_action
async def unreact(parts: Parts, person: Account, asked: Json) -> Json:
    _, message = _message(parts, person, asked)
    if person.id not in message.reactions.get(asked["name"], []):
        raise NotPossible("there is no such reaction")
    workspace_actions.unreact(parts.workspace, message, person, asked["name"])
    return {}


@person_action
async def pin(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.pin(parts.workspace, *_message(parts, person, asked), person)
    return {}


@person_action
async def unpin(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.unpin(parts.workspace, *_message(parts, person, asked), person)
    return {}


@person_action
async def delete(parts: Parts, person: Account, asked: Json) -> Json:
    """Delete any message, as an administrator may."""
    workspace_actions.delete(parts.workspace, *_message(parts, person, asked))
    return {}


@person_action
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


@person_action
async def act_on_view(parts: Parts, person: Account, asked: Json) -> Json:
    view = _view(parts, person, asked)
    parts.modals.fill(view, asked.get("values", {}))
    where = (asked["block_id"], asked["action_id"])
    return {"failure": await parts.interactions.act_on_view(person, view, where, asked.get("value"))}


@person_action
async def suggest(parts: Parts, person: Account, asked: Json) -> Json:
    view, where = _view(parts, person, asked), (asked["block_id"], asked["action_id"])
    return {"options": await parts.interactions.suggestions(person, view, where, asked["text"])}


@person_action
async def shortcut(parts: Parts, person: Account, asked: Json) -> Json:
    return {"failure": await parts.interactions.shortcut(person, asked["name"])}


@person_action
async def message_shortcut(parts: Parts, person: Account, asked: Json) -> Json:
    channel, message = _message(parts, person, asked)
    return {"failure": await parts.interactions.message_shortcut(person, asked["name"], channel, message)}


@person_action
async def fill(parts: Parts, person: Account, asked: Json) -> Json:
    parts.modals.fill(parts.modals.top(person, asked["view_id"]), asked["values"])
    return {}


@person_action
async def submit(parts: Parts, person: Account, asked: Json) -> Json:
    """Fill in and submit, `times` over; answers with what each submission came to."""
    view = parts.modals.top(person, asked["view_id"])
    parts.modals.fill(view, asked.get("values", {}))
    results = await parts.modals.submit(person, view, asked.get("times", 1))
    return {"results": [_result(one) for one in results]}


def _result(submitted: Submitted) -> Json:
    return {"errors": submitted.errors, "failure": submitted.failure}


@person_action
async def close(parts: Parts, person: Account, asked: Json) -> Json:
    await parts.modals.close(person, parts.modals.top(person, asked["view_id"]))
    return {}


@person_action
async def open_direct(parts: Parts, person: Account, asked: Json) -> Json:
    return {"id": parts.channel_for(person, f"@{asked['who']}").id}


@person_action
async def open_home(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.open_home(parts.workspace, parts.app_named(asked.get("app")), person)
    return {}


@person_action
async def join(parts: Parts, person: Account, asked: Json) -> Json:
    channel = parts.channel_for(person, asked["channel"])
    if person.id in channel.members:
        raise NotPossible(f"{person.handle} is in #{channel.name} already")
    workspace_actions.join(parts.workspace, channel, person)
    return {}


@person_action
async def leave(parts: Parts, person: Account, asked: Json) -> Json:
    _take_out(parts, parts.channel_for(person, asked["channel"]), person)
    return {}


def _take_out(parts: Parts, channel: Channel, account: Account) -> None:
    if account.id not in channel.members:
        raise NotPossible(f"{account.handle} is not in #{channel.name}")
    workspace_actions.leave(parts.workspace, channel, account)


@person_action
async def invite(parts: Parts, person: Account, asked: Json) -> Json:
    channel, guest = parts.channel_for(person, asked["channel"]), parts.account(asked["who"])
    if guest.id in channel.members:
        raise NotPossible(f"{guest.handle} is in #{channel.name} already")
    workspace_actions.join(parts.workspace, channel, guest, person)
    return {}


@person_action
async def kick(parts: Parts, person: Account, asked: Json) -> Json:
    """Remove somebody, or a bot, from a channel."""
    _take_out(parts, parts.channel_for(person, asked["channel"]), parts.account(asked["who"]))
    return {}


@person_action
async def create_channel(parts: Parts, person: Account, asked: Json) -> Json:
    if parts.workspace.channel_named(asked["name"]):
        raise NotPossible(f"#{asked['name']} is taken")
    private = bool(asked.get("private"))
    channel = workspace_actions.create_channel(parts.workspace, asked["name"], person, private=private)
    return person_view.channel_seen(parts.workspace, channel)


@person_action
async def delete_channel(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.delete_channel(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def archive(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.archive(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def unarchive(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.unarchive(parts.workspace, parts.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def rename(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.rename(parts.workspace, parts.channel_for(person, asked["channel"]), person, asked["name"])
    return {}


@person_action
async def set_topic(parts: Parts, person: Account, asked: Json) -> Json:
    workspace_actions.set_topic(parts.workspace, parts.channel_for(person, asked["channel"]), person, asked["topic"])
    return {}
