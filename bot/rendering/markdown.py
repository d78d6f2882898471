"""Neutral text as Markdown, by CommonMark and GitHub's additions: for timelines and retrospectives saved as a file.

Whatever could be a mark of theirs, or of a usual extension (footnotes, maths, attributes, highlights), is escaped: `<`,
`>` and `&` as entities, which even old dialects know, the others by a backslash. What opens a block (a list, a heading,
a table, code) is escaped where a line begins with it.

GitHub looks for e-mail addresses, `@names` and `#numbers` after it has undone all escapes. Between their parts stands
an empty comment, which shows as nothing, changes nothing that is copied, and is the one piece of HTML in here. It never
begins a line, where it would begin a block. What stays as GitHub likes it: `:fire:`, a commit's hash, `GH-7`.
"""

import re
from itertools import groupby

from bot.core.text import Heading, Items, Line, Message, Paragraph, Part, Quote
from bot.rendering.clean import on_one_line
from bot.rendering.reader import Reader
from bot.rendering.runs import Look, Run, runs, typed_runs, with_blanks

_APART = "<!-- -->"
_HARD_BREAK = "\\\n"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"}
_MOST_BACKTICKS = 80
"""In a row, as GitHub's parser counts them."""

_SPECIAL = re.compile(
    r"""(?P<entity> [&<>] | [^\S\x20\n] | \ufeff )  # parsers strip all white space from the ends of a line
      | (?P<apart> @(?=\S|\Z) | \#(?=\d) )
      | (?P<mark>
          [\\`*_\[\]{}|~$^\#]
        | !\Z                                   # a link may follow, and would be an image
        | :(?=//) | /(?=/)                      # https://, ftp://, //host
        | (?<=\S)\.(?=[^\W\d_]{2}) | (?<=www)\. # example.com
        | =(?==)
        )""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_A_BLOCK = re.compile(r"\d{1,9}(?=[.)](?:\s|\Z))|(?=[-+=]|:[-:\s]|:\Z)")
_BESIDE_STRONG = frozenset(" \n!\"#$%&'()+,-./:;<=>?@[\\]^_`{|}~")
# Parsers differ on what an address between < and > shows once there is an entity or a % in it, or a coded host.
_AS_IT_IS = re.compile(r"(?!.*(?:&[#\w]+;|xn--))https?://[\w.~:/?#@!'()*+,;=&-]+", re.ASCII | re.IGNORECASE)


def line(pieces: Line, reader: Reader) -> str:
    """A line as what may stand in a paragraph. It breaks where somebody typed a new line."""
    return _inline(runs(pieces, reader))


def part(value: Part, reader: Reader, bullet: str = "-") -> str:
    """A part as one block; empty where there is nothing to say."""
    match value:
        case Paragraph(lines):
            return _HARD_BREAK.join(_filled(lines, reader))
        case Items(lines):
            return "\n".join(f"{bullet} " + one.replace("\n", "\n  ") for one in _filled(lines, reader))
        case Quote(text):
            shown = _inline(typed_runs(text))
            return "> " + shown.replace("\n", "\n> ") if shown else ""
        case Heading(text):
            shown = _escaped(on_one_line(text))
            return f"## {shown}" if shown else ""


def message(value: Message, reader: Reader) -> str:
    """A message as blocks one after the other: its parts, and what to type next."""
    blocks: list[str] = []
    bullet = ""
    for one in (*value.parts, *reader.next_steps(value)):
        # Two lists with the same bullet would be one.
        if block := part(one, reader, "*" if bullet == "-" else "-"):
            blocks.append(block)
            bullet = block[0] if isinstance(one, Items) else ""
    return "\n\n".join(blocks)


def _filled(lines: tuple[Line, ...], reader: Reader) -> list[str]:
    return [text for one in lines if (text := line(one, reader))]


def _inline(line_runs: list[Run]) -> str:
    text = ""
    for piece in map(_piece, _merged(with_blanks(line_runs))):
        text += (_APART if _must_part(text[-1:], piece[0]) else "") + piece
    return _HARD_BREAK.join(_guarded(one) for one in text.strip("\n").split("\n"))


def _merged(line_runs: list[Run]) -> list[Run]:
    """The same with plain text in one piece each: a mark, an address, a name may be put together of several runs."""
    merged: list[Run] = []
    for is_plain, group in groupby(line_runs, lambda run: run.look is Look.PLAIN and run.url is None):
        same = list(group)
        merged += [Run("".join(run.text for run in same))] if is_plain else same
    return merged


def _piece(run: Run) -> str:
    if run.url is not None:
        return _link(run.url, run.text)
    match run.look:
        case Look.PLAIN:
            return _escaped(run.text)
        case Look.STRONG:
            return f"**{_escaped(run.text)}**"
        case Look.CODE:
            return _code(run.text)


def _must_part(before: str, after: str) -> bool:
    """Whether two pieces would become something else side by side.

    Asterisks open and close only beside white space or punctuation, and a run of them, or of backticks, is one mark.
    """
    if not before or before == after == "`":
        return bool(before)
    return (after == "*" and before not in _BESIDE_STRONG) or (before == "*" and after not in _BESIDE_STRONG)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    c = found[0]
    match found.lastgroup:
        case "entity":
            return _ENTITIES.get(c) or f"&#{ord(c)};"
        case "apart":
            return c + _APART
        case _:
            return f"\\{c}"


def _guarded(text: str) -> str:
    """A line that opens no block: no list, table, underlined heading or definition."""
    text = text.rstrip(" ")
    opening = _OPENS_A_BLOCK.match(text)
    return f"{opening[0]}\\{text[opening.end() :]}" if opening else text


def _link(url: str, label: str) -> str:
    if url == label and _AS_IT_IS.fullmatch(url):
        return f"<{url}>"
    return f"[{_escaped(label)}](<{_address(url)}>)"


def _address(url: str) -> str:
    return re.sub(r"([\\`*_\[\]()|~$^{}#!])", r"\\\1", url.replace("&", "&amp;"))


def _code(text: str) -> str:
    """Between as few backticks as do not stand in it."""
    inside = {len(ticks) for ticks in re.findall("`+", text)}
    fence = "`" * next(count for count in range(1, len(inside) + 2) if count not in inside)
    if len(fence) > _MOST_BACKTICKS:
        return _escaped(text)
    padding = " " if "`" in (text[0], text[-1]) else ""
    return fence + padding + text + padding + fence
