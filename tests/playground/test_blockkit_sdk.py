"""Slack's own models of Block Kit as a second opinion: what they build is accepted, what they find too long is refused.

A class or a field that a new slack_sdk brings has no sample here yet, and fails.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import basic_components, block_elements, blocks

from playground.blockkit import check_blocks
from playground.blockkit.limits import LIMITS
from tests.playground.blockkit_samples import BLOCKS, ELEMENTS, RICH, TASK, Json, actions, input_block
from tests.playground.test_blockkit import ALLOWED, SURFACES

LEFT_OUT = {
    blocks.CallBlock: "of the Calls API, which the playground has not",
    blocks.FileBlock: "Slack puts it into messages with remote files; an app cannot send one",
    blocks.AuthProviderBlock: "not on the reference's list of blocks, so on which surfaces it stands is unknown",
}
# Fields that exclude one that the sample has.
OTHERWISE = {("image", "slack_file"), ("image", "image_url"), ("static_select", "option_groups")} | {
    ("multi_static_select", "options")
}
STYLE = {"style": {"bold": True}}
# What the reference requires, and the models do without.
LAXER = {("image", field) for field in ("image_url", "slack_file", "alt_text")} | {
    ("checkboxes", "options"),
    ("radio_buttons", "options"),
    ("rich_text_list", "style"),
    ("workflow_button", "workflow"),
}
_PARTS = {one["type"]: one for one in RICH["elements"]}
_INLINE = {one["type"]: STYLE | one for part in RICH["elements"][::-1] for one in part["elements"]}
SMALL: dict[str, Json] = ELEMENTS | _PARTS | _INLINE | {"url": TASK["sources"][0]}


def models() -> Iterator[Any]:
    """Every class of the SDK that stands for a block, an element or a part of rich text."""
    places = {blocks.__name__: vars(blocks), block_elements.__name__: vars(block_elements)}
    known = [(home, one) for home, named in places.items() for one in named.values()]
    known += [(block_elements.__name__, one) for one in vars(block_elements.RichTextElementParts).values()]
    for home, one in known:
        if inspect.isclass(one) and one.__module__ == home and isinstance(getattr(one, "type", None), str):
            yield one


MODELS = [one for one in models() if one not in LEFT_OUT]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__qualname__)


def fields(model: Any) -> set[str]:
    return set(inspect.signature(model).parameters) - {"type", "subtype", "others"}


def sample(model: Any) -> Json:
    whole = (BLOCKS if issubclass(model, blocks.Block) else SMALL)[model.type]
    return {key: value for key, value in whole.items() if key in fields(model)}


def line(*parts: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(parts)}


def place(model: Any) -> tuple[Callable[[Json], Json], str]:
    """A block around what the model builds, and where in it that stands."""
    kind = model.type
    if issubclass(model, blocks.Block):
        return lambda built: built, ""
    if kind in ALLOWED["input"]:
        return input_block, "/element"
    if kind in ALLOWED["actions"]:
        return actions, "/elements/0"
    if kind == "url":
        return lambda built: TASK | {"sources": [built]}, "/sources/0"
    if kind in _PARTS:
        return lambda built: {"type": "rich_text", "elements": [built]}, "/elements/0"
    if kind in _INLINE:
        section = {"type": "rich_text_section"}
        return lambda built: {
            "type": "rich_text",
            "elements": [section | {"elements": [built]}],
        }, "/elements/0/elements/0"
    holder = "context_actions" if kind in ALLOWED["context_actions"] else "context"
    return lambda built: {"type": holder, "elements": [built]}, "/elements/0"


def pointers(model: Any, content: Json) -> list[str]:
    """Where a sample with this content is refused, on a surface on which the sample itself is not."""
    around, _ = place(model)
    tag = {"type": model.type}
    surface = next(one for one in SURFACES if not check_blocks([around(sample(model) | tag)], one))
    return [one.pointer for one in check_blocks([around(content | tag)], surface)]


def built(model: Any, content: Json) -> Json | None:
    """What the model makes of the content, None if it finds it wrong."""
    try:
        made: Json = model(**content).to_dict()
    except SlackObjectFormationError:
        return None
    return made


def test_every_model_has_a_sample() -> None:
    missing = {one for one in MODELS if one.type not in (BLOCKS if issubclass(one, blocks.Block) else SMALL)}
    assert missing == set()
    assert len(MODELS) > 50
    assert len(SIZES) > 90


@pytest.mark.parametrize("model", LEFT_OUT, ids=lambda one: one.__name__)
def test_what_is_left_out_is_refused(model: Any) -> None:
    for surface in SURFACES:
        assert [one.pointer for one in check_blocks([{"type": model.type}], surface)] == ["/blocks/0/type"]


@each_model
def test_a_sample_has_every_field_of_its_model(model: Any) -> None:
    missing = fields(model) - set(sample(model))
    assert {one for one in missing if (model.type, one) not in OTHERWISE} == set()


@each_model
def test_what_a_model_builds_is_accepted(model: Any) -> None:
    whole = built(model, sample(model))
    assert whole
    assert pointers(model, whole) == []


@each_model
def test_so_is_what_it_builds_with_one_field_less(model: Any) -> None:
    content = sample(model)
    optional = {name for name, one in inspect.signature(model).parameters.items() if one.default is None}
    for field in optional & set(content):
        if (model.type, field) not in LAXER:
            less = built(model, {key: value for key, value in content.items() if key != field})
            assert less is None or pointers(model, less) == [], field


def sized(content: Json, field: str, size: int) -> Json:
    """The content, with that field at that size."""
    value = content[field]
    if isinstance(value, str):
        return content | {field: "x" * size}
    if isinstance(value, dict):
        return content | {field: value | {"text": "x" * size}}
    item = {key: each for key, each in value[0].items() if key != "focus_on_load"}
    named = [key for key in ("action_id", "value") if key in item]
    items = [item | dict.fromkeys(named, f"n{index}") for index in range(size)]
    return {key: each for key, each in content.items() if not key.startswith("initial_")} | {field: items}


def limited() -> Iterator[tuple[Any, str, int]]:
    """Each size that a model knows: the model, the field, and the greatest size that it accepts."""
    for model in MODELS:
        for name in dir(model):
            field = name.removesuffix("_max_length")
            if field != name and field in sample(model):
                most = int(getattr(model, name))
                yield model, field, most if built(model, sized(sample(model), field, most)) else most - 1


SIZES = list(limited())


@pytest.mark.parametrize(("model", "field", "most"), SIZES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_sizes_are_the_same_as_the_models(model: Any, field: str, most: int) -> None:
    content = sample(model)
    _, at = place(model)
    text = "/text" if isinstance(content[field], dict) else ""
    assert pointers(model, sized(content, field, most)) == []
    assert pointers(model, sized(content, field, most + 1)) == [f"/blocks/0{at}/{field}{text}"]


# Composition objects have no type; what the models call "label" is `text` in Block Kit.
@pytest.mark.parametrize(
    ("model", "name", "names"),
    [
        (basic_components.Option, "label_max_length", ["option.text", "option.description"]),
        (basic_components.Option, "value_max_length", ["option.value"]),
        (basic_components.OptionGroup, "label_max_length", ["option_group.label"]),
        (basic_components.OptionGroup, "options_max_length", ["option_group.options"]),
        (basic_components.ConfirmObject, "title_max_length", ["confirm.title"]),
        (basic_components.ConfirmObject, "text_max_length", ["confirm.text"]),
        (basic_components.ConfirmObject, "confirm_max_length", ["confirm.confirm"]),
        (basic_components.ConfirmObject, "deny_max_length", ["confirm.deny"]),
        (basic_components.FeedbackButtonObject, "text_max_length", ["button.text"]),
        (basic_components.FeedbackButtonObject, "value_max_length", ["button.value"]),
    ],
)
def test_sizes_of_composition_objects_are_the_same(model: Any, name: str, names: list[str]) -> None:
    assert {LIMITS[one] for one in names} == {getattr(model, name)}
