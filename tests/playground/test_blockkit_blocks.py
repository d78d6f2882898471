"""The rules of the blocks that hold blocks, cells or plotted values."""

import pytest

from playground.blockkit import check_blocks
from tests.playground.blockkit_samples import (
    BLOCKS,
    CARD,
    ELEMENTS,
    NUMBER,
    RICH,
    TASK,
    Json,
    chart,
    input_block,
    plain,
    raw,
    section,
    series,
)
from tests.playground.test_blockkit import in_message


def framed(*blocks: Json) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": list(blocks)}


def test_what_a_block_is_made_of_is_checked_as_what_stands_by_itself() -> None:
    """Sources: the pages of the container, the carousel and the plan."""
    first = section(block_id="a")
    assert in_message(framed(first, CARD)) == ["unsupported type: card [json-pointer:/blocks/0/child_blocks/1/type]"]
    assert in_message(framed(first, {"type": "divider", "block_id": "a"})) == [
        '`block_id` "a" already exists [json-pointer:/blocks/0/child_blocks/1/block_id]'
    ]
    assert in_message(framed(input_block(ELEMENTS["file_input"]))) == [
        "unsupported type: file_input [json-pointer:/blocks/0/child_blocks/0/element/type]"
    ]
    cards = {"type": "carousel", "elements": [CARD | {"actions": [ELEMENTS["button"]] * 2}]}
    assert in_message(cards) == [
        '`action_id` "act" already exists [json-pointer:/blocks/0/elements/0/actions/1/action_id]'
    ]
    plan = {"type": "plan", "title": "Plan", "tasks": [TASK, CARD]}
    assert in_message(plan) == ["unsupported type: card [json-pointer:/blocks/0/tasks/1/type]"]


@pytest.mark.parametrize(
    ("block", "where", "message"),
    [
        (
            {"type": "card", "subtitle": plain()},
            "/type",
            "must define either `hero_image` or `title` or `actions` or `body`",
        ),
        (CARD | {"slack_icon": {"type": "icon", "name": "bug"}}, "/type", "must define either `icon` or `slack_icon`"),
        (
            {"type": "card", "title": plain(), "slack_icon": {"type": "icon", "name": "cow"}},
            "/slack_icon/name",
            "must be a valid enum value",
        ),
        (CARD | {"actions": [ELEMENTS["overflow"]]}, "/actions/0/type", "unsupported type: overflow"),
        ({"type": "carousel", "elements": []}, "/elements", "no less than 1 items allowed"),
        (TASK | {"status": "done"}, "/status", "must be a valid enum value"),
        (TASK | {"details": section()}, "/details/type", "unsupported type: section"),
        (
            {"type": "container", "child_blocks": [{"type": "divider"}]},
            "/type",
            "must define either `title` or `rich_text_title`",
        ),
        (
            BLOCKS["container"] | {"has_header_divider": True},
            "/has_header_divider",
            "cannot be set when `is_collapsible` is true",
        ),
        (BLOCKS["container"] | {"width": "huge"}, "/width", "must be a valid enum value"),
        ({"type": "table", "rows": [[raw("")]]}, "/rows/0/0/text", "must be more than 0 characters"),
        ({"type": "table", "rows": [[plain()]]}, "/rows/0/0/type", "unsupported type: plain_text"),
        ({"type": "table", "rows": [[NUMBER | {"value": "2"}]]}, "/rows/0/0/value", "must provide a number"),
        (
            BLOCKS["table"] | {"column_settings": [{"align": "top"}]},
            "/column_settings/0/align",
            "must be a valid enum value",
        ),
        (BLOCKS["data_table"] | {"rows": [[raw()]]}, "/rows", "no less than 2 items allowed"),
        (BLOCKS["data_table"] | {"rows": [[raw()], []]}, "/rows/1", "no less than 1 items allowed"),
        (
            BLOCKS["data_table"] | {"rows": [[raw()], [raw(), raw()]]},
            "/rows/1",
            "must have as many cells as the header",
        ),
        (BLOCKS["data_table"] | {"rows": [[RICH], [raw()]]}, "/rows/0/0/type", "unsupported type: rich_text"),
        (chart(kind="radar"), "/chart/type", "unsupported type: radar"),
        (chart(series(), series()), "/chart/series/1/name", "must be unique"),
        (chart(series("Web", "Mon", "Wed")), "/chart/series/0/data", "must match `categories`"),
        (
            {
                "type": "data_visualization",
                "title": "T",
                "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
            },
            "/chart/segments/0/value",
            "must be greater than 0",
        ),
        ({"type": "header", "text": plain(), "level": 0}, "/level", "must be greater than 0"),
    ],
)
def test_block_rules(block: Json, where: str, message: str) -> None:
    assert in_message(block) == [f"{message} [json-pointer:/blocks/0{where}]"]


def test_a_message_has_one_table() -> None:
    """Source: docs.slack.dev/reference/block-kit/blocks/table-block; the call is refused as `invalid_attachments`."""
    table = {"type": "table", "rows": [[raw()]]}
    assert in_message(table, framed(table)) == ["only_one_table_allowed [json-pointer:/blocks/1/child_blocks/0]"]
    assert check_blocks([table, table], "home") == []
