"""Timeline payloads: what was written can be read, today and by the next version."""

import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.incidents.events import AnyEvent, Event, read
from bot.process.process import EVENT_KINDS

KINDS: tuple[type[Event], ...] = get_args(get_args(AnyEvent)[0])

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@given(st.one_of(*(st.builds(kind) for kind in KINDS)))
def test_what_is_written_is_read_back_the_same(event: AnyEvent) -> None:
    stored = json.loads(json.dumps(event.model_dump(mode="json")))
    assert read(stored) == event
    assert read(stored | {"from_a_later_version": 1}) == event


def test_every_kind_can_be_routed_and_nothing_else() -> None:
    assert {kind.model_fields["kind"].default for kind in KINDS} == EVENT_KINDS


@pytest.mark.parametrize(
    "unreadable",
    [
        {"kind": "updated", "body": {"secret": "of Mallory"}},
        {"kind": "invented", "body": "of Mallory"},
        {"kind": "reminder_due", "nudges": [{"clock": ["of Mallory"]}]},
        {"kind": "closed", "reason": "other", "clocks": [{"clock": ["of Mallory"]}]},
    ],
    ids=lambda payload: str(payload["kind"]),
)
def test_an_error_tells_nothing_of_what_people_wrote(unreadable: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        read(unreadable)
    assert "Mallory" not in str(raised.value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_neither_does_the_error_of_an_event_that_is_made_wrongly(kind: type[Event]) -> None:
    with pytest.raises(ValidationError) as raised:
        kind.model_validate({name: ["of Mallory"] for name in kind.model_fields})
    assert "Mallory" not in str(raised.value)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValidationError):
        read({"kind": "invented"})
