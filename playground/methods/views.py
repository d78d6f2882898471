"""views.*: opening, pushing and changing modals, and publishing the Home tab."""

from __future__ import annotations

import json
from typing import Any

from playground import element_state, serializers
from playground.blockkit import check_view
from playground.errors import SlackError, with_messages
from playground.methods.registry import BOT_ONLY, TIER_4, Call, Json, method
from playground.stored_blocks import stored, with_text_defaults
from playground.view_stacks import Trigger, View
from playground.workspace import App, Workspace

VIEW_BYTES = 250_000


def checked(content: Any, kind: str) -> Json:
    """Return the content of a view that Slack would show. Raises SlackError invalid_arguments with paths."""
    problems = check_view(content)
    if problems:
        raise with_messages("invalid_arguments", problems)
    if not isinstance(content, dict) or content["type"] != kind:
        raise with_messages("invalid_arguments", [f"expected a view of type {kind} [json-pointer:/view/type]"])
    return content


def new_view(workspace: Workspace, app: App, user: str, content: Json, opened_in: str = "") -> View:
    view_id = workspace.new_id("V")
    view = View(view_id, app.id, user, with_ids(workspace, content), new_hash(workspace), view_id, opened_in=opened_in)
    element_state.choose_current(view.content["blocks"], view.state, opened_in)
    return view


def with_ids(workspace: Workspace, content: Json) -> Json:
    filled: Json = with_text_defaults(content)
    return filled | {"blocks": stored(workspace, content["blocks"]) or []}


def new_hash(workspace: Workspace) -> str:
    return f"{workspace.new_ts().split('.', maxsplit=1)[0]}.{workspace.new_id('h')}"


def replace(workspace: Workspace, view: View, content: Json) -> None:
    """Change a view; what the person entered stays wherever block and action are still there."""
    view.content = with_ids(workspace, content)
    element_state.choose_current(view.content["blocks"], view.state, view.opened_in)
    view.hash = new_hash(workspace)
    view.errors = {}
    workspace.touch()


def _content(call: Call, kind: str) -> Json:
    if not call.args.values.get("view"):
        raise with_messages("invalid_arguments", ["missing required field: view"])
    given = call.args.json("view", "invalid_arguments")
    if len(json.dumps(given).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    content = checked(given, kind)
    external_id = content.get("external_id")
    if external_id and call.args.text("external_id") != external_id:
        holder = call.stacks.find(app_id=call.app.id, external_id=external_id)
        if holder and holder.id != call.args.text("view_id"):
            raise SlackError("duplicate_external_id")
    return content


def _trigger(call: Call) -> Trigger:
    return call.triggers.take(call.args.need("trigger_id"), call.app.id)


def _shown(call: Call, view: View) -> Json:
    call.workspace.touch()
    return {"view": serializers.view(call.workspace, call.app, view)}


@method("views.open", tier=TIER_4, tokens=BOT_ONLY)
def open_view(call: Call) -> Json:
    content = _content(call, "modal")
    trigger = _trigger(call)
    view = new_view(call.workspace, call.app, trigger.user, content, trigger.channel)
    call.stacks.start(view)
    return _shown(call, view)


@method("views.push", tier=TIER_4, tokens=BOT_ONLY)
def push(call: Call) -> Json:
    content = _content(call, "modal")
    trigger = _trigger(call)
    below = call.stacks.top(trigger.user)
    if below is None or below.app_id != call.app.id:
        raise SlackError("not_found")
    view = new_view(call.workspace, call.app, trigger.user, content, trigger.channel)
    view.root_id, view.previous_id = below.root_id, below.id
    call.stacks.push(view)
    return _shown(call, view)


@method("views.update", tier=TIER_4, tokens=BOT_ONLY)
def update(call: Call) -> Json:
    content = _content(call, "modal")
    args = call.args
    view = call.stacks.find(app_id=call.app.id, view_id=args.text("view_id"), external_id=args.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    if args.text("hash") and args.text("hash") != view.hash:
        raise SlackError("hash_conflict")
    replace(call.workspace, view, content)
    return _shown(call, view)


@method("views.publish", tier=TIER_4, tokens=BOT_ONLY)
def publish(call: Call) -> Json:
    content = _content(call, "home")
    if not call.app.home_enabled:
        raise SlackError("not_enabled")
    user = call.person(call.args.need("user_id")).id
    known = call.app.homes.get(user)
    if known and call.args.text("hash") and call.args.text("hash") != known.hash:
        raise SlackError("hash_conflict")
    if known is None:
        call.app.homes[user] = known = new_view(call.workspace, call.app, user, content)
    replace(call.workspace, known, content)
    return _shown(call, known)
