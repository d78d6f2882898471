"""Block Kit shows what was typed, and takes nothing of it for its own: no mention, no link, no format."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from bot.core.text import Code, Command, Heading, Line, Link, Message, Quote, Strong, Typed, items, message, paragraph
from bot.rendering.clean import on_lines
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.mrkdwn import words
from bot.slack.blockkit.render import rendered
from playground.blockkit import check_blocks
from tests.rendering import hostile
from tests.rendering.hostile import EXAMPLES, HAND_WRITTEN

OURS = {"text", "link", "emoji", "user", "usergroup", "channel", "date"}
CONTAINERS = {"rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "header", "plain_text"}
MARKUP = re.compile(r"<[^>]*>")
OUR_MARKUP = re.compile(r"<@U\d+>|<!subteam\^S?U?\d+>|<#[CU]\d+>|<!date\^-?\d+\^[^|>]+\|[^<>]+>")
FORMATTING = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])|:[a-z0-9_+'-]+:", re.IGNORECASE)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for child in value:
            yield from nodes(child)
    elif isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)


def shown(blocks: list[Block]) -> str:
    """What a reader sees of texts and links."""
    inlines = (node for node in nodes(blocks) if node.get("type") in ("text", "link"))
    return "".join(node["text"] if node["type"] == "text" else node["url"] for node in inlines)


def assert_inert(found: Message) -> None:
    drawn = rendered(found)
    json.dumps(drawn.blocks, ensure_ascii=False).encode()
    drawn.text.encode()
    for node in nodes(drawn.blocks):
        if "type" in node:
            assert node["type"] in OURS | CONTAINERS, node
        if node.get("type") == "plain_text":
            assert node["emoji"] is False
        if node.get("type") == "link":
            assert node["url"].startswith(("https://", "http://", "HTTPS://", hostile.URL[:8]))
    rest = OUR_MARKUP.sub("", drawn.text)
    assert not re.search(r"[<>]", rest), drawn.text
    assert not FORMATTING.search(re.sub(r":[a-z0-9_+'-]+:", "", rest)), drawn.text


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_what_was_typed_is_what_is_read(text: str) -> None:
    assert as_read(text) == on_lines(text)


def as_read(text: str) -> str:
    """What is read of a typed text between other words."""
    return shown(rendered(message(paragraph(["> ", Typed(text), " <"]))).blocks)[2:-2]


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_typed_text_formats_and_mentions_nothing_anywhere(text: str) -> None:
    pieces: Line = [Typed(text), Strong(text), Code(text), Command(text), text, Link(hostile.URL, text)]
    assert_inert(message(Heading(text), paragraph(pieces), items(pieces), Quote(text)))


@pytest.mark.parametrize("text", HAND_WRITTEN)
def test_what_was_written_by_hand_is_inert(text: str) -> None:
    assert_inert(message(Heading(text), paragraph(["x", Typed(text), Strong(text)]), items([Typed(text)]), Quote(text)))
    assert as_read(text) == on_lines(text)


def test_each_value_has_one_form_and_the_playground_takes_it() -> None:
    line: Line = [
        "Words ",
        Strong("stand out"),
        " ",
        Code("sitrep check"),
        " ",
        Command("close INC-7"),
        " ",
        Typed("typed"),
    ]
    drawn = rendered(message(Heading("A title"), paragraph(line), items(line), Quote("said")))
    assert check_blocks(drawn.blocks, "message") == []
    assert words([paragraph(line)]) == "Words stand out sitrep check /incident close INC-7 typed"
