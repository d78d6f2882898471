"""What Slack escapes comes back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.inbound.typed_text import as_typed


@pytest.mark.parametrize(
    ("escaped", "typed"),
    [
        ("thanks <@U1|ben>", "thanks @ben"),
        ("thanks <@U1>", "thanks @U1"),
        ("see <#C1|general>", "see #general"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<https://x.com/a?b=1&amp;c=2|x.com/a>", "https://x.com/a?b=1&c=2"),
        ("<https://x.com>", "https://x.com"),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
        ("<!subteam^S1|@oncall> help", "@oncall help"),
        ("<!here> and <!channel>", "@here and @channel"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("plain *words* `stay`", "plain *words* `stay`"),
    ],
)
def test_what_was_typed(escaped: str, typed: str) -> None:
    assert as_typed(escaped) == typed


@given(st.text())
def test_escaping_and_back_changes_nothing(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert as_typed(escaped) == text
