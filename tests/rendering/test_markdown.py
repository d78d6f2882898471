"""Markdown shows what was typed as text: to a reader of CommonMark with its usual additions, and to GitHub's own."""

import re
from urllib.parse import unquote

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from hypothesis import given, settings

from bot.core.text import Code, Heading, Line, Link, Part, Quote, Strong, Typed, items, message, paragraph
from bot.rendering import markdown
from bot.rendering.reader import Reader
from tests.rendering import hostile
from tests.rendering.hostile import EXAMPLES, HAND_WRITTEN, NOW, PLACES, HostileLine, hostile_line, normal
from tests.rendering.markup import Taken, read, taken

READER = Reader(now=NOW)
APART = "<!-- -->"
PARAGRAPH = ["paragraph_open", "paragraph_close"]
QUOTE = ["blockquote_open", *PARAGRAPH, "blockquote_close"]
HEADING = ["heading_open", "heading_close"]
ITEMS = ["bullet_list_open", "list_item_open", *PARAGRAPH, "list_item_close", "bullet_list_close"]
GITHUB = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def github(text: str) -> Taken:
    """What GitHub makes of it, before it looks for names and numbers."""
    found = taken(cmarkgfm.github_flavored_markdown_to_html(text, GITHUB).replace("<br />\n", "<br />"))
    found.text = found.text.strip("\n")
    return found


def shows(text: str, shown: str, looks: list[str], urls: list[str], blocks: list[str]) -> None:
    """Both readers see that text, those looks, those links in those blocks, and nothing else but our comments."""
    found = read(text)
    assert normal(found.text) == normal(shown)
    assert found.marks == looks
    assert found.links == urls
    assert set(found.comments) <= {APART}
    assert found.blocks == (blocks if text else [])

    seen = github(text)
    assert normal(seen.text) == normal(shown)
    assert [tag for tag in seen.tags if tag in ("strong", "code")] == looks
    assert [unencoded(url) for url in seen.links] == [unencoded(url) for url in urls]
    assert {(tag, name) for tag, name, _ in seen.attributes} <= {("a", "href")}
    assert set(seen.others) <= {APART}
    assert set(seen.tags) <= {"p", "h2", "ul", "li", "blockquote", "strong", "code", "a", "br"}
    # GitHub looks for these in each stretch of text by itself.
    assert not any(re.search(r"@\S|#\d", stretch) for stretch in stretches(text))


def stretches(text: str) -> list[str]:
    html = cmarkgfm.github_flavored_markdown_to_html(text, GITHUB)
    outside = re.sub(r"(?s)<(a|code)\b.*?</\1>", "", html)
    return [taken(f"{one} ").text for one in re.split(r"<[^>]*>", outside)]


def unencoded(url: str | None) -> str:
    return unquote(url or "")


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_a_paragraph_is_what_was_typed(one: HostileLine) -> None:
    shows(markdown.part(paragraph(one.line), one.reader), one.shown, one.looks, one.urls, PARAGRAPH)


@settings(max_examples=EXAMPLES)
@given(hostile.lines())
def test_an_item_is_what_was_typed(one: HostileLine) -> None:
    shows(markdown.part(items(one.line), one.reader), one.shown, one.looks, one.urls, ITEMS)


def quote_and_heading_show(text: str) -> None:
    shows(markdown.part(Quote(text), READER), hostile.trimmed(text), [], list(hostile.live_in(text)), QUOTE)
    shows(markdown.part(Heading(text), READER), hostile.on_one_line(text), [], [], HEADING)


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_a_quote_and_a_heading_are_what_was_typed(text: str) -> None:
    quote_and_heading_show(text)


def parts_end(text: str, one: HostileLine) -> None:
    """The blocks of a message are those of its parts, one after the other."""
    parts: list[Part] = [
        Heading(text),
        paragraph(one.line),
        Quote(text),
        items(one.line),
        items(["x"]),
        paragraph(["x"]),
    ]
    whole = read(markdown.message(message(*parts), one.reader))
    assert whole.blocks == [block for part in parts for block in read(markdown.part(part, one.reader)).blocks]


@settings(max_examples=EXAMPLES)
@given(hostile.texts, hostile.lines())
def test_a_part_ends_where_it_ends(text: str, one: HostileLine) -> None:
    parts_end(text, one)


@pytest.mark.parametrize("text", HAND_WRITTEN)
def test_written_by_hand(text: str) -> None:
    for place in PLACES:
        for before, after in (("a", "b"), ("", ""), ("", "!")):
            one = hostile_line([("words", before), (place, text), ("words", after)])
            shows(markdown.part(paragraph(one.line), one.reader), one.shown, one.looks, one.urls, PARAGRAPH)
    quote_and_heading_show(text)
    parts_end(text, hostile_line([("typed", text)]))


def test_strong_words_are_strong_beside_anything() -> None:
    line: Line = ["a", Strong("(b)"), "c", Strong("d"), Strong("e"), "*", Strong("f"), Code("g"), Code("h"), "`"]
    looks = ["strong", "strong", "strong", "strong", "code", "code"]
    shows(markdown.part(paragraph(line), READER), "a(b)cde*fgh`", looks, [], PARAGRAPH)


def test_code_that_no_fence_fits_is_text() -> None:
    typed = " ".join("`" * count for count in range(1, 82))
    shows(markdown.part(paragraph([Code(typed)]), READER), typed, [], [], PARAGRAPH)


@pytest.mark.parametrize(
    "words", [["www.", "example.com"], ["ana@", "example.com"], ["@", "ana"], ["#", "12"], ["1", ". x"]]
)
def test_pieces_do_not_become_a_mark_together(words: list[str]) -> None:
    first, second = words
    lines: list[tuple[Line, list[str]]] = [
        ([Typed(first), Typed(second)], []),
        ([first, Typed(second)], []),
        ([Typed(first), Strong(second)], ["strong"]),
    ]
    for line, looks in lines:
        shows(markdown.part(paragraph(line), READER), "".join(words), looks, [], PARAGRAPH)


def test_words_before_a_link_make_no_picture_of_it() -> None:
    shows(
        markdown.part(paragraph(["Look!", Link("https://x.org", "x")]), READER),
        "Look!x",
        [],
        ["https://x.org"],
        PARAGRAPH,
    )


def test_a_comment_begins_no_line() -> None:
    for text in HAND_WRITTEN + hostile.MARKS:
        one = hostile_line([(place, text) for place in PLACES])
        assert not re.search(
            rf"(?m)^(?:[>*-] | )*{APART}", markdown.message(message(paragraph(one.line), items(one.line)), one.reader)
        )
