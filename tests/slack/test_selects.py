"""Selects: a few choices stand in one, many are asked for, and what is left out is said to be."""

import pytest

from bot.core.fields import Choice
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.selects import offered, option, select
from playground.blockkit import check_suggestions, check_view
from tests.capabilities import LAST, VALVES


def _problems(element: Block) -> list[object]:
    label = {"type": "plain_text", "text": "Valve"}
    block = {"type": "input", "block_id": "valve", "label": label, "element": {**element, "action_id": "valve"}}
    return [*check_view({"type": "modal", "title": label, "submit": label, "blocks": [block]})]


@pytest.mark.parametrize(("count", "kind"), [(1, "static_select"), (100, "static_select"), (101, "external_select")])
def test_up_to_a_hundred_stand_in_it(count: int, kind: str) -> None:
    element = select(VALVES[:count], VALVES[count - 1].value)
    assert element["type"] == kind
    assert element["initial_option"]["value"] == VALVES[count - 1].value
    assert _problems(element) == []


def test_that_one_can_type_is_said() -> None:
    assert select(VALVES)["placeholder"]["text"] == "Type to find one of 250"
    assert select(VALVES[:100], total=300)["placeholder"]["text"] == "Type to find one of 300"


def test_what_is_not_among_them_is_not_shown_as_chosen() -> None:
    assert "initial_option" not in select(VALVES, "long_gone")
    assert "initial_option" not in select(VALVES)


@pytest.mark.parametrize(
    ("count", "heading"),
    [(0, None), (100, None), (101, "First 100 of 101: type more"), (250, "First 100 of 250: type more")],
)
def test_an_answer_says_where_it_is_not_all(count: int, heading: str | None) -> None:
    answer = offered(VALVES[:count], count)
    assert check_suggestions(answer) == []
    if heading is None:
        assert [one["value"] for one in answer["options"]] == [valve.value for valve in VALVES[:count]]
    else:
        [group] = answer["option_groups"]
        assert group["label"]["text"] == heading
        assert len(group["options"]) == 100


def test_a_long_label_ends_in_an_ellipsis_and_so_does_a_long_description() -> None:
    drawn = option(LAST)
    assert drawn["text"]["text"] == "Valve 249 of the northern pumping station, below the stairs to the river,…"
    assert drawn["description"]["text"].endswith("unless somebody is at…")
    assert len(drawn["description"]["text"]) <= 75


def test_a_label_is_cut_between_what_readers_see_as_characters() -> None:
    family = "👩‍👩‍👧‍👦"
    label = option(Choice("x", "x" * 70 + family * 3))["text"]["text"]
    assert label == "x" * 70 + "…"


@pytest.mark.parametrize("label", ["", "  ", "\n", "\u202e"])
def test_a_choice_without_a_label_is_called_by_its_value(label: str) -> None:
    assert _problems(select([Choice("payments", label)])) == []
