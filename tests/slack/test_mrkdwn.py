"""Cutting and disarming text."""

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.durations import span
from bot.core.text import one_line, safe, shortened
from bot.slack.blockkit.mrkdwn import escape, joined
from tests.slack.samples import nasty

patiently = settings(deadline=None)


@patiently
@given(nasty, st.integers(1, 200))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert len(cut) <= limit
    assert cut == text or cut.endswith("…")


@patiently
@given(nasty, st.integers(1, 200))
def test_safe_text_fits_and_can_be_sent(text: str, limit: int) -> None:
    found = safe(text, limit)
    assert len(found) <= limit
    found.encode()
    assert not [c for c in found if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@patiently
@given(nasty)
def test_what_a_text_opens_it_closes(text: str) -> None:
    last = safe(text, 5000).rpartition("\n")[2]
    opened: list[str] = []
    closes = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
    closes |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")
    for c in last:
        if c in closes:
            opened.append(closes[c])
        elif opened and c == opened[-1]:
            opened.pop()
    assert opened == []


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cdef", 4, "ab…"),
        ("ae\u0301e\u0301", 3, "a…"),
        ("a👩🏽\u200d🚒bcdef", 4, "a…"),
    ],
)
def test_cuts_fall_between_characters(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected


@patiently
@given(nasty)
def test_escaped_text_has_no_markup(text: str) -> None:
    assert not set(escape(text)) & set("<>*~`")


def test_plain_words_stay_as_they_are() -> None:
    plain = "snake_case in v1.2 at 14:30 (100 %) — it's “fine”"
    assert escape(plain) == plain


def test_what_would_format_is_shown_by_lookalikes() -> None:
    assert escape("*a* _b_ ~c~ `d` :tada: <e> & f") == "∗a∗ ˍbˍ ∼c∼ ˋdˋ ꞉tada: &lt;e&gt; &amp; f"


@patiently
@given(st.lists(st.sampled_from(["&amp;", "&lt;", "a", "<@U1>", " "])), st.integers(5, 30))
def test_atoms_are_never_cut(atoms: list[str], limit: int) -> None:
    found = joined(atoms, limit)
    assert len(found) <= limit
    whole = "".join(atoms)
    assert found == whole or any(found == "".join(atoms[:n]).rstrip() + "…" for n in range(len(atoms)))


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n b\t c\r\n", 10) == "a b c"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(seconds=5), "1 minute"),
        (timedelta(minutes=14), "14 minutes"),
        (timedelta(minutes=80), "1 hour 20 minutes"),
        (timedelta(days=2, hours=1), "2 days 1 hour"),
    ],
)
def test_spans_are_read_aloud(duration: timedelta, words: str) -> None:
    assert span(duration) == words
