"""Each value in each format, to be read."""

from datetime import timedelta

import pytest

from bot.core.text import (
    Button,
    Code,
    Emoji,
    Group,
    Heading,
    Inline,
    Link,
    Message,
    Moment,
    MomentForm,
    Part,
    Person,
    Quote,
    RoomLink,
    Strong,
    Typed,
    because,
    items,
    message,
    named,
    paragraph,
    people,
)
from bot.rendering import html, markdown, plain
from bot.rendering.reader import Reader
from tests.rendering.hostile import NOW

READER = Reader(
    now=NOW,
    people={"U1": "Ana", "U2": "*Ben* <b>"},
    groups={"S1": "oncall-db"},
    rooms={"C1": "inc-42-db"},
    workspace_url="https://acme.example.com/",
    command=lambda button: f"/incident {button.slug} INC-{button.incident}",
)
ROOM = "https://acme.example.com/archives/C1"

VALUES: list[tuple[Inline, str, str, str]] = [
    ("2 of 3", "2 of 3", "2 of 3", "2 of 3"),
    (Strong("SEV1"), "SEV1", "<bdi><strong>SEV1</strong></bdi>", "**SEV1**"),
    (named("DB <down>"), "DB <down>", "<bdi><strong>DB &lt;down&gt;</strong></bdi>", "**DB &lt;down&gt;**"),
    (Code("/incident help"), "/incident help", "<code>/incident help</code>", "`/incident help`"),
    (Code("a`b"), "a`b", "<code>a`b</code>", "``a`b``"),
    (Code("`"), "`", "<code>`</code>", "`` ` ``"),
    (Typed("it's *down*"), "it's *down*", "<bdi>it&#x27;s *down*</bdi>", r"it's \*down\*"),
    (Typed("a\n\n  b"), "a\n\n  b", "<bdi>a<br><br>\xa0\xa0b</bdi>", "a\\\n\\\n&nbsp;&nbsp;b"),
    (
        Typed("(https://x.org/a_(b))."),
        "(https://x.org/a_(b)).",
        '<bdi>(<a href="https://x.org/a_(b)">https://x.org/a_(b)</a>).</bdi>',
        "(<https://x.org/a_(b)>).",
    ),
    (
        Typed("https://x.org/%20"),
        "https://x.org/%20",
        '<bdi><a href="https://x.org/%20">https://x.org/%20</a></bdi>',
        r"[https\:\//x\.org/%20](<https://x.org/%20>)",
    ),
    (Typed("ask @ben, #7"), "ask @ben, #7", "<bdi>ask @ben, #7</bdi>", "ask @<!-- -->ben, #<!-- -->7"),
    (Typed("javascript:x()"), "javascript:x()", "<bdi>javascript:x()</bdi>", "javascript:x()"),
    (Emoji("🔴"), "🔴", "🔴", "🔴"),
    (Emoji(":fire:"), ":fire:", ":fire:", ":fire:"),
    (Person("U1"), "Ana", "<bdi>Ana</bdi>", "Ana"),
    (Person("U2"), "*Ben* <b>", "<bdi>*Ben* &lt;b&gt;</bdi>", r"\*Ben\* &lt;b&gt;"),
    (Person("U9"), "somebody", "<bdi>somebody</bdi>", "somebody"),
    (Person("key:deploys"), "deploys", "<bdi>deploys</bdi>", "deploys"),
    (Group("S1"), "oncall-db", "<bdi>oncall-db</bdi>", "oncall-db"),
    (
        RoomLink("C1"),
        f"#inc-42-db ({ROOM})",
        f'<bdi><a href="{ROOM}">#inc-42-db</a></bdi>',
        rf"[\#inc-42-db](<{ROOM}>)",
    ),
    (
        Link("https://x.org/?a&b", "Runbook [2]"),
        "Runbook [2] (https://x.org/?a&b)",
        '<bdi><a href="https://x.org/?a&amp;b">Runbook [2]</a></bdi>',
        r"[Runbook \[2\]](<https://x.org/?a&amp;b>)",
    ),
    (
        Link("https://x.org", ""),
        "https://x.org",
        '<bdi><a href="https://x.org">https://x.org</a></bdi>',
        "<https://x.org>",
    ),
    (
        Link("javascript:x()", "Runbook"),
        "Runbook (javascript:x())",
        "<bdi>Runbook (javascript:x())</bdi>",
        "Runbook (javascript:x())",
    ),
    (Moment(NOW), "today at 14:30 UTC", "today at 14:30 UTC", "today at 14:30 UTC"),
    (Moment(NOW, MomentForm.TIME, is_strong=True), "14:30 UTC", "<strong>14:30 UTC</strong>", "**14:30 UTC**"),
]


