"""What is no payload of Slack's is told from what is, wherever in it something is missing or of another type."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.inbound.installation import Installation
from bot.slack.inbound.payloads import MalformedError, check, read_body
from tests.inbound import samples
from tests.inbound.samples import Json

FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"

UNREADABLE = {
    "nothing": (b"", JSON),
    "no JSON": (b"{oops", JSON),
    "a list": (b"[]", JSON),
    "a number": (b"1", JSON),
    "null": (b"null", JSON),
    "a depth without end": (b"[" * 200_000, JSON),
    "a number without end": (b'{"a": ' + b"9" * 10_000 + b"}", JSON),
    "no UTF-8": (b'{"a": "\xff"}', JSON),
    "a form of a word": (b"hello", FORM),
    "a form half encoded": (b"command=%zz", FORM),
    "a form that ends in the middle": (b"command=%2", FORM),
    "a form that is not UTF-8": (b"command=%ff", FORM),
    "a form of many fields": (b"a=1&" * 200 + b"a=1", FORM),
    "a payload that is no JSON": (b"payload=%7Boops", FORM),
    "a payload that is a list": (b"payload=[]", FORM),
    "an empty payload": (b"payload=", FORM),
    "another type": (b"{}", "text/plain"),
    "no type": (b"{}", ""),
    "files": (b"--x--", "multipart/form-data; boundary=x"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_body_that_is_none_is_refused_without_its_words(name: str) -> None:
    body, content_type = UNREADABLE[name]
    with pytest.raises(MalformedError) as refused:
        read_body(body, content_type)
    assert len(str(refused.value)) < 80


def test_a_form_is_read_whatever_people_typed() -> None:
    assert read_body(b"command=%2Fincident&text=the+payload+is+100%25+%C3%BC", FORM) == {
        "command": "/incident",
        "text": "the payload is 100% ü",
    }
    assert read_body(b"payload=%7B%22type%22%3A%22shortcut%22%7D", FORM) == {"type": "shortcut"}
    assert read_body(b'{"type": "url_verification"}', JSON) == {"type": "url_verification"}


@pytest.mark.parametrize("name", samples.each())
def test_what_slack_sends_is_taken(name: str) -> None:
    assert check(samples.each()[name])


def test_what_is_of_no_known_type_is_refused() -> None:
    for payload in ({}, {"type": "?"}, {"type": None}, {"type": ["block_actions"]}, {"type": "interactive_message"}):
        with pytest.raises(MalformedError, match="its type is unknown"):
            check(dict(payload))


NEEDED = {
    "command": "team_id user_id channel_id trigger_id",
    "press": "user user.id trigger_id actions actions.0 actions.0.action_id actions.0.block_id",
    "submission": "user.id view view.id view.state view.blocks.0.block_id view.blocks.0.element.type",
    "closing": "user.id view view.id",
    "suggestion": "user.id action_id block_id",
    "shortcut": "user.id trigger_id callback_id",
    "message_shortcut": "user.id trigger_id callback_id action_ts channel channel.id message message.ts",
    "event": "event_id event event.type event.user event.reaction event.item event.item.channel event.item.ts",
}


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in NEEDED.items() for path in paths.split()])
def test_what_is_needed_has_to_be_there_and_to_be_what_it_is(name: str, path: str) -> None:
    odd_ones: list[Any] = [None, 7, [], {"x": []}, [[]], True, "" if path != "callback_id" else 8]
    for odd in odd_ones:
        if path.endswith(("action_id", "block_id", "reaction", "type")) and odd == "":
            continue  # odd, and a text
        payload = samples.each()[name]
        holder, key = _place(payload, path)
        holder[key] = odd
        with pytest.raises(MalformedError):
            check(payload)
    payload = samples.each()[name]
    holder, key = _place(payload, path)
    del holder[key]
    with pytest.raises(MalformedError):
        check(payload)


def _place(payload: Json, path: str) -> tuple[Any, Any]:
    holder: Any = payload
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        holder = holder[step]
    return holder, last


def test_a_refusal_says_where_and_nothing_of_what_was_sent() -> None:
    payload = samples.submission()
    payload["view"]["state"]["values"] = {"my secret plan": {"x": {"type": "plain_text_input", "value": ["secret"]}}}
    with pytest.raises(MalformedError) as refused:
        check(payload)
    assert "view.state.values" in str(refused.value)
    assert "secret" not in str(refused.value)


def _paths(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(part, (*way, key))


def test_whatever_is_odd_anywhere_is_refused_or_does_no_harm_to_what_looks_at_it_next() -> None:
    taken = refused = 0
    ours = Installation(samples.TEAM, samples.BOT, "E0001", samples.APP)
    for name, sample in samples.each().items():
        for way in _paths(sample):
            for odd in (None, 0, -1, 1.5, True, "", "x", [], {}, [None], {"id": 7}, 10**30):
                payload = samples.each()[name]
                holder: Any = payload
                for step in way[:-1]:
                    holder = holder[step]
                holder[way[-1]] = odd
                try:
                    check(payload)
                except MalformedError:
                    refused += 1
                    continue
                taken += 1
                assert ours.is_meant(payload) in (True, False)
    assert min(taken, refused) > 500
