"""Turns messages and views into plain terminal text, as a given person would read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: the names behind ids ("@Ana", "#general", "@oncall"), their IANA time zone, now (aware) and id."""

    names: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    now: datetime | None = None
    id: str = ""


_DATE = re.compile(r"<!date\^(\d+)\^([^|>^]*)(?:\^[^|>]*)?(?:\|[^>]*)?>")
_REFERENCE = re.compile(r"<([@#!]?)([^|>]+)(?:\|([^>]*))?>")
_TIMES = {"{time}": "%H:%M", "{time_secs}": "%H:%M:%S", "{date_num}": "%Y-%m-%d"}
_DATES = {
    "{date}": "%B %-d, %Y",
    "{date_short}": "%b %-d, %Y",
    "{date_long}": "%A, %B %-d, %Y",
    "{date_slash}": "%m/%d/%Y",
}


def readable(blocks: list[Json] | None, text: str = "", viewer: Viewer | None = None) -> str:
    """Return what a person reads: the blocks line by line, or the text where there are none."""
    viewer = viewer or Viewer()
    if not blocks:
        return mrkdwn(text, viewer)
    return "\n".join(line for line in (_block(block, viewer) for block in blocks) if line)


def attachment(one: Json, viewer: Viewer) -> str:
    """Return what a person reads of an attachment: its blocks, or what it has of the older fields."""
    told = readable(one.get("blocks"), str(one.get("text") or one.get("fallback") or ""), viewer)
    pairs = (f"{each.get('title', '')} {mrkdwn(str(each.get('value', '')), viewer)}" for each in one.get("fields", []))
    return _lines(mrkdwn(str(one.get("pretext", "")), viewer), str(one.get("title", "")), told, *pairs)


