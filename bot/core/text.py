"""Text as values: what messages are made of, before a face renders them for Slack, a mail or a file.

Nothing in here escapes anything: a `Typed` is what somebody typed, and each renderer shows it as text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from bot.process.vocabulary import Milestone, Severity

ELLIPSIS = "…"
LONGEST_BODY = 3000
MOST_PEOPLE = 40


class MomentForm(StrEnum):
    """How much of a moment is shown."""

    FULL = "full"
    """`today at 14:30`, `Nov 21, 2026 at 14:30`"""
    AT_TIME = "at time"
    """`at 14:30`"""
    TIME = "time"
    """`14:30`"""
    DAY = "day"
    """`Saturday, November 21, 2026`"""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """What to type to have something done: a word of the product and what follows it, such as `close INC-42`."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: shown as it is, with its links live. It notifies nobody and formats nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Emoji:
    """A sign: a character (🔴), or the name of one between colons."""

    sign: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name: a principal's id. A new message in a Slack channel notifies a person who is named so."""

    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """A user group by name. A new message in a Slack channel notifies its members."""

    id: str


@dataclass(frozen=True, slots=True)
class RoomLink:
    """The way to a channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link with words of our own."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment (aware), shown in the zone of whoever reads it."""

    at: datetime
    form: MomentForm = MomentForm.FULL
    is_strong: bool = False


Inline = Strong | Code | Command | Typed | Emoji | Person | Group | RoomLink | Link | Moment | str
"""A piece of a line; a bare string is words of our own."""

Line = Sequence[Inline]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines below each other; empty ones are left out. At least one must not be."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Lines as a list with bullets, below what they are about."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody typed, set apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title above paragraphs; it may hold what somebody typed."""

    text: str


Part = Paragraph | Items | Quote | Heading

Style = Literal["primary", "danger"]


@dataclass(frozen=True)
class Button:
    """A next step: the operation or the query it asks for, by its slug, with fields filled in.

    `incident` is the id of the one it is for; None where it begins one, or asks about all.
    """

    label: str
    slug: str
    incident: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    style: Style | None = None


@dataclass(frozen=True)
class Message:
    """What is told: parts, and next steps.

    `is_for_all`: where it is a reply below a card, everybody in the channel is to see it as well.
    """

    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    is_for_all: bool = False


def message(*parts: Part, buttons: Sequence[Button] = ()) -> Message:
    return Message(parts, tuple(buttons))


def paragraph(*lines: Line) -> Paragraph:
    return Paragraph(tuple(line for line in lines if line))


def items(*lines: Line) -> Items:
    return Items(lines)


def said(text: str, limit: int = LONGEST_BODY) -> list[Inline]:
    """What somebody typed, at most `limit` characters; nothing where that is nothing."""
    shown = safe(text, limit)
    return [Typed(shown)] if shown else []


def quote(text: str, limit: int = LONGEST_BODY) -> Quote:
    return Quote(safe(text, limit))


def named(name: str, limit: int = 140) -> Strong:
    """A name that somebody gave, on one line."""
    return Strong(one_line(name, limit) or "(no name)")


def because(text: str, limit: int = 150) -> Line:
    """`: ` and what somebody gave as the reason, on one line; nothing where they gave none."""
    return [": ", *said(one_line(text, limit), limit)] if text.strip() else []


def people(ids: Sequence[str], between: str = ", ") -> list[Inline]:
    """Several people by name; beyond a number, how many more there are."""
    rest = len(ids) - MOST_PEOPLE
    names = listed([[Person(one)] for one in ids[:MOST_PEOPLE]], between)
    return [*names, f" and {rest} more"] if rest > 0 else names


def severity(level: Severity) -> list[Inline]:
    return [*_sign(level.emoji), Strong(level.name)]


def milestone(reached: Milestone) -> list[Inline]:
    return [*_sign(reached.emoji), Strong(reached.name)]


def listed(parts: Iterable[Line], between: str = " · ") -> list[Inline]:
    """The parts that are not empty, with a sign between them; with a new line they stand below each other."""
    line: list[Inline] = []
    for part in parts:
        if part:
            line += [between, *part] if line else part
    return line


def people_in(line: Line) -> Iterator[str]:
    """Everybody who is named in a line."""
    return (part.id for part in line if isinstance(part, Person))


def _sign(emoji: str) -> list[Inline]:
    return [Emoji(emoji), " "] if emoji else []


# What somebody typed is cut between what a reader sees as characters, and cannot reorder what stands after it.

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATING = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_DIRECTIONS = _OPENING | _ISOLATING
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def visible(text: str) -> str:
    """The same text without control characters and halves of surrogate pairs, but for tabs and line breaks."""
    return _INVISIBLE.sub("", text)


def safe(text: str, limit: int) -> str:
    """User text as it was typed, at most `limit` characters, that cannot reorder what stands after it."""
    kept = shortened(visible(text), limit)
    closed = kept + _closers(kept)
    return closed if len(closed) <= limit else "".join(c for c in kept if c not in _DIRECTIONS)


def one_line(text: str, limit: int) -> str:
    """User text on one line."""
    return safe(" ".join(text.split()), limit)


def flat(text: str) -> str:
    """The same text on one line, every run of white space a blank."""
    return _SPACE.sub(" ", text)


def shortened(text: str, limit: int) -> str:
    """Cut between what a reader sees as characters; ends with “…” where something is missing."""
    if len(text) <= limit:
        return text
    end = limit - len(ELLIPSIS)
    while end > 0 and _belongs_to_the_one_before(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _closers(text: str) -> str:
    """What ends every embedding, override and isolate that the text leaves open; a new line ends them by itself."""
    open_ones: list[str] = []
    for c in text.rpartition("\n")[2]:
        if c in _DIRECTIONS:
            open_ones.append(_DIRECTIONS[c])
        elif open_ones and c == open_ones[-1]:
            open_ones.pop()
    return "".join(reversed(open_ones))


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    """Whether a cut here would part an accent, a skin tone, a variation or a joined emoji from its base."""
    c = text[at]
    joins = c == "\u200d" or text[at - 1] == "\u200d" or "\U0001f3fb" <= c <= "\U0001f3ff"
    return joins or unicodedata.combining(c) != 0 or unicodedata.category(c) in ("Mn", "Me")
