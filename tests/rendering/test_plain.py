"""Plain text is what was typed, and stays in its place."""

import re
import unicodedata

import pytest
from hypothesis import given, settings

from bot.core.text import Heading, Quote, items, message, paragraph
from bot.rendering import plain
from bot.rendering.reader import Reader
from tests.rendering import hostile
from tests.rendering.hostile import EXAMPLES, HAND_WRITTEN, NOW, PLACES, URL, HostileLine, hostile_line, normal

READER = Reader(now=NOW)
ADDRESSES = re.compile(rf" \((?:{re.escape(URL)}|https://acme\.example\.com/archives/U\d)\)")


@settings(max_examples=EXAMPLES)
@given(hostile.lines(tuple(place for place in PLACES if place not in ("link", "room"))))
def test_a_line_is_what_was_typed(hostile_one: HostileLine) -> None:
    assert normal(plain.line(hostile_one.line, hostile_one.reader)) == hostile_one.shown


@settings(max_examples=EXAMPLES)
@given(hostile.lines(("link", "room")))
def test_a_link_says_where_it_leads(hostile_one: HostileLine) -> None:
    found = plain.line(hostile_one.line, hostile_one.reader)
    for piece in hostile_one.pieces:
        assert piece.urls[0] in found
        assert normal(piece.shown) in normal(found)


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_a_quote_is_what_was_typed_and_every_line_of_it_is_marked(text: str) -> None:
    found = plain.part(Quote(text), READER)
    assert all(one.startswith(">") for one in found.split("\n") if found)
    assert normal(re.sub("(?m)^> ?", "", found)) == normal(hostile.trimmed(text))


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_a_heading_is_one_line(text: str) -> None:
    assert normal(plain.part(Heading(text), READER)) == normal(hostile.on_one_line(text))


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_an_item_keeps_its_lines_below_it(hostile_one: HostileLine) -> None:
    found = plain.part(items(hostile_one.line), hostile_one.reader)
    first, *rest = found.split("\n")
    assert not found or first.startswith("- ")
    assert all(one.startswith("  ") for one in rest if one)


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_nothing_can_steer_a_terminal(hostile_one: HostileLine) -> None:
    found = plain.message(message(paragraph(hostile_one.line), items(hostile_one.line)), hostile_one.reader)
    assert not [c for c in found if c != "\n" and c != "\t" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    found.encode()


@pytest.mark.parametrize("text", HAND_WRITTEN)
def test_written_by_hand(text: str) -> None:
    for place in PLACES:
        one = hostile_line([("words", "a"), (place, text), ("words", "b")])
        found = normal(ADDRESSES.sub("", plain.line(one.line, one.reader)))
        assert found == ADDRESSES.sub("", one.shown), place