def mrkdwn(text: str, viewer: Viewer) -> str:
    """Resolve mentions, links and dates in message markup, and unescape it."""
    text = _DATE.sub(lambda match: _date(int(match[1]), match[2], viewer), text)
    text = _REFERENCE.sub(lambda match: _reference(match, viewer), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference(match: re.Match[str], viewer: Viewer) -> str:
    sign, target, label = match.groups()
    if sign == "!":
        group = target.removeprefix("subteam^")
        return viewer.names.get(group) or (label if label and group != target else f"@{label or target}")
    if sign:
        return viewer.names.get(target) or f"{sign}{label or target}"
    return f"{label} ({target})" if label and label != target else target


def _date(seconds: int, pattern: str, viewer: Viewer) -> str:
    zone = ZoneInfo(viewer.zone)
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    relative = _relative(moment, viewer.now.astimezone(zone)) if viewer.now else None
    for kind in ("{date_pretty}", "{date_short_pretty}", "{date_long_pretty}"):
        pattern = pattern.replace(kind, relative or moment.strftime(_DATES[kind.replace("_pretty", "")]))
    pattern = pattern.replace("{ago}", relative or moment.strftime("%Y-%m-%d"))
    for kind, shape in (_TIMES | _DATES).items():
        pattern = pattern.replace(kind, moment.strftime(shape))
    return pattern


def _relative(moment: datetime, now: datetime) -> str | None:
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((moment.date() - now.date()).days)


def _block(block: Json, viewer: Viewer) -> str:
    draw = _BLOCKS.get(block["type"])
    return draw(block, viewer) if draw else f"[{block['type']}]"


def text_object(node: Json | None, viewer: Viewer) -> str:
    if not node:
        return ""
    return mrkdwn(node["text"], viewer) if node.get("type") == "mrkdwn" else str(node.get("text", ""))


def _section(block: Json, viewer: Viewer) -> str:
    fields = [text_object(one, viewer) for one in block.get("fields", [])]
    lines = [text_object(block.get("text"), viewer), *(one.replace("\n", " ") for one in fields)]
    accessory = element(block["accessory"], viewer) if "accessory" in block else ""
    return "\n".join(line for line in (*lines, accessory) if line)


def _elements(block: Json, viewer: Viewer) -> str:
    return " ".join(element(one, viewer) for one in block["elements"])


def _context(block: Json, viewer: Viewer) -> str:
    return " · ".join(element(one, viewer) for one in block["elements"])


def _input(block: Json, viewer: Viewer) -> str:
    optional = " (optional)" if block.get("optional") else ""
    hint = f"\n  {text_object(block['hint'], viewer)}" if block.get("hint") else ""
    return f"{text_object(block['label'], viewer)}{optional}: {element(block['element'], viewer)}{hint}"


def element(node: Json, viewer: Viewer) -> str:
    """Draw one element: a button as [Post update], a menu as [Severity ▾], an image by its alternative text."""
    kind = node["type"]
    if kind in ("mrkdwn", "plain_text"):
        return text_object(node, viewer)
    if kind == "image":
        return f"({node.get('alt_text', 'image')})"
    if kind in ("button", "workflow_button", "icon_button"):
        return f"[{text_object(node['text'], viewer)}]"
    if kind == "feedback_buttons":
        return " ".join(f"[{text_object(node[one]['text'], viewer)}]" for one in ("positive_button", "negative_button"))
    chosen = _initial(node, viewer)
    if kind.endswith("_input"):
        return f"‹{chosen or text_object(node.get('placeholder'), viewer)}›"
    label = chosen or text_object(node.get("placeholder"), viewer) or "…"
    if kind in ("checkboxes", "radio_buttons"):
        return " ".join(f"( ) {text_object(option['text'], viewer)}" for option in node["options"])
    return f"[{label} ▾]"


def _initial(node: Json, viewer: Viewer) -> str:
    for key, value in node.items():
        if key.startswith("initial_"):
            values = value if isinstance(value, list) else [value]
            return ", ".join(_value(one, viewer) for one in values)
    return ""


def _value(value: Any, viewer: Viewer) -> str:
    if not isinstance(value, dict):
        return viewer.names.get(value, str(value))
    if value.get("type") == "rich_text":
        return _rich(value, viewer)
    return text_object(value["text"], viewer) if "text" in value else str(value.get("name", ""))


def _rich(node: Json, viewer: Viewer) -> str:
    kind = node["type"]
    if kind == "text":
        return str(node["text"])
    if kind in ("user", "channel", "usergroup"):
        identity = node[f"{kind}_id"]
        return viewer.names.get(identity, identity)
    if kind == "emoji":
        return f":{node['name']}:"
    if kind == "link":
        return str(node.get("text") or node["url"])
    if kind == "broadcast":
        return f"@{node['range']}"
    if kind == "date":
        return _date(node["timestamp"], node.get("format", "{date_short} {time}"), viewer)
    children = [_rich(child, viewer) for child in node.get("elements", [])]
    if kind == "rich_text_list":
        return "\n".join(f"• {child}" for child in children)
    return ("\n" if kind == "rich_text" else "").join(children)


def _header(block: Json, viewer: Viewer) -> str:
    return f"# {text_object(block['text'], viewer)}"


def _image(block: Json, viewer: Viewer) -> str:
    return f"({block.get('alt_text') or text_object(block.get('title'), viewer)})"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _table(block: Json, viewer: Viewer) -> str:
    rows = [" | ".join(_cell(cell, viewer) for cell in row) for row in block["rows"]]
    return _lines(block.get("caption", ""), *rows)


def _cell(cell: Json, viewer: Viewer) -> str:
    return _rich(cell, viewer) if cell["type"] == "rich_text" else str(cell["text"])


def _chart(block: Json, _viewer: Viewer) -> str:
    """A chart as what it plots: one line for each series, or for the pie."""
    plotted = block["chart"].get("series") or [{"name": "", "data": block["chart"]["segments"]}]
    values = [
        (one["name"], ", ".join(f"{point['label']} {point['value']:g}" for point in one["data"])) for one in plotted
    ]
    return _lines(block["title"], *(f"{name}: {said}" if name else said for name, said in values))


def _card(block: Json, viewer: Viewer) -> str:
    words = [text_object(block.get(part), viewer) for part in ("title", "subtitle", "body", "subtext")]
    buttons = " ".join(element(one, viewer) for one in block.get("actions", []))
    return _lines(_image(block["hero_image"], viewer) if "hero_image" in block else "", *words, buttons)


def _carousel(block: Json, viewer: Viewer) -> str:
    return _lines(*(_card(one, viewer) for one in block["elements"]))


def _container(block: Json, viewer: Viewer) -> str:
    title = (
        _rich(block["rich_text_title"], viewer) if "rich_text_title" in block else text_object(block["title"], viewer)
    )
    held = (_block(one, viewer) for one in block["child_blocks"])
    return _lines(title, text_object(block.get("subtitle"), viewer), *held)


def _task(block: Json, viewer: Viewer) -> str:
    told = [_rich(block[part], viewer) for part in ("details", "output") if part in block]
    sources = [f"{one['text']} ({one['url']})" for one in block.get("sources", [])]
    status = f" ({block['status']})" if "status" in block else ""
    return _lines(f"{block['title']}{status}", *told, *sources)


def _plan(block: Json, viewer: Viewer) -> str:
    return _lines(block["title"], *(_task(one, viewer) for one in block.get("tasks", [])))


_BLOCKS: dict[str, Callable[[Json, Viewer], str]] = {
    "section": _section,
    "actions": _elements,
    "alert": lambda block, viewer: text_object(block["text"], viewer),
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "context": _context,
    "context_actions": _elements,
    "data_table": _table,
    "data_visualization": _chart,
    "file": lambda block, _viewer: f"({block['external_id']})",
    "input": _input,
    "header": _header,
    "image": _image,
    "rich_text": _rich,
    "divider": lambda _block, _viewer: "———",
    "markdown": lambda block, viewer: mrkdwn(block["text"], viewer),
    "plan": _plan,
    "table": _table,
    "task_card": _task,
    "video": lambda block, viewer: f"({text_object(block['title'], viewer)})",
}
