"""Forms: what comes back is what a person changed, however many fields there are and whatever they show at first."""

from datetime import timedelta
from typing import Any

import pytest

from bot.core.fields import Where
from bot.core.operation import Operation
from bot.core.registry import registry
from bot.operations.escalate import Escalate
from bot.operations.update import PostUpdate
from bot.process.values import Phase
from bot.slack.blockkit.message import Block
from bot.slack.views import forms
from bot.slack.views.forms import Form, Meta
from playground import element_state
from tests.capabilities import VALVES, crowd
from tests.slack.samples import ANA, BEN, PROCESS

SHOWN = {"status": "identified", "severity": "sev2"}


def opened(kind: type[Operation], values: dict[str, Any], filled: tuple[str, ...] = (), **meta: Any) -> Block:
    """A form that shows these values, some of which the person gave."""
    carried = Meta(operation=kind.slug, key="form:1", incident=7, phase=Phase.ACTIVE, filled=filled, **meta)
    return forms.build(Form(kind, carried, Where(PROCESS, Phase.ACTIVE), values=values))


def submitted(view: Block, **entered: Block) -> dict[str, Any]:
    """The values of a form after a person entered these."""
    state = element_state.state_of(view["blocks"], {})
    for name, content in entered.items():
        state[name][name] |= content
    return forms.read({**view, "state": {"values": state}}).values


def option(value: str) -> Block:
    return {"selected_option": {"text": {"type": "plain_text", "text": value}, "value": value}}


def test_what_is_left_as_it_was_is_no_change() -> None:
    view = opened(PostUpdate, SHOWN)
    assert submitted(view, body={"value": "Still looking"}) == {"body": "Still looking"}
    assert submitted(view, severity=option("sev1")) == {"severity": "sev1"}


def test_what_the_person_gave_counts_although_it_stands_there_from_the_start() -> None:
    view = opened(
        PostUpdate, {**SHOWN, "severity": "sev1", "next_update": timedelta(minutes=30)}, ("severity", "next_update")
    )
    assert submitted(view) == {"severity": "sev1", "next_update": "30m"}
    assert submitted(view, severity=option("sev2")) == {"severity": "sev2", "next_update": "30m"}


def test_what_has_to_be_given_is_given_also_where_it_is_left_as_it_was() -> None:
    view = opened(PostUpdate, {"body": "Rolled back"})
    assert submitted(view) == {"body": "Rolled back"}


def test_people_chosen_from_the_start_are_no_change_and_others_are() -> None:
    view = opened(Escalate, {"person": ANA})
    assert submitted(view) == {}
    assert submitted(view, person={"selected_user": BEN}) == {"person": BEN}


@pytest.mark.parametrize("given", ["everything", "nothing"])
def test_a_form_of_ninety_fields_that_all_show_something_can_be_opened_and_read(given: str) -> None:
    with registry.with_modules(crowd()):
        kind = registry.operation("measure_the_pressure_of_main_003")
        values = {
            name: VALVES[7].value if int(name[-2:]) % 2 else "x" * 140 for name in kind.model_fields if name != "note"
        }
        view = opened(kind, values, tuple(values) if given == "everything" else ())
        assert len(view["private_metadata"].encode()) <= forms.LONGEST_METADATA
        found = submitted(view, note={"value": "It is low"}, reading_of_the_gauge_01=option(VALVES[200].value))
        expected = {"note": "It is low", "reading_of_the_gauge_01": VALVES[200].value}
        assert found == ({**values, **expected} if given == "everything" else expected)
