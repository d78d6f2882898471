"""A button says what pressing it does, and what comes back is believed only if it is one of ours."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.registry import registry
from bot.core.text import Button
from bot.slack.blockkit.buttons import Press, button, read
from playground.blockkit import check_blocks
from tests.slack.samples import STAGES
from tests.slack.test_safety import nodes
from tests.slack.words import all_answers, all_cards, all_homes, all_messages


def pressed(block: dict[str, Any]) -> Press:
    return read(block["action_id"], block["value"])


@pytest.mark.parametrize("kind", [kind for kind in registry.operations() if kind.title])
def test_each_operation_has_its_button(kind: Any) -> None:
    incident = None if kind.opens else 7
    assert pressed(button(Button(kind.title, kind.slug, incident))) == Press(kind.slug, incident)


@pytest.mark.parametrize("kind", registry.queries())
def test_each_question_has_its_button(kind: Any) -> None:
    assert pressed(button(Button("Ask", kind.slug, 7))) == Press(kind.slug, 7)
    assert pressed(button(Button("Ask", kind.slug))) == Press(kind.slug)


def test_fields_come_back_and_keep_two_buttons_of_a_row_apart() -> None:
    row = [button(Button("Snooze", "snooze", 7, {"clock": clock})) for clock in ("update", "lead")]
    assert [pressed(one).fields for one in row] == [{"clock": "update"}, {"clock": "lead"}]
    assert len({one["action_id"] for one in row}) == 2
    assert check_blocks([{"type": "actions", "elements": row}], "message") == []


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("do:nothing", "{}"),
        ("do:post", '{"i":7}'),
        ("do:show", '{"i":7}'),
        ("ask:update", '{"i":7}'),
        ("update", '{"i":7}'),
        ("do:update", "{}"),
        ("do:declare", '{"i":7}'),
        ("do:update", '{"i":"7"}'),
        ("do:update", '{"i":true}'),
        ("do:update", '{"i":0}'),
        ("do:update", '{"i":7,"x":1}'),
        ("do:update", '{"i":7,"f":{"actor":"UANA"}}'),
        ("do:update", '{"i":7,"f":{"body":{"a":1}}}'),
        ("do:update", '{"i":7,"f":[]}'),
        ("do:update", "[]"),
        ("do:update", "not json"),
        ("do:update", '{"i":7,"f":{"body":"' + "x" * 2000 + '"}}'),
    ],
)
def test_what_is_not_ours_is_refused(action_id: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(action_id, value)


@settings(deadline=None)
@given(st.text(), st.text())
def test_anything_else_is_refused_with_a_value_error(action_id: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(f"do:{action_id}!", value)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        press = read("do:update", json.dumps(value))
    except ValueError:
        return
    assert press.slug == "update"
    assert press.incident


def test_every_button_that_is_shown_can_be_read() -> None:
    shown = [message.blocks for _, message in (*all_cards(), *all_messages(), *all_answers())]
    shown += [view["blocks"] for _, view in all_homes()]
    buttons = [node for blocks in shown for node in nodes(blocks) if node.get("type") == "button"]
    assert len(buttons) > len(STAGES)
    assert {pressed(one).slug for one in buttons} >= {"update", "resolve", "close", "reopen", "snooze", "claim"}
