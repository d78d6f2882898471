"""What Slack escaped, read as the person typed it."""

import pytest

from bot.slack.inbound.typed_text import as_typed, named_in


@pytest.mark.parametrize(
    ("escaped", "typed"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@U1|ben> in <#C1|general>, <!here>", "@ben in #general, @here"),
        ("<https://x.example|here>", "https://x.example"),
        ("<http://example.com/a?b=1&amp;c=2|example.com/a?b=1&amp;c=2>", "example.com/a?b=1&c=2"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+49301234567|+49 30 1234567>", "+49 30 1234567"),
        ("<!subteam^S1|@oncall>", "@oncall"),
    ],
)
def test_markup_becomes_what_was_typed(escaped: str, typed: str) -> None:
    assert as_typed(escaped) == typed


def test_ids_without_a_label_are_read_by_the_names_that_are_known() -> None:
    said = "<@U1> and <@U2>, <!subteam^S1>"
    assert named_in(said) == {"U1", "U2", "S1"}
    assert as_typed(said, {"U1": "@Ben <b>", "S1": "@oncall"}) == "@Ben <b> and @U2, @oncall"
