"""canvases.* and conversations.canvases.create: documents, alone or as a tab of a channel."""

from __future__ import annotations

import re
from typing import Any

from playground.content_models import Canvas, CanvasSection, sections
from playground.errors import SlackError, with_messages
from playground.methods.registry import TIER_2, TIER_3, Call, Json, method

CONTENT_CHARACTERS = 1_048_576
CANVAS_CHARACTERS = 4 * CONTENT_CHARACTERS
_NESTED_LIST = re.compile(r"^> *(?:[-*]|\d+\.) ", re.MULTILINE)


@method("canvases.create", "canvases:write", tier=TIER_2)
def create(call: Call) -> Json:
    wanted = call.args.text("channel_id")
    if not wanted and call.workspace.plan == "free":
        raise SlackError("free_teams_cannot_create_standalone_canvases")
    channel = _channel(call) if wanted else None
    if channel and call.workspace.plan == "free" and _tab_of(call, channel):
        raise SlackError("free_team_canvas_tab_already_exists")
    return {"canvas_id": _new(call, channel).id}


@method("conversations.canvases.create", "canvases:write", tier=TIER_2)
def create_in_channel(call: Call) -> Json:
    call.args.need("channel_id")
    channel = _channel(call)
    if _tab_of(call, channel):
        raise SlackError("channel_canvas_already_exists")
    return {"canvas_id": _new(call, channel).id}


def _channel(call: Call) -> str:
    channel = call.channel("channel_id")
    if call.me.id not in channel.members or channel.archived:
        raise SlackError("restricted_action")
    return channel.id


def _tab_of(call: Call, channel: str) -> Canvas | None:
    canvases = call.workspace.canvases.values()
    return next((one for one in canvases if one.channel == channel and not one.deleted), None)


def _new(call: Call, channel: str | None) -> Canvas:
    content = call.args.json("document_content", "invalid_arguments")
    markdown = "" if content is None else _markdown(content, "canvas_creation_failed")
    canvas = Canvas(call.workspace.new_id("F"), call.args.text("title") or "Untitled", call.me.id, channel)
    canvas.sections = _sections(call, markdown)
    call.workspace.canvases[canvas.id] = canvas
    call.workspace.touch()
    return canvas


def _sections(call: Call, markdown: str) -> list[CanvasSection]:
    return sections(markdown, lambda: f"temp:C:{call.workspace.new_id('s')}")


def _markdown(content: Any, error: str) -> str:
    """Return the text of a document. Raises SlackError invalid_arguments, or `error` for what no canvas can show."""
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise with_messages("invalid_arguments", ["document_content must be an object of type markdown"])
    markdown = content.get("markdown")
    if not isinstance(markdown, str) or len(markdown) > CONTENT_CHARACTERS:
        raise with_messages("invalid_arguments", [f"markdown must be a string of at most {CONTENT_CHARACTERS}"])
    nested = _NESTED_LIST.search(markdown)
    if nested:
        line = markdown.count("\n", 0, nested.start()) + 1
        detail = f"'content' error: line {line}: Unsupported block type (List) within block quote"
        raise SlackError(error, detail=detail)
    return markdown


def _canvas(call: Call) -> Canvas:
    """Return a canvas this app wrote, or that is a tab where it is a member. Raises SlackError canvas_not_found."""
    canvas = call.workspace.canvases.get(call.args.need("canvas_id"))
    if canvas is None or canvas.deleted:
        raise SlackError("canvas_not_found")
    channel = call.workspace.channels.get(canvas.channel or "")
    if canvas.user != call.me.id and not (channel and call.me.id in channel.members):
        raise SlackError("canvas_not_found")
    return canvas


@method("canvases.edit", "canvases:write", tier=TIER_3)
def edit(call: Call) -> Json:
    canvas = _canvas(call)
    if canvas.channel is None and call.workspace.plan == "free":
        raise SlackError("free_teams_cannot_edit_standalone_canvases")
    call.args.need("changes")
    changes = call.args.json("changes", "invalid_arguments")
    # Source: canvases.edit, "Only one operation per API call is currently supported".
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise with_messages("invalid_arguments", ["changes must hold exactly one object"])
    _apply(call, canvas, changes[0])
    call.workspace.touch()
    return {}


def _apply(call: Call, canvas: Canvas, change: Json) -> None:
    operation = change.get("operation")
    if operation == "rename":
        canvas.title = _markdown(change.get("title_content"), "canvas_editing_failed")
        return
    if operation not in ("insert_at_start", "insert_at_end", "insert_after", "insert_before", "replace", "delete"):
        raise with_messages("invalid_arguments", [f"unknown operation: {operation}"])
    start, end = _place(canvas, str(operation), change.get("section_id"))
    fresh = [] if operation == "delete" else _sections(call, _content(change))
    if len(canvas.markdown) + sum(len(one.markdown) for one in fresh) > CANVAS_CHARACTERS:
        raise SlackError("canvas_too_large")
    canvas.sections[start:end] = fresh


def _content(change: Json) -> str:
    return _markdown(change.get("document_content"), "canvas_editing_failed")


def _place(canvas: Canvas, operation: str, section_id: Any) -> tuple[int, int]:
    """Return which sections give way to the new ones. Raises SlackError canvas_editing_failed, invalid_arguments."""
    whole = {"insert_at_start": (0, 0), "insert_at_end": (len(canvas.sections),) * 2}
    if operation in whole:
        return whole[operation]
    if operation == "replace" and section_id is None:
        return 0, len(canvas.sections)
    if not isinstance(section_id, str):
        raise with_messages("invalid_arguments", [f"{operation} wants a section_id"])
    at = next((index for index, section in enumerate(canvas.sections) if section.id == section_id), None)
    if at is None:
        raise SlackError("canvas_editing_failed", detail=f"section {section_id} not found")
    return {"insert_before": (at, at), "insert_after": (at + 1, at + 1)}.get(operation, (at, at + 1))


@method("canvases.sections.lookup", "canvases:read", tier=TIER_3)
def lookup(call: Call) -> Json:
    wanted = call.args.need("canvas_id")
    if wanted in call.workspace.canvases and call.workspace.canvases[wanted].deleted:
        raise SlackError("canvas_deleted")
    canvas = _canvas(call)
    call.args.need("criteria")
    criteria = call.args.json("criteria", "invalid_arguments")
    if not isinstance(criteria, dict) or not (criteria.get("section_types") or criteria.get("contains_text")):
        raise with_messages("invalid_arguments", ["criteria want section_types or contains_text"])
    kinds, text = _kinds(criteria.get("section_types")), str(criteria.get("contains_text", "")).lower()
    found = [one for one in canvas.sections if one.kind in kinds and text in one.markdown.lower()]
    return {"sections": [{"id": one.id} for one in found]}


def _kinds(asked: Any) -> set[str]:
    if not asked:
        return {"h1", "h2", "h3", "text"}
    if not isinstance(asked, list) or not set(asked) <= {"h1", "h2", "h3", "any_header"}:
        raise with_messages("invalid_arguments", ["section_types are any_header, h1, h2 and h3"])
    return {"h1", "h2", "h3"} if "any_header" in asked else set(asked)
