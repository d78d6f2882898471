"""Timeline payloads: what was written can be read, today and by the next version."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.event import Event, UnknownEvent
from bot.core.registry import registry

KINDS = tuple(registry.events().values())

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@given(st.one_of(*(st.builds(kind) for kind in KINDS)))
def test_what_is_written_is_read_back_the_same(event: Event) -> None:
    stored = json.loads(json.dumps(event.model_dump(mode="json")))
    assert registry.event(event.kind, stored) == event
    assert registry.event(event.kind, stored | {"from_a_later_version": 1}) == event


@pytest.mark.parametrize(
    "unreadable",
    [
        {"kind": "updated", "body": {"secret": "of Mallory"}},
        {"kind": "reminder_due", "nudges": [{"clock": ["of Mallory"]}]},
        {"kind": "closed", "reason": "other", "clocks": [{"clock": ["of Mallory"]}]},
    ],
    ids=lambda payload: str(payload["kind"]),
)
def test_an_error_tells_nothing_of_what_people_wrote(unreadable: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        registry.event(str(unreadable["kind"]), unreadable)
    assert "Mallory" not in str(raised.value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_neither_does_the_error_of_an_event_that_is_made_wrongly(kind: type[Event]) -> None:
    with pytest.raises(ValidationError) as raised:
        kind.model_validate({name: {"of": "Mallory"} for name in kind.model_fields})
    assert "Mallory" not in str(raised.value)


def test_an_unknown_kind_is_told_as_one_that_this_version_cannot_show() -> None:
    event = registry.event("invented", {"body": "of Mallory"})
    assert isinstance(event, UnknownEvent)
    assert event.was == "invented"
    assert "Mallory" not in str(event)
