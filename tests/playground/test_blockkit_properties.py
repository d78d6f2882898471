"""Generated documents: whatever is valid passes, and one mistake anywhere is found exactly where it was made."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.blockkit import Problem, Surface, check_blocks, check_view
from tests.playground.blockkit_samples import BLOCKS, ELEMENTS, Json, actions, input_block, plain, section
from tests.playground.test_blockkit import ALLOWED, MESSAGE_ONLY_ELEMENTS, MODAL_ONLY

THOROUGH = settings(deadline=None, max_examples=50)

# Source: "Required" on the pages of docs.slack.dev/reference/block-kit, for what is generated here.
REQUIRED = {
    "actions": {"elements"},
    "button": {"text"},
    "checkboxes": {"options"},
    "context": {"elements"},
    "header": {"text"},
    "image": {"alt_text"},
    "input": {"label", "element"},
    "mrkdwn": {"text"},
    "number_input": {"is_decimal_allowed"},
    "overflow": {"options"},
    "plain_text": {"text"},
    "radio_buttons": {"options"},
    "rich_text": {"elements"},
    "rich_text_list": {"elements", "style"},
    "rich_text_section": {"elements"},
    "video": {"alt_text", "title", "thumbnail_url", "video_url"},
}


def words(most: int) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=most)


def texts(most: int) -> st.SearchStrategy[Json]:
    return st.builds(
        lambda kind, text: {"type": kind, "text": text}, st.sampled_from(["plain_text", "mrkdwn"]), words(most)
    )


def elements(place: str) -> st.SearchStrategy[Json]:
    kinds = sorted(ALLOWED[place] - MESSAGE_ONLY_ELEMENTS - MODAL_ONLY)
    return st.sampled_from(kinds).flatmap(lambda kind: thinned(ELEMENTS[kind]))


def thinned(sample: Json) -> st.SearchStrategy[Json]:
    """The sample without some of what the reference calls optional, and without the focus that only one may have."""
    optional = [key for key in sample if key in {"confirm", "placeholder", "style", "value", "accessibility_label"}]
    return st.sets(st.sampled_from(optional or ["confirm"])).map(
        lambda gone: {key: each for key, each in sample.items() if key not in gone | {"focus_on_load"}}
    )


def some(item: st.SearchStrategy[Json], most: int) -> st.SearchStrategy[list[Json]]:
    return st.lists(item, min_size=1, max_size=most)


def numbered(items: list[Json]) -> list[Json]:
    return [{**item, "action_id": f"a{index}"} for index, item in enumerate(items)]


def block() -> st.SearchStrategy[Json]:
    context_items = texts(200) | st.just(ELEMENTS["image"])
    plainest = st.sampled_from(["divider", "image", "rich_text", "video"])
    return st.one_of(
        st.builds(lambda text, fields: section(text=text, fields=fields), texts(300), some(texts(200), 10)),
        st.builds(lambda accessory: section(accessory=accessory), elements("accessory")),
        st.builds(lambda text: {"type": "header", "text": plain(text)}, words(150)),
        st.builds(lambda items: {"type": "context", "elements": items}, some(context_items, 10)),
        st.builds(lambda items: actions(*numbered(items)), some(elements("actions"), 5)),
        st.builds(lambda label, item: {**input_block(item), "label": plain(label)}, words(200), elements("input")),
        plainest.map(lambda kind: {key: each for key, each in BLOCKS[kind].items() if key != "block_id"}),
    )


def documents() -> st.SearchStrategy[list[Json]]:
    return st.lists(block(), min_size=1, max_size=6)


def places(value: Any, at: str) -> Iterator[tuple[Json, str]]:
    """Every object of a document and its pointer."""
    if isinstance(value, dict):
        yield value, at
        for key, each in value.items():
            yield from places(each, f"{at}/{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from places(each, f"{at}/{index}")


def broken(document: list[Json], data: st.DataObject) -> tuple[list[Json], Json, str]:
    """A copy of the document, one object of it to be spoiled, and its pointer."""
    spoiled = json.loads(json.dumps(document))  # no two places share an object
    target, at = data.draw(st.sampled_from(list(places(spoiled, "/blocks"))))
    return spoiled, target, at


@given(documents())
@THOROUGH
def test_what_is_valid_passes_on_every_surface(document: list[Json]) -> None:
    assert check_blocks(document, "message") == []
    assert check_blocks(document, "home") == []
    assert check_view({"type": "modal", "title": plain(), "submit": plain(), "blocks": document}) == []


@given(documents(), st.data())
@THOROUGH
def test_an_unknown_key_is_found_in_any_object(document: list[Json], data: st.DataObject) -> None:
    spoiled, target, at = broken(document, data)
    target["colour"] = "red"
    assert check_blocks(spoiled, "message") == [Problem(at, "invalid additional property: colour")]


@given(documents(), st.data())
@THOROUGH
def test_an_unknown_type_is_found_in_any_object(document: list[Json], data: st.DataObject) -> None:
    spoiled, target, at = broken(document, data)
    target["type"] = "nonsense"
    expected = {Problem(f"{at}/type", "unsupported type: nonsense"), Problem(at, "invalid additional property: type")}
    assert len(found := check_blocks(spoiled, "message")) == 1
    assert found[0] in expected


@given(documents(), st.data())
@THOROUGH
def test_null_is_never_a_value(document: list[Json], data: st.DataObject) -> None:
    spoiled, target, at = broken(document, data)
    key = data.draw(st.sampled_from(list(target)))
    target[key] = None
    assert [problem.pointer for problem in check_blocks(spoiled, "message")] == [f"{at}/{key}"]


@given(documents(), st.data())
@THOROUGH
def test_a_required_key_left_out_is_named(document: list[Json], data: st.DataObject) -> None:
    spoiled, target, at = broken(document, data)
    assume("type" in target)
    key = data.draw(st.sampled_from(sorted({"type"} | REQUIRED.get(target["type"], set()))))
    del target[key]
    assert check_blocks(spoiled, "message") == [Problem(at, f"missing required field: {key}")]


def anything() -> st.SearchStrategy[object]:
    named = "type text blocks elements element accessory options initial_option rows child_blocks actions tasks chart"
    keys = st.sampled_from(named.split())
    kinds = st.sampled_from([*BLOCKS, *ELEMENTS, "modal", "home", "plain_text"])
    scalars = st.none() | st.booleans() | st.integers() | st.text() | kinds
    return st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner))


@given(anything())
@THOROUGH
def test_no_input_makes_the_judge_itself_fail(value: object) -> None:
    surfaces: tuple[Surface, ...] = ("message", "modal", "home")
    for surface in surfaces:
        assert isinstance(check_blocks(value, surface), list)
        assert isinstance(check_blocks([value], surface), list)
    assert isinstance(check_view(value), list)
