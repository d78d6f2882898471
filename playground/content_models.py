"""The data of files, canvases and scheduled messages: what a workspace holds besides its channels and messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_HEADING = re.compile(r"(#{1,3}) +(.+)")
_BLOCK = re.compile(r"(?:^|\n)(?:[ \t]*\n)+|\n(?=#{1,3} )")


@dataclass(slots=True)
class File:
    """A file on its way in (`key` opens its upload address), uploaded (`content`) and then shared (`complete`).

    `shares` are the messages that show it: channel id to timestamp. `given_to` is the bot that got it in a form.
    """

    id: str
    key: str
    name: str
    size: int
    user: str
    created: int
    title: str = ""
    alt_txt: str = ""
    snippet_type: str = ""
    content: bytes | None = None
    complete: bool = False
    deleted: bool = False
    given_to: str = ""
    shares: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CanvasSection:
    """A paragraph, list or heading of a canvas; `kind` is "h1", "h2", "h3" or "text"."""

    id: str
    kind: str
    markdown: str


@dataclass(slots=True)
class Canvas:
    """A document; with a `channel` it is a tab there and belongs to its members, without to `user`."""

    id: str
    title: str
    user: str
    channel: str | None
    sections: list[CanvasSection] = field(default_factory=list)
    deleted: bool = False

    @property
    def markdown(self) -> str:
        return "\n\n".join(section.markdown for section in self.sections)


def sections(markdown: str, new_id: Callable[[], str]) -> list[CanvasSection]:
    """Cut markdown into sections at blank lines and before headings."""
    texts = [text.strip("\n") for text in _BLOCK.split(markdown)]
    return [CanvasSection(new_id(), _kind(text), text) for text in texts if text.strip()]


def _kind(text: str) -> str:
    heading = _HEADING.match(text)
    return f"h{len(heading[1])}" if heading else "text"


@dataclass(frozen=True, slots=True)
class ScheduledMessage:
    """A message that waits for `post_at`, in seconds since 1970 on the workspace's clock; `draft` is its content."""

    id: str
    app_id: str
    channel: str
    post_at: int
    created: int
    draft: Json
