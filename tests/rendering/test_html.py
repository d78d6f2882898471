"""HTML shows what was typed as text, between tags that are ours."""

import pytest
from hypothesis import given, settings

from bot.core.text import Heading, Link, Quote, items, message, paragraph
from bot.rendering import html
from bot.rendering.reader import Reader
from tests.rendering import hostile
from tests.rendering.hostile import EXAMPLES, HAND_WRITTEN, NOW, PLACES, HostileLine, hostile_line, normal
from tests.rendering.markup import Taken, taken

READER = Reader(now=NOW)
LOOKS = {"strong", "code"}


def shows(found: Taken, one: HostileLine, *around: str) -> None:
    """The text of the line, with our elements for its looks and its links, and no other element or attribute."""
    assert normal(found.text) == one.shown
    assert [tag for tag in found.tags if tag in LOOKS] == one.looks
    assert found.links == one.urls
    assert found.tags[: len(around)] == list(around)
    assert set(found.tags[len(around) :]) <= {*LOOKS, "a", "bdi", "br"}
    assert {(tag, name) for tag, name, _ in found.attributes} <= {("a", "href")}
    assert not found.others


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_a_line_is_what_was_typed(one: HostileLine) -> None:
    shows(taken(html.line(one.line, one.reader)), one)


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_a_paragraph_and_an_item_hold_their_lines(one: HostileLine) -> None:
    for part, around in ((paragraph(one.line), ["p"]), (items(one.line), ["ul", "li"])):
        if found := html.part(part, one.reader):
            shows(taken(found), one, *around)


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_a_quote_and_a_heading_are_what_was_typed(text: str) -> None:
    for part, tag, shown, urls in (
        (Quote(text), "blockquote", hostile.trimmed(text), list(hostile.live_in(text))),
        (Heading(text), "h2", hostile.on_one_line(text), []),
    ):
        found = taken(html.part(part, READER))
        assert normal(found.text) == normal(shown)
        if shown:
            assert found.tags[0] == tag
            assert found.attributes[0] == (tag, "dir", "auto")
        assert set(found.tags[1:]) <= {"a", "br"}
        assert [(name, value) for _, name, value in found.attributes[1:]] == [("href", url) for url in urls]
        assert not found.others


@pytest.mark.parametrize("text", HAND_WRITTEN)
def test_written_by_hand(text: str) -> None:
    for place in PLACES:
        one = hostile_line([("words", "a"), (place, text), ("words", "b")])
        shows(taken(html.line(one.line, one.reader)), one)
    whole = message(Heading(text), paragraph(["x"]), Quote(text), items(["y"]))
    assert [tag for tag in taken(html.message(whole, READER)).tags if tag in ("p", "ul", "li")] == ["p", "ul", "li"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "//x.org",
        "x.org",
        "HTTPS:x",
        "",
        'https://x.org/"onclick="x',
        "https://x.org/ a",
        "https://x.org\\@y.org",
        "https://x.org/\u202ea",
        "mailto:a@b.org",
    ],
)
def test_a_link_that_must_not_be_live_is_text(url: str) -> None:
    found = taken(html.line([Link(url, "label")], READER))
    assert found.tags == ["bdi"]
    assert found.text.startswith("label")
    assert hostile.on_one_line(url) in found.text


def test_what_others_wrote_is_isolated_whole() -> None:
    one = hostile_line(
        [("words", "By "), ("person", "\u05d0"), ("words", ": "), ("typed", "\u05d0 https://x.org \u05d1")]
    )
    assert html.line(one.line, one.reader) == (
        'By <bdi>\u05d0</bdi>: <bdi>\u05d0 <a href="https://x.org">https://x.org</a> \u05d1</bdi>'
    )
