"""Neutral text as a fragment of HTML: for a mail and for the web.

It has the tags `p br ul li blockquote h2 strong code a bdi`, the attributes `href` and `dir="auto"`, and nothing else:
no style, no class, nothing that is fetched. Everything between them goes through `html.escape`. `bdi` and `dir` keep
what somebody wrote from right to left from reordering the words beside it.
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from bot.core.text import Heading, Items, Line, Message, Paragraph, Part, Quote
from bot.rendering.clean import on_one_line
from bot.rendering.reader import Reader
from bot.rendering.runs import Look, Run, runs, typed_runs, with_blanks

_BREAK = "<br>"


def line(pieces: Line, reader: Reader) -> str:
    """A line as what may stand inside a paragraph. It breaks where somebody typed a new line."""
    return _inline(runs(pieces, reader))


def part(value: Part, reader: Reader) -> str:
    """A part as one element; empty where there is nothing to say."""
    match value:
        case Paragraph(lines):
            text = _BREAK.join(_filled(lines, reader))
            return f"<p>{text}</p>" if text else ""
        case Items(lines):
            text = "".join(f"<li>{one}</li>" for one in _filled(lines, reader))
            return f"<ul>{text}</ul>" if text else ""
        case Quote(text):
            shown = "".join(map(_run, with_blanks(typed_runs(text))))
            return f'<blockquote dir="auto">{shown}</blockquote>' if shown else ""
        case Heading(text):
            shown = escape(on_one_line(text))
            return f'<h2 dir="auto">{shown}</h2>' if shown else ""


def message(value: Message, reader: Reader) -> str:
    """A message as elements one after the other: its parts, and what to type next."""
    parts = (part(one, reader) for one in (*value.parts, *reader.next_steps(value)))
    return "\n".join(one for one in parts if one)


def _filled(lines: tuple[Line, ...], reader: Reader) -> list[str]:
    return [text for one in lines if (text := line(one, reader))]


def _inline(line_runs: Iterable[Run]) -> str:
    """Each stretch of what others wrote is isolated as a whole: its links and its text follow one direction."""
    text = ""
    for is_foreign, same in groupby(with_blanks(line_runs), lambda run: run.is_foreign):
        shown = "".join(map(_run, same))
        text += f"<bdi>{shown}</bdi>" if is_foreign else shown
    return text


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", _BREAK)
    if run.url is not None:
        return f'<a href="{escape(run.url)}">{text}</a>'
    match run.look:
        case Look.PLAIN:
            return text
        case Look.STRONG:
            return f"<strong>{text}</strong>"
        case Look.CODE:
            return f"<code>{text}</code>"
