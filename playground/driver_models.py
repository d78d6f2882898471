"""The values that the driver returns: messages, channels, replies and views, as a person sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playground import element_state

Json = dict[str, Any]


class CannotDo(Exception):  # noqa: N818
    """What a person tried does not exist, or not for them."""


@dataclass(frozen=True, slots=True)
class Control:
    """A button or menu: where it is, its text or placeholder, its definition, and what pressing it says of it."""

    label: str
    block_id: str
    action_id: str
    definition: Json
    pressing: str | None = None

    @property
    def confirm(self) -> Json | None:
        """Return the confirm dialog that comes before the action, if there is one."""
        found: Json | None = self.definition.get("confirm")
        return found


def controls(blocks: list[Json]) -> list[Control]:
    """Return everything in these blocks that can be pressed, chosen from or filled in."""
    found: list[Control] = []
    for block, element in element_state.interactive_elements(blocks):
        where = (block["block_id"], element["action_id"])
        if element["type"] == "feedback_buttons":
            pair = element_state.feedback(element)
            found += [Control(one["text"]["text"], *where, element, one["value"]) for one in pair]
            continue
        named = block.get("label") if block["type"] == "input" else element.get("text") or element.get("placeholder")
        label = str((named or {}).get("text", element["action_id"]))
        found.append(Control(label, *where, element))
    return found


@dataclass(frozen=True, slots=True)
class Option:
    """An option that a menu offers; `group` is the heading that it stands under, if any."""

    label: str
    value: str
    group: str = ""
    description: str = ""


def options(offered: Json) -> list[Option]:
    """Return the `options`, or those of the `option_groups`, of an element or of an app's answer."""
    groups = [("", offered.get("options", []))]
    groups += [(group["label"]["text"], group["options"]) for group in offered.get("option_groups", [])]
    return [
        Option(one["text"]["text"], one["value"], heading, one.get("description", {}).get("text", ""))
        for heading, listed in groups
        for one in listed
    ]


@dataclass(frozen=True)
class Seen:
    """A message as one person sees it. `text` is readable, `fallback` the raw text; `notified` whom it pinged.

    `attached` are the blocks of its attachments, `username` the name it was posted under, where that is not the app's.
    """

    ts: str
    channel: str
    author: str
    by_app: bool
    text: str
    fallback: str
    blocks: list[Json]
    attached: list[Json]
    ephemeral: bool
    thread_ts: str | None
    subtype: str | None
    edited: bool
    pinned: bool
    reactions: dict[str, list[str]]
    notified: list[str]
    metadata: Json | None
    username: str | None = None

    @property
    def controls(self) -> list[Control]:
        return controls([*self.blocks, *self.attached])

    @property
    def buttons(self) -> list[str]:
        return [one.label for one in self.controls if one.definition["type"] == "button"]

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)


@dataclass(frozen=True)
class Room:
    """A channel as a person sees it; `pins` are message timestamps, `bookmarks` have title and link."""

    id: str
    name: str
    topic: str
    purpose: str
    members: list[str]
    private: bool
    archived: bool
    pins: list[str]
    bookmarks: list[dict[str, str]]


@dataclass(frozen=True)
class Direct:
    """A direct message conversation: with whom, and what was said."""

    id: str
    other: str
    messages: list[Seen]


@dataclass(frozen=True)
class Reply:
    """What a person sees at once after a command or a press: new ephemerals, or the failure Slack shows, or nothing."""

    failure: str | None = None
    messages: list[Seen] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.failure or "\n".join(message.text for message in self.messages)


@dataclass(frozen=True)
class SeenView:
    """What a modal and a Home tab have in common: Slack's view, its text as the person reads it."""

    view: Json
    text: str
    hash: str

    @property
    def controls(self) -> list[Control]:
        return controls(self.view["blocks"])

    @property
    def buttons(self) -> list[str]:
        return [one.label for one in self.controls if one.definition["type"] == "button"]

    @property
    def inputs(self) -> dict[str, Json]:
        """Return the input blocks by label, in order."""
        return {one["label"]["text"]: one for one in self.view["blocks"] if one["type"] == "input"}

    def has(self, label: str) -> bool:
        """Tell whether there is a control with this text, placeholder, label or action id."""
        return any(label in (one.label, one.action_id) for one in self.controls)

    def find(self, label: str) -> Control:
        """Return the control with this text, placeholder, label or action id. Raises CannotDo."""
        for one in self.controls:
            if label in (one.label, one.action_id):
                return one
        raise CannotDo(f"there is no {label!r}; there are {[one.label for one in self.controls]}")


def _said(held: Json) -> Any:
    """Return the text of a chosen option, the name of a file."""
    return held["text"]["text"] if "text" in held else held["name"]


def value_text(value: Json) -> Any:
    """Return an entered value as a person reads it: a text, an option's, an id, a file's name, a list, or None."""
    inner = value[element_state.value_key(value["type"])]
    if isinstance(inner, list):
        return [_said(one) if isinstance(one, dict) else one for one in inner]
    return inner["text"]["text"] if isinstance(inner, dict) and "text" in inner else inner