@pytest.mark.parametrize(("value", "as_plain", "as_html", "as_markdown"), VALUES)
def test_each_piece(value: Inline, as_plain: str, as_html: str, as_markdown: str) -> None:
    assert plain.line([value], READER) == as_plain
    assert html.line([value], READER) == as_html
    assert markdown.line([value], READER) == as_markdown


PARTS: list[tuple[Part, str, str, str]] = [
    (paragraph(["One"], [], ["Two"]), "One\nTwo", "<p>One<br>Two</p>", "One\\\nTwo"),
    (
        paragraph([Typed("- a")], [Typed("1. b")]),
        "- a\n1. b",
        "<p><bdi>- a</bdi><br><bdi>1. b</bdi></p>",
        "\\- a\\\n1\\. b",
    ),
    (paragraph(["2026-11-21 3.5 h"]), "2026-11-21 3.5 h", "<p>2026-11-21 3.5 h</p>", "2026-11-21 3.5 h"),
    (items(["One"], ["Two"]), "- One\n- Two", "<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
    (items([Typed("a\n- b")]), "- a\n  - b", "<ul><li><bdi>a<br>- b</bdi></li></ul>", "- a\\\n  \\- b"),
    (
        Quote("> not\n\na quote"),
        "> > not\n>\n> a quote",
        '<blockquote dir="auto">&gt; not<br><br>a quote</blockquote>',
        "> &gt; not\\\n> \\\n> a quote",
    ),
    (Heading("# 1\n## 2"), "# 1 ## 2", '<h2 dir="auto"># 1 ## 2</h2>', r"## \# 1 \#\# 2"),
    (paragraph([Typed(" ")]), "", "", ""),
    (items(), "", "", ""),
    (Quote("\n"), "", "", ""),
    (Heading(" "), "", "", ""),
]


@pytest.mark.parametrize(("value", "as_plain", "as_html", "as_markdown"), PARTS)
def test_each_part(value: Part, as_plain: str, as_html: str, as_markdown: str) -> None:
    assert plain.part(value, READER) == as_plain
    assert html.part(value, READER) == as_html
    assert markdown.part(value, READER) == as_markdown


WHOLE = message(
    Heading("INC-42 Database <down>"),
    paragraph([Person("U1"), " set the severity: ", Strong("SEV2"), " → ", Strong("SEV1"), *because("*all* of it")]),
    Quote("Failover runs.\nSee https://wiki.example.com/Failover_(db)."),
    items(["Lead: ", *people(["U1", "U9"])], ["Next update ", Moment(NOW + timedelta(days=1), is_strong=True)]),
    buttons=[Button("Resolve", "resolve", incident=42)],
)


def test_a_message_as_plain_text() -> None:
    assert plain.message(WHOLE, READER).split("\n") == [
        "INC-42 Database <down>",
        "",
        "Ana set the severity: SEV2 → SEV1: *all* of it",
        "",
        "> Failover runs.",
        "> See https://wiki.example.com/Failover_(db).",
        "",
        "- Lead: Ana, somebody",
        "- Next update tomorrow at 14:30 UTC",
        "",
        "- Resolve: /incident resolve INC-42",
    ]


def test_a_message_as_markdown() -> None:
    assert markdown.message(WHOLE, READER).split("\n") == [
        "## INC-42 Database &lt;down&gt;",
        "",
        r"Ana set the severity: **SEV2** → **SEV1**: \*all\* of it",
        "",
        "> Failover runs.\\",
        "> See <https://wiki.example.com/Failover_(db)>.",
        "",
        "- Lead: Ana, somebody",
        "- Next update **tomorrow at 14:30 UTC**",
        "",
        "* Resolve: `/incident resolve INC-42`",
    ]


def test_a_message_as_html() -> None:
    address = "https://wiki.example.com/Failover_(db)"
    assert html.message(WHOLE, READER).split("\n") == [
        '<h2 dir="auto">INC-42 Database &lt;down&gt;</h2>',
        "<p><bdi>Ana</bdi> set the severity: <bdi><strong>SEV2</strong></bdi> → <bdi><strong>SEV1</strong></bdi>: "
        "<bdi>*all* of it</bdi></p>",
        f'<blockquote dir="auto">Failover runs.<br>See <a href="{address}">{address}</a>.</blockquote>',
        "<ul><li>Lead: <bdi>Ana</bdi>, <bdi>somebody</bdi></li>"
        "<li>Next update <strong>tomorrow at 14:30 UTC</strong></li></ul>",
        "<ul><li>Resolve: <code>/incident resolve INC-42</code></li></ul>",
    ]


def test_a_message_of_nothing_is_nothing() -> None:
    empty = Message((Quote(" "), paragraph([Typed("\n")]), items([Typed("")])))
    assert {one.message(empty, READER) for one in (plain, html, markdown)} == {""}
