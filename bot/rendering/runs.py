"""A line broken down to what every format knows: stretches of text that are plain, strong, code or a link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.core.text import Code, Command, Emoji, Group, Inline, Line, Link, Moment, Person, RoomLink, Strong, Typed
from bot.rendering import links
from bot.rendering.clean import on_lines, on_one_line, trimmed
from bot.rendering.reader import Reader

_TAB = "    "
_COLLAPSING = re.compile(r"(?<=[\n \xa0]) ")
_NO_BREAK = "\xa0"


class Look(Enum):
    """How a stretch of text looks."""

    PLAIN = auto()
    STRONG = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same. Only a plain one that is no link may have new lines."""

    text: str
    look: Look = Look.PLAIN
    url: str | None = None
    """Where it leads; always one that may be live."""
    is_foreign: bool = False
    """Whether somebody else than Sitrep wrote it, perhaps in a script with another direction."""


def runs(line: Line, reader: Reader) -> list[Run]:
    """A line as runs, none of them empty."""
    return [run for piece in line for run in _of(piece, reader) if run.text]


def typed_runs(text: str) -> list[Run]:
    """What somebody typed as runs, its links among them."""
    return [
        Run(piece, url=piece if is_link else None, is_foreign=True) for piece, is_link in links.split(trimmed(text))
    ]


def unlinked(run: Run) -> str:
    """The text of a run, followed by where it leads unless it says so itself."""
    return run.text if run.url in (None, run.text) else f"{run.text} ({run.url})"


def with_blanks(line: Iterable[Run]) -> list[Run]:
    """The same runs, with no-break spaces for the blanks that HTML and Markdown would swallow."""
    before, kept = "\n", []
    for run in line:
        text = _COLLAPSING.sub(_NO_BREAK, before + run.text.replace("\t", _TAB))[1:]
        kept.append(replace(run, text=text))
        before = text[-1]
    return kept


def _of(piece: Inline, reader: Reader) -> list[Run]:
    match piece:
        case str(text):
            return [Run(on_lines(text))]
        case Typed(text):
            return typed_runs(text)
        case Strong(text):
            return [Run(on_one_line(text), Look.STRONG, is_foreign=True)]
        case Code() | Command():
            return [Run(on_one_line(reader.typed(piece)), Look.CODE)]
        case Emoji(sign):
            return [Run(on_one_line(sign))]
        case Link(url, label):
            return [_link(url, label)]
        case Moment(is_strong=is_strong):
            return [Run(reader.moment(piece), Look.STRONG if is_strong else Look.PLAIN)]
        case Person() | Group() | RoomLink():
            return [_name(piece, reader)]


def _name(named: Person | Group | RoomLink, reader: Reader) -> Run:
    match named:
        case Person(principal):
            return Run(reader.person(principal), is_foreign=True)
        case Group(group):
            return Run(reader.group(group), is_foreign=True)
        case RoomLink(channel):
            return _link(reader.room_url(channel), reader.room(channel))


def _link(url: str | None, label: str) -> Run:
    shown = on_one_line(label)
    if url is None or links.is_live(url):
        return Run(shown or url or "", url=url, is_foreign=True)
    address = on_one_line(url)
    return Run(f"{shown} ({address})" if shown and address else shown or address, is_foreign=True)
