"""The actions of the control API that a person can take, by name: type, press, choose, submit, join and the like."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from playground import emoji, person_view, workspace_actions
from playground.interactions import NotPossible
from playground.modals import Submitted
from playground.services import Services
from playground.typed_text import Typed
from playground.view_stacks import View
from playground.workspace import Account, Channel, Message

Json = dict[str, Any]
PersonAction = Callable[[Services, Account, Json], Awaitable[Json]]
PERSON_ACTIONS: dict[str, PersonAction] = {}


def person_action(handler: PersonAction) -> PersonAction:
    """Register an action under the name of its function."""
    PERSON_ACTIONS[handler.__name__] = handler
    return handler


def _message(services: Services, person: Account, asked: Json) -> tuple[Channel, Message]:
    channel = services.channel_for(person, asked["channel"])
    ephemeral = channel.ephemerals.get(asked["ts"])
    own = ephemeral if ephemeral and ephemeral.only_for == person.id else None
    message = channel.messages.get(asked["ts"]) or own
    if message is None:
        raise NotPossible("that message is no longer there")
    return channel, message


def _seen(services: Services, person: Account, channel: Channel, message: Message) -> Json:
    return person_view.message_seen(
        services.workspace, channel, message, person_view.viewer_for(services.workspace, person)
    )


@person_action
async def command(services: Services, person: Account, asked: Json) -> Json:
    channel = services.channel_for(person, asked["channel"])
    return await _reply(services, person, channel, services.interactions.command(person, channel, asked["text"]))


async def _reply(services: Services, person: Account, channel: Channel, acting: Awaitable[str | None]) -> Json:
    """Answer with the failure, if there was one, and the ephemerals that this person was shown meanwhile."""
    before = set(channel.ephemerals)
    failure = await acting
    fresh = [one for ts, one in channel.ephemerals.items() if ts not in before and one.only_for == person.id]
    return {"failure": failure, "messages": [_seen(services, person, channel, message) for message in fresh]}


@person_action
async def say(services: Services, person: Account, asked: Json) -> Json:
    channel = services.channel_for(person, asked["channel"])
    if person.id not in channel.members:
        raise NotPossible(f"{person.handle} is not in #{channel.name}")
    if channel.archived:
        raise NotPossible(f"#{channel.name} is archived")
    thread = asked.get("thread")
    if thread and thread not in channel.messages:
        raise NotPossible("that thread is no longer there")
    root = channel.messages[thread].thread_ts or thread if thread else None
    typed = Typed(services.workspace, asked["text"], person.id)
    draft = {"text": typed.text, "blocks": typed.blocks(), "thread_ts": root, "client_msg_id": str(uuid.uuid4())}
    message = workspace_actions.post(services.workspace, channel, person, draft)
    return _seen(services, person, channel, message)


@person_action
async def react(services: Services, person: Account, asked: Json) -> Json:
    _, message = _message(services, person, asked)
    if person.id in message.reactions.get(asked["name"], []):
        raise NotPossible("already reacted")
    if not emoji.is_known(services.workspace, asked["name"]):
        raise NotPossible(f"there is no emoji {asked['name']!r}")
    workspace_actions.react(services.workspace, message, person, asked["name"])
    return {}


@person_action
async def unreact(services: Services, person: Account, asked: Json) -> Json:
    _, message = _message(services, person, asked)
    if person.id not in message.reactions.get(asked["name"], []):
        raise NotPossible("there is no such reaction")
    workspace_actions.unreact(services.workspace, message, person, asked["name"])
    return {}


@person_action
async def pin(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.pin(services.workspace, *_message(services, person, asked), person)
    return {}


@person_action
async def unpin(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.unpin(services.workspace, *_message(services, person, asked), person)
    return {}


@person_action
async def delete(services: Services, person: Account, asked: Json) -> Json:
    """Delete any message, as an administrator may."""
    workspace_actions.delete(services.workspace, *_message(services, person, asked))
    return {}


@person_action
async def act(services: Services, person: Account, asked: Json) -> Json:
    """Press or choose in a message; `values` are what its inputs hold, by block."""
    channel, message = _message(services, person, asked)
    where = (asked["block_id"], asked["action_id"])
    services.interactions.enter(person, message, asked.get("values", {}))
    acting = services.interactions.act_on_message(person, message, where, asked.get("value"))
    return await _reply(services, person, channel, acting)


def _view(services: Services, person: Account, asked: Json) -> View:
    homes = (app.homes[person.id] for app in services.workspace.apps.values() if person.id in app.homes)
    home = next((one for one in homes if one.id == asked["view_id"]), None)
    return home or services.modals.top(person, asked["view_id"])


@person_action
async def act_on_view(services: Services, person: Account, asked: Json) -> Json:
    view = _view(services, person, asked)
    services.modals.fill(view, asked.get("values", {}))
    where = (asked["block_id"], asked["action_id"])
    return {"failure": await services.interactions.act_on_view(person, view, where, asked.get("value"))}


@person_action
async def suggest(services: Services, person: Account, asked: Json) -> Json:
    """Type `text` into an external select, of a view or of a message; answers as the app does."""
    where, typed = (asked["block_id"], asked["action_id"]), asked["text"]
    if "view_id" in asked:
        return await services.typeahead.in_view(person, _view(services, person, asked), where, typed)
    _, message = _message(services, person, asked)
    return await services.typeahead.in_message(person, message, where, typed)


@person_action
async def shortcut(services: Services, person: Account, asked: Json) -> Json:
    return {"failure": await services.interactions.shortcut(person, asked["name"])}


@person_action
async def message_shortcut(services: Services, person: Account, asked: Json) -> Json:
    channel, message = _message(services, person, asked)
    return {"failure": await services.interactions.message_shortcut(person, asked["name"], channel, message)}


@person_action
async def fill(services: Services, person: Account, asked: Json) -> Json:
    services.modals.fill(services.modals.top(person, asked["view_id"]), asked["values"])
    return {}


@person_action
async def submit(services: Services, person: Account, asked: Json) -> Json:
    """Fill in and submit, `times` over; answers with what each submission came to."""
    view = services.modals.top(person, asked["view_id"])
    services.modals.fill(view, asked.get("values", {}))
    results = await services.modals.submit(person, view, asked.get("times", 1))
    return {"results": [_result(one) for one in results]}


def _result(submitted: Submitted) -> Json:
    return {"errors": submitted.errors, "failure": submitted.failure}


@person_action
async def close(services: Services, person: Account, asked: Json) -> Json:
    await services.modals.close(person, services.modals.top(person, asked["view_id"]))
    return {}


@person_action
async def set_profile(services: Services, person: Account, asked: Json) -> Json:
    """Take another full name, another name to be called by, or both: any text that people can type."""
    workspace_actions.set_profile(services.workspace, person, asked.get("name"), asked.get("display_name"))
    return {}


@person_action
async def open_direct(services: Services, person: Account, asked: Json) -> Json:
    return {"id": services.channel_for(person, f"@{asked['who']}").id}


@person_action
async def open_home(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.open_home(services.workspace, services.app_named(asked.get("app")), person)
    return {}


@person_action
async def join(services: Services, person: Account, asked: Json) -> Json:
    channel = services.channel_for(person, asked["channel"])
    if person.id in channel.members:
        raise NotPossible(f"{person.handle} is in #{channel.name} already")
    workspace_actions.join(services.workspace, channel, person)
    return {}


@person_action
async def leave(services: Services, person: Account, asked: Json) -> Json:
    _take_out(services, services.channel_for(person, asked["channel"]), person, person)
    return {}


def _take_out(services: Services, channel: Channel, account: Account, actor: Account) -> None:
    if account.id not in channel.members:
        raise NotPossible(f"{account.handle} is not in #{channel.name}")
    workspace_actions.leave(services.workspace, channel, account, actor)


@person_action
async def invite(services: Services, person: Account, asked: Json) -> Json:
    channel, guest = services.channel_for(person, asked["channel"]), services.account(asked["who"])
    if guest.id in channel.members:
        raise NotPossible(f"{guest.handle} is in #{channel.name} already")
    workspace_actions.join(services.workspace, channel, guest, person)
    return {}


@person_action
async def kick(services: Services, person: Account, asked: Json) -> Json:
    """Remove somebody, or a bot, from a channel."""
    _take_out(services, services.channel_for(person, asked["channel"]), services.account(asked["who"]), person)
    return {}


@person_action
async def create_channel(services: Services, person: Account, asked: Json) -> Json:
    if services.workspace.channel_named(asked["name"]):
        raise NotPossible(f"#{asked['name']} is taken")
    private = bool(asked.get("private"))
    channel = workspace_actions.create_channel(services.workspace, asked["name"], person, private=private)
    return person_view.channel_seen(services.workspace, channel)


@person_action
async def delete_channel(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.delete_channel(services.workspace, services.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def archive(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.archive(services.workspace, services.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def unarchive(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.unarchive(services.workspace, services.channel_for(person, asked["channel"]), person)
    return {}


@person_action
async def rename(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.rename(services.workspace, services.channel_for(person, asked["channel"]), person, asked["name"])
    return {}


@person_action
async def set_topic(services: Services, person: Account, asked: Json) -> Json:
    workspace_actions.set_topic(
        services.workspace, services.channel_for(person, asked["channel"]), person, asked["topic"]
    )
    return {}
