"""Forms: what comes back is what a person changed, however many fields there are and whatever they show at first."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import create_model

from bot.core.contradictions import MOST_FIELDS
from bot.core.fields import Flag, Where
from bot.core.operation import Operation
from bot.core.read_models import Subjects
from bot.core.registry import registry
from bot.operations.escalate import Escalate
from bot.operations.update import PostUpdate
from bot.process.values import Phase
from bot.slack.blockkit.message import Block
from bot.slack.views import forms
from bot.slack.views.forms import Form, Meta
from playground import element_state
from playground.blockkit import check_view
from tests.capabilities import VALVES, crowd
from tests.slack.samples import ANA, BEN, PROCESS, under_way, view

SHOWN = {"status": "identified", "severity": "sev2"}


def opened(kind: type[Operation], values: dict[str, Any], filled: tuple[str, ...] = (), **meta: Any) -> Block:
    """A form that shows these values, some of which the person gave."""
    carried = Meta(operation=kind.slug, key="form:1", incident=7, phase=Phase.ACTIVE, filled=filled, **meta)
    return forms.build(Form(kind, carried, Where(PROCESS, Phase.ACTIVE), values=values))


def submitted(modal: Block, **entered: Block) -> dict[str, Any]:
    """The values of a form after a person entered these."""
    state = element_state.state_of(modal["blocks"], {})
    for name, content in entered.items():
        state[name][name] |= content
    return forms.read({**modal, "state": {"values": state}}).values


def option(value: str) -> Block:
    return {"selected_option": {"text": {"type": "plain_text", "text": value}, "value": value}}


def test_what_is_left_as_it_was_is_no_change() -> None:
    shown = opened(PostUpdate, SHOWN)
    assert submitted(shown, body={"value": "Still looking"}) == {"body": "Still looking"}
    assert submitted(shown, severity=option("sev1")) == {"severity": "sev1"}


def test_what_the_person_gave_counts_although_it_stands_there_from_the_start() -> None:
    shown = opened(
        PostUpdate, {**SHOWN, "severity": "sev1", "next_update": timedelta(minutes=30)}, ("severity", "next_update")
    )
    assert submitted(shown) == {"severity": "sev1", "next_update": "30m"}
    assert submitted(shown, severity=option("sev2")) == {"severity": "sev2", "next_update": "30m"}


def test_what_has_to_be_given_is_given_also_where_it_is_left_as_it_was() -> None:
    shown = opened(PostUpdate, {"body": "Rolled back"})
    assert submitted(shown) == {"body": "Rolled back"}


def test_people_chosen_from_the_start_are_no_change_and_others_are() -> None:
    shown = opened(Escalate, {"person": ANA})
    assert submitted(shown) == {}
    assert submitted(shown, person={"selected_user": BEN}) == {"person": BEN}


@pytest.mark.parametrize("given", ["everything", "nothing"])
def test_a_form_of_ninety_fields_that_all_show_something_can_be_opened_and_read(given: str) -> None:
    with registry.with_modules(crowd()):
        kind = registry.operation("measure_the_pressure_of_main_003")
        values = {
            name: VALVES[7].value if int(name[-2:]) % 2 else "x" * 140 for name in kind.model_fields if name != "note"
        }
        shown = opened(kind, values, tuple(values) if given == "everything" else ())
        assert len(shown["private_metadata"].encode()) <= forms.LONGEST_METADATA
        found = submitted(shown, note={"value": "It is low"}, reading_of_the_gauge_01=option(VALVES[200].value))
        expected = {"note": "It is low", "reading_of_the_gauge_01": VALVES[200].value}
        assert found == ({**values, **expected} if given == "everything" else expected)


def test_a_form_of_as_many_fields_as_may_be_fits_with_all_that_can_stand_beside_them() -> None:
    fields: dict[str, Any] = {f"flag_{number}": (Flag, False) for number in range(MOST_FIELDS)}
    kind: type[Operation] = create_model("Long", __base__=Operation, **fields)
    kind.title = "As long as it may be"
    asked = Subjects([view(under_way())], 1)
    form = Form(kind, Meta(operation="long", key="form:1"), Where(PROCESS), "INC-42", subjects=asked, note="And more")
    built = forms.build(form)
    assert check_view(built) == []
    # One is left for what a choice would do.
    assert len(built["blocks"]) == 99
