"""What in a typed text is a link."""

import re

import pytest
from hypothesis import given, settings

from bot.rendering import links
from tests.rendering import hostile
from tests.rendering.hostile import EXAMPLES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://x.org.", ["https://x.org"]),
        ("(https://x.org/Outage_(database))", ["https://x.org/Outage_(database)"]),
        ("https://x.org/Outage_(database), https://y.org/a?b=(c)!", ["https://x.org/Outage_(database)", "https://y.org/a?b=(c)"]),
        ("https://x.org/(a[b{c}])x", ["https://x.org/(a[b{c}])x"]),
        ("https://x.org/a)b", ["https://x.org/a"]),
        ("https://x.org/a(b", ["https://x.org/a(b"]),
        ("https://x.org/a(", ["https://x.org/a"]),
        ("*https://x.org/a_b_*", ["https://x.org/a_b"]),
        ("“https://x.org/a”", ["https://x.org/a"]),
        ('<a href="https://x.org/a">', ["https://x.org/a"]),
        ("https://x.org/?q=1&r=%20#f:~:text=x", ["https://x.org/?q=1&r=%20#f:~:text=x"]),
        ("HTTPS://X.ORG http://y.org", ["HTTPS://X.ORG", "http://y.org"]),
        ("https://ана.рф/я", ["https://ана.рф/я"]),
        ("https://x.org:8080/-/", ["https://x.org:8080/-/"]),
        ("https://x.org\\@y.org", ["https://x.org"]),
        ("https://x.org/\u202egpj.exe", ["https://x.org/"]),
        ("https://x.org|label", ["https://x.org"]),
        ("javascript:https://x.org", ["https://x.org"]),
        ("xhttps://x.org https:// https://. https:x http", []),
        ("javascript:alert(1) data:text/html,x ftp://x.org www.x.org x.org a@x.org", []),
    ],
)  # fmt: skip
def test_where_a_link_begins_and_ends(text: str, found: list[str]) -> None:
    assert [piece for piece, is_link in links.split(text) if is_link] == found


@settings(max_examples=EXAMPLES)
@given(hostile.texts)
def test_the_pieces_are_the_text_and_every_link_may_be_live(text: str) -> None:
    pieces = list(links.split(text))
    assert "".join(piece for piece, _ in pieces) == text
    for piece, is_link in pieces:
        assert piece
        assert not is_link or links.is_live(piece)
        assert not is_link or re.match(r"(?i)https?://\w", piece)
