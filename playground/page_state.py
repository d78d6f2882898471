"""The state that the page is sent: the workspace once, and then, in one piece, whatever a person looks at."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from playground import person_view
from playground.interactions import NotPossible
from playground.services import Services
from playground.traffic import Entry
from playground.workspace import Account, App, Channel, Message, Workspace

Json = dict[str, Any]
INSTANCE = secrets.token_hex(4)
"""Tells one run of the playground from the next, so that a browser does not mix up what it remembers of them."""
MOST_MESSAGES = 500
MOST_ENTRIES = 400


def workspace_info(services: Services) -> Json:
    """Return what stays as it is: the team, its apps without their secrets, and what a newcomer may try."""
    workspace = services.workspace
    return {
        "instance": INSTANCE,
        "team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain},
        "apps": [_app(app) for app in workspace.apps.values()],
        "tries": [asdict(one) for one in workspace.tries],
    }


def _app(app: App) -> Json:
    return {
        "id": app.id,
        "name": app.name,
        "handle": app.user.handle,
        "description": app.description,
        "commands": list(app.commands.values()),
        "shortcuts": app.shortcuts,
        "home": app.home_enabled,
        "read_only": app.messages_read_only,
    }


def page_state(services: Services, person: Account, looking: Json) -> Json:
    """Return all that this person sees while `looking` at a channel (its id), an app's Home (`home`), or both."""
    workspace = services.workspace
    return {
        "revision": workspace.revision,
        "now": workspace.clock.now().timestamp(),
        "people": [_person(workspace, one) for one in workspace.accounts.values()],
        "groups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in workspace.usergroups.values()],
        "channels": [_listed(workspace, person, c) for c in workspace.visible_channels(person.id)],
        "open": _open(services, person, looking.get("channel")),
        "modal": modal(services, person),
        "home": _home(services, person, looking.get("home")),
    }


def _person(workspace: Workspace, one: Account) -> Json:
    shown = {"id": one.id, "handle": one.handle, "name": one.shown_name, "zone": one.zone, "is_bot": not one.is_person}
    return shown | {"app": one.app_id, "deleted": one.deleted}


def _listed(workspace: Workspace, person: Account, channel: Channel) -> Json:
    """A channel as the sidebar and the header need it; `news` are messages that mean this person in particular."""
    others = [m for m in channel.messages.values() if m.user != person.id and not m.is_system]
    news = [m.ts for m in others if channel.is_im or _meant(workspace, person, m)]
    seen = person_view.channel_seen(workspace, channel) | {"is_im": channel.is_im, "created": channel.created}
    seen["member"] = person.id in channel.members
    seen["with"] = _other(workspace, person, channel) if channel.is_im else None
    return seen | {"latest": others[-1].ts if others else "", "news": news[-99:]}


def _other(workspace: Workspace, person: Account, channel: Channel) -> str:
    other = next((member for member in channel.members if member != person.id), person.id)
    return workspace.accounts[other].handle


def _meant(workspace: Workspace, person: Account, message: Message) -> bool:
    return not {person.id, "channel", "here", "everyone"}.isdisjoint(message.notified)


def _open(services: Services, person: Account, identity: str | None) -> Json | None:
    """The messages of a channel; None where it is gone, or no longer for this person."""
    workspace = services.workspace
    channel = workspace.channels.get(identity or "")
    if channel is None or not channel.visible_to(person.id):
        return None
    own = [m for m in channel.ephemerals.values() if m.only_for == person.id]
    found = sorted([*channel.messages.values(), *own], key=lambda message: message.ts)[-MOST_MESSAGES:]
    viewer = person_view.viewer_for(workspace, person)
    said = [person_view.message_seen(workspace, channel, m, viewer) | _more(m, person) for m in found]
    return {"id": channel.id, "messages": said}


def _more(message: Message, person: Account) -> Json:
    kept = {"attachments": message.attachments or [], "files": message.extra.get("files", [])}
    return kept | {"extra": message.extra, "user": message.user, "state": message.entered.get(person.id, {})}


def modal(services: Services, person: Account) -> Json | None:
    """Return the form on top of this person's stack, with how many lie there and whose it is."""
    stack = services.api.stacks.of(person.id)
    if not stack:
        return None
    app = services.workspace.apps[stack[-1].app_id]
    seen = person_view.view_seen(services.workspace, app, person, stack[-1])
    return seen | {"depth": len(stack), "app": {"id": app.id, "name": app.name, "handle": app.user.handle}}


def _home(services: Services, person: Account, identity: str | None) -> Json | None:
    try:
        app = services.app_named(identity) if identity else None
    except NotPossible:
        return None
    view = app.homes.get(person.id) if app else None
    return person_view.view_seen(services.workspace, app, person, view) if app and view else None


def traffic(entries: Iterable[Entry]) -> list[Json]:
    """Return the newest entries as lines of a list, without what was said in them."""
    return [
        {"number": e.number, "kind": e.kind, "name": e.name, "start": e.start, "end": e.end, "outcome": e.outcome}
        for e in list(entries)[-MOST_ENTRIES:]
    ]
