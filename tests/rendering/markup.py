"""Rendered text as a browser and a Markdown reader take it apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass
class Taken(HTMLParser):
    """A fragment of HTML taken apart: its text, its elements in order, and all that is neither."""

    text: str = ""
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    @property
    def links(self) -> list[str | None]:
        return [value for tag, name, value in self.attributes if (tag, name) == ("a", "href")]


def taken(html: str) -> Taken:
    found = Taken()
    found.feed(html)
    found.close()
    assert not found.open
    return found


MARKDOWN = MarkdownIt("commonmark", {"linkify": True, "html": True}).enable(["table", "strikethrough", "linkify"])
# An address is compared as it stands there, before anything in it is encoded.
MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]


@dataclass
class Read:
    """A Markdown text taken apart: its text, its blocks, and its marks inside of them."""

    text: str
    blocks: list[str]
    marks: list[str]
    links: list[str]
    comments: list[str]


def read(markdown: str) -> Read:
    tokens = MARKDOWN.parse(markdown)
    found = Read("", [token.type for token in tokens if token.type != "inline"], [], [], [])
    for token in _inline(tokens):
        match token.type:
            case "text" | "code_inline":
                found.text += token.content
            case "hardbreak":
                found.text += "\n"
            case "html_inline":
                found.comments.append(token.content)
            case "link_open":
                assert token.markup != "linkify"
                assert set(token.attrs) == {"href"}
                found.links.append(str(token.attrs["href"]))
        if token.type not in ("text", "hardbreak", "html_inline", "link_open", "link_close", "strong_close"):
            found.marks.append({"strong_open": "strong", "code_inline": "code"}.get(token.type, token.type))
    return found


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            yield from token.children or ()
