"""What one person can see of the workspace (messages, channels, a modal, a Home tab), as JSON for the control API."""

from __future__ import annotations

import copy
from typing import Any

from playground import element_state, serializers
from playground.readable import Viewer, attachment, readable
from playground.view_stacks import View
from playground.workspace import Account, App, Channel, Message, Workspace

Json = dict[str, Any]


def viewer_for(workspace: Workspace, person: Account) -> Viewer:
    names = {account.id: f"@{account.shown_name}" for account in workspace.accounts.values()}
    names |= {group.id: f"@{group.handle}" for group in workspace.usergroups.values()}
    names |= {c.id: f"#{c.name}" if c.visible_to(person.id) else "#private" for c in workspace.channels.values()}
    return Viewer(names, person.zone, workspace.clock.now(), person.id)


def messages(workspace: Workspace, person: Account, channel: Channel, last: int | None = None) -> list[Json]:
    """Return the (`last`) messages a person sees in a channel, oldest first, with the ephemerals meant for them."""
    ephemerals = [message for message in channel.ephemerals.values() if message.only_for == person.id]
    seen = sorted([*channel.messages.values(), *ephemerals], key=lambda message: message.ts)
    viewer = viewer_for(workspace, person)
    return [message_seen(workspace, channel, message, viewer) for message in (seen[-last:] if last else seen)]


def message_seen(workspace: Workspace, channel: Channel, message: Message, viewer: Viewer) -> Json:
    return {
        "ts": message.ts,
        "channel": channel.id,
        "author": workspace.accounts[message.user].handle,
        "by_app": message.app_id is not None,
        "text": _text(message, viewer),
        "fallback": message.text,
        "blocks": message.blocks or [],
        "attached": message.all_blocks[len(message.blocks or []) :],
        "ephemeral": message.only_for is not None,
        "thread_ts": message.thread_ts,
        "subtype": message.subtype,
        "edited": message.edited is not None,
        "pinned": message.ts in channel.pins,
        "reactions": {name: [_handle(workspace, one) for one in who] for name, who in message.reactions.items()},
        "notified": [_handle(workspace, one) for one in message.notified],
        "metadata": message.metadata,
        "username": message.username,
    }


def _text(message: Message, viewer: Viewer) -> str:
    files = [f"[file: {one.get('title', 'deleted')}]" for one in message.extra.get("files", [])]
    entered = message.entered.get(viewer.id, {})
    blocks = _with_entries(message.blocks or [], entered)
    attached = [attachment(_attached(one, entered), viewer) for one in message.attachments or []]
    return "\n".join(filter(None, [readable(blocks, message.text, viewer), *attached, *files]))


def _attached(one: Json, entered: dict[str, dict[str, Json]]) -> Json:
    return one | {"blocks": _with_entries(one["blocks"], entered)} if "blocks" in one else one


def _handle(workspace: Workspace, identity: str) -> str:
    if identity in workspace.accounts:
        return workspace.accounts[identity].handle
    group = workspace.usergroups.get(identity)
    return f"@{group.handle}" if group else identity


def channels(workspace: Workspace, person: Account) -> list[Json]:
    return [channel_seen(workspace, c) for c in workspace.visible_channels(person.id) if not c.is_im]


def channel_seen(workspace: Workspace, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "topic": channel.topic["value"],
        "purpose": channel.purpose["value"],
        "members": [workspace.accounts[member].handle for member in channel.members],
        "private": channel.is_private,
        "archived": channel.archived,
        "pins": list(channel.pins),
        "bookmarks": [{"title": one["title"], "link": one["link"]} for one in channel.bookmarks.values()],
    }


def directs(workspace: Workspace, person: Account) -> list[Json]:
    """Return the direct messages of a person, with whom, and everything said in them."""
    found = [c for c in workspace.channels.values() if c.is_im and person.id in c.members]
    return [_direct(workspace, person, channel) for channel in found]


def _direct(workspace: Workspace, person: Account, channel: Channel) -> Json:
    other = next((member for member in channel.members if member != person.id), person.id)
    said = messages(workspace, person, channel)
    return {"id": channel.id, "with": workspace.accounts[other].handle, "messages": said}


def view_seen(workspace: Workspace, app: App, person: Account, view: View) -> Json:
    """Return a modal or Home tab: its shape, the errors on it, what is entered, and its text."""
    viewer = viewer_for(workspace, person)
    shape = serializers.view(workspace, app, view)
    text = readable(_with_entries(shape["blocks"], shape["state"]["values"]), "", viewer)
    return {"view": shape, "errors": view.errors, "text": text, "hash": view.hash}


def _with_entries(blocks: list[Json], entered: dict[str, dict[str, Json]]) -> list[Json]:
    """Return blocks with what a person entered or chose in place of the initial values."""
    if not entered:
        return blocks
    shown = copy.deepcopy(blocks)
    for block, element in element_state.interactive_elements(shown):
        value = entered.get(block["block_id"], {}).get(element["action_id"])
        if value is None or value["type"] != element["type"]:
            continue
        for key in [key for key in element if key.startswith("initial_")]:
            del element[key]
        if not element_state.is_empty(value):
            element["initial_entry"] = value[element_state.value_key(value["type"])]
    return shown
