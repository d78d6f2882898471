"""What people type: as the text of a message, as rich text, and as the text of a command."""

from __future__ import annotations

from typing import Any

import pytest

from playground import ManualClock, setup
from playground.typed_text import Typed
from playground.workspace import Workspace

Json = dict[str, Any]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return setup.build(setup.DEFAULT, ManualClock())


def typed(workspace: Workspace, text: str, *, labelled: bool = False) -> Typed:
    ana = workspace.account_named("ana")
    assert ana
    return Typed(workspace, text, ana.id, labelled=labelled)


def elements(workspace: Workspace, text: str) -> list[Json]:
    [block] = typed(workspace, text).blocks()
    [section] = block["elements"]
    assert (block["type"], section["type"]) == ("rich_text", "rich_text_section")
    return list(section["elements"])


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("example.com", "<http://example.com|example.com>"),
        (
            "See docs.example.org/a?b=c&d#e.",
            "See <http://docs.example.org/a?b=c&amp;d#e|docs.example.org/a?b=c&amp;d#e>.",
        ),
        ("README.md", "<http://README.md|README.md>"),
        ("https://a.example/x, then", "<https://a.example/x>, then"),
        ("mail bob@acme.example!", "mail <mailto:bob@acme.example|bob@acme.example>!"),
        ("call +49 30 1234567", "call <tel:+49301234567|+49 30 1234567>"),
        ("(555) 123-4567", "<tel:5551234567|(555) 123-4567>"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ],
)
def test_links_addresses_and_numbers_are_found(workspace: Workspace, text: str, markup: str) -> None:
    assert typed(workspace, text).text == markup


@pytest.mark.parametrize(
    "text", ["node.js", "v1.2.3", "10.0.0.1", "e.g. this", "2026-11-30 10:00", "3.5", "a@b", "12:30:"]
)
def test_what_only_looks_like_one_stays_text(workspace: Workspace, text: str) -> None:
    assert typed(workspace, text).text == text
    assert elements(workspace, text) == [{"type": "text", "text": text}]


def test_names_stand_beside_ids_in_commands_only(workspace: Workspace) -> None:
    ana, group = workspace.account_named("ana"), workspace.usergroup_named("oncall")
    assert ana
    assert group
    assert typed(workspace, "@ana, @oncall").text == f"<@{ana.id}>, <!subteam^{group.id}>"
    labelled = typed(workspace, "@ana, @oncall", labelled=True).text
    assert labelled == f"<@{ana.id}|ana>, <!subteam^{group.id}|@oncall>"


def test_rich_text_has_an_element_for_each_thing(workspace: Workspace) -> None:
    ana, general = workspace.account_named("ana"), workspace.channel_named("general")
    assert ana
    assert general
    assert elements(workspace, "Hi @ana in #general: *bold @ana* `x*y` :tada: :wave::skin-tone-3: :nobody: @here") == [
        {"type": "text", "text": "Hi "},
        {"type": "user", "user_id": ana.id},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": general.id},
        {"type": "text", "text": ": "},
        {"type": "text", "text": "bold ", "style": {"bold": True}},
        {"type": "user", "user_id": ana.id, "style": {"bold": True}},
        {"type": "text", "text": " "},
        {"type": "text", "text": "x*y", "style": {"code": True}},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "tada", "unicode": "1f389"},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 3},
        {"type": "text", "text": " :nobody: "},
        {"type": "broadcast", "range": "here"},
    ]


def test_quotes_and_code_are_parts_of_their_own(workspace: Workspace) -> None:
    said = typed(workspace, "> quoted\n> more\nthen ```a <b>```")
    assert said.text == "&gt; quoted\n&gt; more\nthen ```a &lt;b&gt;```"
    [block] = said.blocks()
    assert [(one["type"], one["elements"][0]["text"]) for one in block["elements"]] == [
        ("rich_text_quote", "quoted\nmore"),
        ("rich_text_section", "\nthen "),
        ("rich_text_preformatted", "a <b>"),
    ]


def test_nothing_typed_is_no_block(workspace: Workspace) -> None:
    assert typed(workspace, "").blocks() == []
