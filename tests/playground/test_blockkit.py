"""Block Kit's rules one by one, with the answers that Slack is known to give."""

from typing import Any

import pytest

from playground.blockkit import Problem, Surface, check_blocks, check_view
from tests.playground.blockkit_samples import (
    BLOCKS,
    ELEMENTS,
    RICH,
    Json,
    actions,
    home,
    input_block,
    modal,
    mrkdwn,
    option,
    plain,
    section,
)

SURFACES: tuple[Surface, ...] = ("message", "modal", "home")
# Source: the table of surfaces on docs.slack.dev/reference/block-kit/blocks; all others stand everywhere.
BLOCK_SURFACES: dict[str, tuple[Surface, ...]] = {
    "alert": ("modal",),
    "carousel": ("message", "home"),
    "container": ("message",),
    "context_actions": ("message",),
    "data_table": ("message", "home"),
    "data_visualization": ("message",),
    "markdown": ("message",),
    "plan": ("message",),
    "table": ("message", "home"),
    "task_card": ("message",),
}

_MENUS = {
    f"{many}{source}_select"
    for many in ("", "multi_")
    for source in ("static", "external", "users", "conversations", "channels")
}
_BUTTONS = {"button", "overflow", "workflow_button"}
_CHOICES = {"checkboxes", "radio_buttons"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input", "rich_text_input"}
# Source: the `elements`, `element` and `accessory` fields on the pages of docs.slack.dev/reference/block-kit/blocks.
ALLOWED = {
    "accessory": _MENUS | _BUTTONS | _CHOICES | {"datepicker", "timepicker", "image"},
    "actions": _MENUS | _BUTTONS | _CHOICES | {"datepicker", "timepicker", "datetimepicker", "rich_text_input"},
    "input": _MENUS | _TYPED | _CHOICES | {"datepicker", "timepicker", "datetimepicker"},
    "context": {"image"},
    "context_actions": {"feedback_buttons", "icon_button"},
}
MODAL_ONLY = {"file_input"}
MESSAGE_ONLY_ELEMENTS = {"workflow_button", "feedback_buttons", "icon_button"}


def said(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def in_message(*blocks: Any) -> list[str]:
    return said(check_blocks(list(blocks), "message"))


def in_modal(*blocks: Any, **fields: Any) -> list[str]:
    return said(check_view(modal(*blocks, **fields)))


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_stand_on_their_surfaces(kind: str, surface: Surface) -> None:
    refused = surface not in BLOCK_SURFACES.get(kind, SURFACES)
    expected = [f"unsupported type: {kind} [json-pointer:/blocks/0/type]"] if refused else []
    assert said(check_blocks([BLOCKS[kind]], surface)) == expected


def _hold(element: Json, place: str) -> tuple[Json, str]:
    if place == "accessory":
        return section(accessory=element), "/blocks/0/accessory"
    if place == "input":
        return input_block(element), "/blocks/0/element"
    return {"type": place, "elements": [element]}, "/blocks/0/elements/0"


@pytest.mark.parametrize(
    ("surface", "place"),
    [("message", place) for place in ALLOWED] + [("modal", place) for place in ALLOWED if place not in BLOCK_SURFACES],
)
@pytest.mark.parametrize("kind", ELEMENTS)
def test_elements_stand_in_their_blocks(kind: str, place: str, surface: Surface) -> None:
    block, at = _hold(ELEMENTS[kind], place)
    elsewhere = MODAL_ONLY if surface == "message" else MESSAGE_ONLY_ELEMENTS
    refused = kind not in ALLOWED[place] or kind in elsewhere
    expected = [f"unsupported type: {kind} [json-pointer:{at}/type]"] if refused else []
    assert said(check_blocks([block], surface)) == expected


def test_slacks_own_words() -> None:
    """Wording and pointer as seen in real answers of Slack."""
    assert in_message(section(text=mrkdwn(""))) == ["must be more than 0 characters [json-pointer:/blocks/0/text/text]"]
    assert in_message({"type": "section"}) == ["must define either `text` or `fields` [json-pointer:/blocks/0/type]"]
    assert in_message({"type": "divider", "text": plain()}) == [
        "invalid additional property: text [json-pointer:/blocks/0]"
    ]
    assert in_message({"type": "callout"}) == ["unsupported type: callout [json-pointer:/blocks/0/type]"]
    assert in_modal(input_block({**ELEMENTS["radio_buttons"], "initial_option": None})) == [
        "must provide an object [json-pointer:/view/blocks/0/element/initial_option]"
    ]
    assert in_modal(actions({**ELEMENTS["checkboxes"], "initial_options": [option("z")]})) == [
        "must be one of the provided options [json-pointer:/view/blocks/0/elements/0/initial_options]"
    ]


def test_input_wants_submit_in_a_modal_only() -> None:
    block = input_block(ELEMENTS["plain_text_input"])
    view = modal(section(), block)
    del view["submit"]
    assert said(check_view(view)) == [
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]"
    ]
    assert check_view(home(section(), block)) == []
    view["blocks"] = [section()]
    assert check_view(view) == []


@pytest.mark.parametrize("document", [None, "[]", {}, 3])
def test_blocks_that_are_no_array(document: object) -> None:
    assert said(check_blocks(document, "message")) == ["must provide an array [json-pointer:/blocks]"]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (None, "must provide an object [json-pointer:/view]"),
        ({"blocks": []}, "missing required field: type [json-pointer:/view]"),
        ({"type": "dialog", "blocks": []}, "unsupported type: dialog [json-pointer:/view/type]"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
        (home(title=plain()), "invalid additional property: title [json-pointer:/view]"),
        (modal(state={}), "invalid additional property: state [json-pointer:/view]"),
        (modal(hash="1.a"), "invalid additional property: hash [json-pointer:/view]"),
        (modal(title=mrkdwn()), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
        (modal(title="Title"), "must provide an object [json-pointer:/view/title]"),
        (modal(clear_on_close="true"), "must provide a boolean [json-pointer:/view/clear_on_close]"),
        (modal(private_metadata={}), "must provide a string [json-pointer:/view/private_metadata]"),
    ],
)
def test_views(view: object, expected: str) -> None:
    assert said(check_view(view)) == [expected]


def test_empty_views_and_empty_strings_beside_the_text_are_fine() -> None:
    assert check_view(home()) == []
    assert check_view(modal(private_metadata="", callback_id="", external_id="")) == []
    assert check_blocks([], "message") == []


def test_block_ids_are_unique_in_the_document() -> None:
    blocks = [{"type": "divider", "block_id": "a"}, {"type": "divider"}, {"type": "divider"}, section(block_id="a")]
    assert in_message(*blocks) == ['`block_id` "a" already exists [json-pointer:/blocks/3/block_id]']


def test_action_ids_are_unique_in_their_block() -> None:
    button = ELEMENTS["button"]
    assert in_message(actions(button, {**ELEMENTS["overflow"], "action_id": "more"}, button)) == [
        '`action_id` "act" already exists [json-pointer:/blocks/0/elements/2/action_id]'
    ]
    assert in_message(actions(button), section(accessory=button)) == []


def test_what_is_chosen_of_files_is_not_dispatched() -> None:
    """Source: `dispatch_action` on docs.slack.dev/reference/block-kit/blocks/input-block."""
    block = input_block(ELEMENTS["file_input"], dispatch_action=True)
    assert in_modal(block) == ["unsupported type: file_input [json-pointer:/view/blocks/0/element/type]"]


def test_only_one_element_has_the_focus() -> None:
    first, second = input_block(ELEMENTS["plain_text_input"]), section(accessory=ELEMENTS["users_select"])
    assert in_modal(first, second) == [
        "only one element can set `focus_on_load` [json-pointer:/view/blocks/1/accessory/focus_on_load]"
    ]


@pytest.mark.parametrize(
    ("kind", "changed", "where", "message"),
    [
        ("static_select", {"option_groups": []}, "/option_groups", "no less than 1 items allowed"),
        ("static_select", {"options": []}, "/options", "no less than 1 items allowed"),
        (
            "static_select",
            {"initial_option": option("z")},
            "/initial_option",
            "must be one of the provided options",
        ),
        (
            "static_select",
            {"initial_option": {**option(), "description": plain("another")}},
            "/initial_option",
            "must be one of the provided options",
        ),
        (
            "static_select",
            {"options": [{**option("b"), "url": "https://example.com"}, option("b")]},
            "/options/0",
            "invalid additional property: url",
        ),
        (
            "static_select",
            {"options": [option("b"), {"text": mrkdwn(), "value": "c"}]},
            "/options/1/text/type",
            "unsupported type: mrkdwn",
        ),
        (
            "multi_static_select",
            {"initial_options": [option("z")]},
            "/initial_options",
            "must be one of the provided options",
        ),
        ("multi_static_select", {"max_selected_items": 1}, "/initial_options", "no more than 1 items allowed"),
        ("multi_users_select", {"max_selected_items": 0}, "/max_selected_items", "must be greater than 0"),
        ("checkboxes", {"initial_options": []}, "/initial_options", "no less than 1 items allowed"),
        (
            "conversations_select",
            {"filter": {}},
            "/filter",
            "must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users`",
        ),
        (
            "conversations_select",
            {"filter": {"include": ["dm"]}},
            "/filter/include/0",
            "must be a valid enum value",
        ),
        ("datepicker", {"initial_date": "28.02.2026"}, "/initial_date", "failed to match schema"),
        ("timepicker", {"initial_time": "24:00"}, "/initial_time", "failed to match schema"),
        ("datetimepicker", {"initial_date_time": 1628633820000}, "/initial_date_time", "must be less than 10000000000"),
        ("datetimepicker", {"initial_date_time": "1628633820"}, "/initial_date_time", "must provide a number"),
        (
            "number_input",
            {"initial_value": "3"},
            "/initial_value",
            "`initial_value` must not be greater than `max_value`",
        ),
        ("number_input", {"initial_value": "many"}, "/initial_value", "failed to match schema"),
        (
            "plain_text_input",
            {"min_length": 9, "max_length": 8},
            "/min_length",
            "`min_length` must not be greater than `max_length`",
        ),
        ("plain_text_input", {"multiline": 1}, "/multiline", "must provide a boolean"),
        ("plain_text_input", {"block_id": "b"}, "", "invalid additional property: block_id"),
        (
            "plain_text_input",
            {"dispatch_action_config": {"trigger_actions_on": ["on_blur"]}},
            "/dispatch_action_config/trigger_actions_on/0",
            "must be a valid enum value",
        ),
        ("rich_text_input", {"initial_value": section()}, "/initial_value/type", "unsupported type: section"),
        ("users_select", {"action_id": ""}, "/action_id", "must be more than 0 characters"),
        ("users_select", {"placeholder": mrkdwn()}, "/placeholder/type", "unsupported type: mrkdwn"),
    ],
)
def test_element_rules(kind: str, changed: Json, where: str, message: str) -> None:
    element = {**ELEMENTS[kind], **changed}
    assert in_modal(input_block(element)) == [f"{message} [json-pointer:/view/blocks/0/element{where}]"]


def test_a_menu_has_options_or_groups_but_not_both() -> None:
    both = {**ELEMENTS["static_select"], "option_groups": [{"label": plain(), "options": [option()]}]}
    neither = {"type": "static_select"}
    for element in (both, neither):
        assert in_modal(input_block(element)) == [
            "must define either `options` or `option_groups` [json-pointer:/view/blocks/0/element/type]"
        ]


def test_an_image_has_one_source() -> None:
    image = {"type": "image", "alt_text": "a"}
    for source in ({}, {"image_url": "u", "slack_file": {"id": "F1"}}):
        assert in_message(image | source) == [
            "must define either `image_url` or `slack_file` [json-pointer:/blocks/0/type]"
        ]
    assert in_message(image | {"slack_file": {"id": "F1", "url": "u"}}) == [
        "must define either `id` or `url` [json-pointer:/blocks/0/slack_file]"
    ]


@pytest.mark.parametrize(
    ("part", "where", "message"),
    [
        ({"type": "text", "text": ""}, "/text", "must be more than 0 characters"),
        ({"type": "mention"}, "/type", "unsupported type: mention"),
        ({"type": "text", "text": "a", "style": {"blink": True}}, "/style", "invalid additional property: blink"),
        ({"type": "user"}, "", "missing required field: user_id"),
        ({"type": "broadcast", "range": "all"}, "/range", "must be a valid enum value"),
    ],
)
def test_rich_text(part: Json, where: str, message: str) -> None:
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}
    assert in_message(block) == [f"{message} [json-pointer:/blocks/0/elements/0/elements/0{where}]"]


def test_preformatted_text_takes_text_and_links_only() -> None:
    user = RICH["elements"][0]["elements"][1]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [user]}]}
    assert in_message(block) == ["unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]"]


def test_every_mistake_is_named_in_the_order_of_the_document() -> None:
    assert in_message("text", {"type": "header"}, {"type": "header", "text": mrkdwn()}) == [
        "must provide an object [json-pointer:/blocks/0]",
        "missing required field: text [json-pointer:/blocks/1]",
        "unsupported type: mrkdwn [json-pointer:/blocks/2/text/type]",
    ]
