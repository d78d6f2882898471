"""Texts full of marks, in every place where a text can stand, and what a reader has to see of them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from hypothesis import strategies as st

from bot.core.text import Code, Emoji, Group, Inline, Link, Moment, Person, RoomLink, Strong, Typed
from bot.rendering import links
from bot.rendering.reader import SOME_GROUP, SOME_ROOM, SOMEBODY, Reader

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
EXAMPLES = 250
"""How many lines each property is tried on."""
URL = "https://status.example.com/a?b=c&d=e"

MARKS = [
    *"*_`~#>|-+=:[](){}!<&;\"'\\/.@$^%,?x1\u00e9\u05d0 \n\t",
    *("**", "__", "``", "```", "~~~", "~~", "==", "--", "---", "***", "===", "| - |", "|---|", ":-:", "a|b\n-|-", "$$"),
    *(
        "# ",
        "## ",
        " #",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "9) ",
        "- [ ] ",
        "> ",
        "    ",
        "\n\n",
        "\n    ",
        "\\\n",
        "  \n",
        ": ",
    ),
    *(
        "<b>",
        "</p>",
        "</blockquote>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "<!-- -->",
    ),
    *(
        "<?php",
        "?>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE html>",
        "<pre>",
        "<a href='javascript:x'>",
        "' onclick='x",
        '" x="',
    ),
    *("&lt;", "&amp;", "&copy;", "&copy", "&#64;", "&#x3c;", "&nbsp;", "&#0;"),
    *(
        "[x](javascript:alert(1))",
        "![x](https://x.org/x.png)",
        "[x]: https://x.org 'y'",
        "[^1]",
        "[^1]: x",
        "[x][y]",
        "](",
    ),
    *("![](@U1)", "](<", ">)", "[!NOTE]\n", "{.x}", "{{ x }}", "{% x %}", ":::", "%%", "\n---\n", "\n===\n"),
    *(
        "<https://x.org>",
        "<javascript:x>",
        "<ana@example.com>",
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
    ),
    *("ana@example.com", "a@-b.c", "mailto:ana@example.com", "xmpp:a@b.com/c", "@ana", "@org/team", "@", "#12", "GH-1"),
    *(
        "www.example.com",
        "www.1a",
        "WWW.example.com",
        "example.com",
        "README.md",
        "\u043f\u0440.\u0440\u0444",
        "//localhost",
    ),
    *("ftp://x.org/a", "https://", "https:", "http", "s://", "://", "file:///etc/passwd", "://x.org"),
    *(
        "https://x.org",
        "http://x.org/a_b_(c)",
        "HTTPS://x.org/?a=1&copy;=2&b",
        "https://x.org/%20'*_~`",
        "https://xn--e1afmkfd.com",
    ),
    *(
        "https://x.org/|a|",
        "https://x.org/[a](b)",
        "https://ana:b@x.org/#c",
        "https://\u05d0.org/\u202ea",
        "https://a\\b",
        "/a//b",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u202c",
        "\u200f",
        "\u061c",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u200d",
    ),
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x9b1m", "\ud800", "\udc00", "\ufffe", "\U0010ffff"),
    *("\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\xa0", "\u2003", "\u3000", "\u1680"),
    *(
        ":fire:",
        ":a_b:",
        "\U0001f525",
        "\u0645\u0631\u062d\u0628\u0627",
        "e\u0301",
        "\U0001f469\U0001f3fd\u200d\U0001f692",
        "<@U1>",
        "<!here>",
    ),
]

texts = st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=12).map("".join)

HAND_WRITTEN = [
    "",
    " ",
    "\x00",
    "\ud800",
    "*b* _i_ ~s~ `c` **b** __b__ ~~s~~",
    "# h\n## h\n- i\n1. i\n> q\n```\nc\n```\n    c\n---\nh\n===\n|a|b|\n|-|-|\n|c|d|",
    "first\n\nsecond\n\n\n  third\n\tfourth",
    "</blockquote><script>alert('x')</script><!-- -->&amp;&lt;&#60;",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1)) <javascript:alert(1)> ![x](https://x.org/x.png)",
    "[x]: https://x.org\n[^1]: y\n[x] [^1]",
    "ana@example.com @ana @org/team #12 www.example.com example.com ftp://x.org //localhost mailto:a@b.org",
    "\u202eevil\u202c \u2067\u05d0\u05d1 \u202eopen",
    "\u202eopen\n\u2066open\n",
    "a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\x1ci",
    "C:\\temp\\*.log \\",
    "\x1b]8;;https://x.org\x07x\x1b]8;;\x07",
    "(https://x.org/Outage_(database)), https://x.org/a?b=c&d=e#f. <https://x.org>",
    "x" * 5000,
    "*" * 3000,
    "`" * 3000,
    "[" * 3000,
    "<" * 3000,
    "> " * 1500,
    "https://x.org/" + "(" * 3000,
    "https://x.org/" + ")" * 3000,
    "https://x.org/" * 300,
    "\n" * 3000 + "x" + "\n" * 3000,
    " " * 3000,
    "\t" * 3000 + "x",
]


@dataclass(frozen=True)
class Piece:
    """A piece of a line, and what has to be seen of it."""

    value: Inline
    shown: str
    look: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class HostileLine:
    """Pieces beside each other, and a reader who knows the names in them."""

    pieces: tuple[Piece, ...]
    reader: Reader

    @property
    def line(self) -> list[Inline]:
        return [piece.value for piece in self.pieces]

    @property
    def shown(self) -> str:
        return normal("".join(piece.shown for piece in self.pieces))

    @property
    def looks(self) -> list[str]:
        return [piece.look for piece in self.pieces if piece.look and piece.shown]

    @property
    def urls(self) -> list[str]:
        return [url for piece in self.pieces if piece.shown for url in piece.urls]


PLACES = ["words", "typed", "strong", "code", "emoji", "person", "group", "room", "link", "moment"]


@st.composite
def lines(draw: st.DrawFn, places: tuple[str, ...] = tuple(PLACES)) -> HostileLine:
    """A line of any pieces, with a hostile text in each."""
    chosen = draw(st.lists(st.tuples(st.sampled_from(places), texts), max_size=5))
    return hostile_line(chosen)


def hostile_line(chosen: list[tuple[str, str]]) -> HostileLine:
    names: dict[str, str] = {}
    numbers = count()
    pieces = [_piece(place, text, f"U{next(numbers)}", names) for place, text in chosen]
    reader = Reader(now=NOW, people=names, groups=names, rooms=names, workspace_url="https://acme.example.com/")
    return HostileLine(tuple(pieces), reader)


def _piece(place: str, text: str, key: str, names: dict[str, str]) -> Piece:
    names[key] = text if len(on_one_line(text)) <= 79 else text[:30]
    name = on_one_line(names[key])
    match place:
        case "words":
            return Piece(text, on_lines(text))
        case "typed":
            return Piece(Typed(text), trimmed(text), urls=live_in(text))
        case "strong":
            return Piece(Strong(text), on_one_line(text), "strong")
        case "code":
            return Piece(Code(text), on_one_line(text), "code")
        case "emoji":
            return Piece(Emoji(text), on_one_line(text))
        case "person":
            return Piece(Person(key), name or SOMEBODY)
        case "group":
            return Piece(Group(key), name or SOME_GROUP)
        case "room":
            bare = name.removeprefix("#")
            return Piece(
                RoomLink(key), f"#{bare}" if bare else SOME_ROOM, urls=(f"https://acme.example.com/archives/{key}",)
            )
        case "link":
            return Piece(Link(URL, text), on_one_line(text) or URL, urls=(URL,))
        case _:
            return Piece(Moment(NOW, is_strong=True), "today at 14:30 UTC", "strong")


# What a reader sees, worked out apart from what is tested.


def on_lines(text: str) -> str:
    text = re.sub("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in on_lines(text).split("\n")).strip("\n")


def on_one_line(text: str) -> str:
    return " ".join(on_lines(text).split())


def live_in(text: str) -> tuple[str, ...]:
    """The links in a text; `test_links` has what is one."""
    return tuple(piece for piece, is_link in links.split(trimmed(text)) if is_link)


def normal(text: str) -> str:
    """The text as far as it is promised: without what closes direction marks, and with blanks for what stands for them.

    Of white space at the end of a line nothing is promised.
    """
    text = re.sub("[\u202c\u2069]", "", text).replace("\t", "    ").replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
