"""Neutral text as plain text: for the text part of a mail, and for a terminal.

Nothing is escaped, since nothing has a meaning: a control character, the only thing that has one, is never let through.
"""

from bot.core.text import Heading, Items, Line, Message, Paragraph, Part, Quote
from bot.rendering.clean import on_one_line, trimmed
from bot.rendering.reader import Reader
from bot.rendering.runs import runs, unlinked

_BULLET = "- "
_QUOTED = "> "


def line(pieces: Line, reader: Reader) -> str:
    """A line as plain text. It has several where somebody typed several."""
    text = "".join(unlinked(run) for run in runs(pieces, reader))
    return "\n".join(one.rstrip() for one in text.split("\n")).strip("\n")


def part(value: Part, reader: Reader) -> str:
    """A part as plain text; empty where there is nothing to say."""
    match value:
        case Paragraph(lines):
            return "\n".join(_filled(lines, reader))
        case Items(lines):
            return "\n".join(_below(_BULLET, one, " " * len(_BULLET)) for one in _filled(lines, reader))
        case Quote(text):
            shown = trimmed(text)
            return _below(_QUOTED, shown, _QUOTED) if shown else ""
        case Heading(text):
            return on_one_line(text)


def message(value: Message, reader: Reader) -> str:
    """A message as plain text: its parts, and what to type next, with an empty line between them."""
    parts = (part(one, reader) for one in (*value.parts, *reader.next_steps(value)))
    return "\n\n".join(one for one in parts if one)


def _filled(lines: tuple[Line, ...], reader: Reader) -> list[str]:
    return [text for one in lines if (text := line(one, reader))]


def _below(first: str, text: str, further: str) -> str:
    """The text with a sign before its first line, and another before each that follows."""
    head, *rest = text.split("\n")
    return "\n".join([first + head, *((further + one).rstrip() for one in rest)])
