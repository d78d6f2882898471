"""Every size in the table of limits: the limit itself is accepted, one more is refused, at the right place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from playground.blockkit import Problem, check_blocks, check_view
from playground.blockkit.limits import LIMITS
from tests.playground.blockkit_samples import (
    BLOCKS,
    CONFIRM,
    ELEMENTS,
    Json,
    actions,
    chart,
    group,
    home,
    input_block,
    modal,
    mrkdwn,
    option,
    pie,
    plain,
    raw,
    section,
    series,
)


@dataclass(frozen=True)
class Case:
    """A document whose one variable part has the size n, and where Slack points when that is too much."""

    build: Callable[[int], Any]
    pointer: str
    refusal: str = "must be less than {above} characters"


ITEMS = "no more than {most} items allowed"
NUMBER = "must be less than {above}"


def in_section(element: Callable[[int], Json]) -> Callable[[int], Any]:
    return lambda n: [section(accessory=element(n))]


def in_modal_input(element: Callable[[int], Json]) -> Callable[[int], Any]:
    return lambda n: modal(input_block(element(n)))


def x(n: int) -> str:
    return "x" * n


def options(n: int) -> list[Json]:
    return [option(f"v{index}") for index in range(n)]


ACCESSORY, ELEMENT = "/blocks/0/accessory", "/view/blocks/0/element"
SELECT = {"type": "static_select"}

CASES: dict[str, Case] = {
    "message.blocks": Case(lambda n: [{"type": "divider"}] * n, "/blocks", ITEMS),
    "view.blocks": Case(lambda n: modal(*[{"type": "divider"}] * n), "/view/blocks", ITEMS),
    "view.title": Case(lambda n: modal(title=plain(x(n))), "/view/title/text"),
    "view.submit": Case(lambda n: modal(submit=plain(x(n))), "/view/submit/text"),
    "view.close": Case(lambda n: modal(close=plain(x(n))), "/view/close/text"),
    "view.callback_id": Case(lambda n: home(callback_id=x(n)), "/view/callback_id"),
    "view.external_id": Case(lambda n: home(external_id=x(n)), "/view/external_id"),
    "view.private_metadata": Case(lambda n: modal(private_metadata=x(n)), "/view/private_metadata"),
    "block.block_id": Case(lambda n: [{"type": "divider", "block_id": x(n)}], "/blocks/0/block_id"),
    "actions.elements": Case(
        lambda n: [actions(*({**ELEMENTS["button"], "action_id": f"a{i}"} for i in range(n)))],
        "/blocks/0/elements",
        ITEMS,
    ),
    "alert.text": Case(lambda n: modal({"type": "alert", "text": plain(x(n))}), "/view/blocks/0/text/text"),
    "card.actions": Case(
        lambda n: [card(actions=[{**ELEMENTS["button"], "action_id": f"a{i}"} for i in range(n)])],
        "/blocks/0/actions",
        ITEMS,
    ),
    "card.body": Case(lambda n: [card(body=plain(x(n)))], "/blocks/0/body/text"),
    "card.subtext": Case(lambda n: [card(subtext=plain(x(n)))], "/blocks/0/subtext/text"),
    "card.subtitle": Case(lambda n: [card(subtitle=plain(x(n)))], "/blocks/0/subtitle/text"),
    "card.title": Case(lambda n: [card(title=plain(x(n)))], "/blocks/0/title/text"),
    "carousel.elements": Case(lambda n: [{"type": "carousel", "elements": [card()] * n}], "/blocks/0/elements", ITEMS),
    "container.child_blocks": Case(
        lambda n: [container(child_blocks=[{"type": "divider"}] * n)], "/blocks/0/child_blocks", ITEMS
    ),
    "container.subtitle": Case(lambda n: [container(subtitle=plain(x(n)))], "/blocks/0/subtitle/text"),
    "container.title": Case(lambda n: [container(title=plain(x(n)))], "/blocks/0/title/text"),
    "context.elements": Case(lambda n: [{"type": "context", "elements": [mrkdwn()] * n}], "/blocks/0/elements", ITEMS),
    "context_actions.elements": Case(
        lambda n: [
            {
                "type": "context_actions",
                "elements": [{**ELEMENTS["icon_button"], "action_id": f"a{i}"} for i in range(n)],
            }
        ],
        "/blocks/0/elements",
        ITEMS,
    ),
    "data_table.page_size": Case(lambda n: [{**BLOCKS["data_table"], "page_size": n}], "/blocks/0/page_size", NUMBER),
    "data_table.rows": Case(lambda n: [{**BLOCKS["data_table"], "rows": [[raw()]] * n}], "/blocks/0/rows", ITEMS),
    "data_visualization.axis_label": Case(lambda n: [axes(x_label=x(n))], "/blocks/0/chart/axis_config/x_label"),
    "data_visualization.categories": Case(
        lambda n: [categories(n)],
        "/blocks/0/chart/axis_config/categories",
        ITEMS,
    ),
    "data_visualization.label": Case(lambda n: [chart(series(x(n)))], "/blocks/0/chart/series/0/name"),
    "data_visualization.segments": Case(lambda n: [pie(n)], "/blocks/0/chart/segments", ITEMS),
    "data_visualization.series": Case(
        lambda n: [chart(*(series(f"s{i}") for i in range(n)))], "/blocks/0/chart/series", ITEMS
    ),
    "data_visualization.title": Case(lambda n: [{**chart(), "title": x(n)}], "/blocks/0/title"),
    "header.level": Case(lambda n: [{"type": "header", "text": plain(), "level": n}], "/blocks/0/level", NUMBER),
    "header.text": Case(lambda n: [{"type": "header", "text": plain(x(n))}], "/blocks/0/text/text"),
    "image.alt_text": Case(
        lambda n: [{"type": "image", "image_url": "https://e.com", "alt_text": x(n)}], "/blocks/0/alt_text"
    ),
    "image.image_url": Case(lambda n: [{"type": "image", "image_url": x(n), "alt_text": "a"}], "/blocks/0/image_url"),
    "image.title": Case(
        lambda n: [{"type": "image", "image_url": "u", "alt_text": "a", "title": plain(x(n))}], "/blocks/0/title/text"
    ),
    "input.hint": Case(
        lambda n: modal(input_block(ELEMENTS["file_input"], hint=plain(x(n)))), "/view/blocks/0/hint/text"
    ),
    "input.label": Case(
        lambda n: modal({**input_block(ELEMENTS["file_input"]), "label": plain(x(n))}), "/view/blocks/0/label/text"
    ),
    "markdown.text": Case(
        lambda n: [{"type": "markdown", "text": x(5000)}, {"type": "markdown", "text": x(n - 5000)}], "/blocks/1/text"
    ),
    "section.fields": Case(lambda n: [{"type": "section", "fields": [plain()] * n}], "/blocks/0/fields", ITEMS),
    "section.fields.text": Case(
        lambda n: [{"type": "section", "fields": [plain(), mrkdwn(x(n))]}], "/blocks/0/fields/1/text"
    ),
    "section.text": Case(lambda n: [{"type": "section", "text": mrkdwn(x(n))}], "/blocks/0/text/text"),
    "message.data_visualizations": Case(lambda n: [pie()] * n, "/blocks/2", ITEMS),
    "message.table_characters": Case(lambda n: [table([raw(x(n - 4)), raw()])], "/blocks/0/rows"),
    "message.tables": Case(lambda n: [table([raw()])] * n, "/blocks/1", "only_one_table_allowed"),
    "table.cells": Case(lambda n: [table([raw()] * n)], "/blocks/0/rows/0", ITEMS),
    "table.column_settings": Case(
        lambda n: [{**table([raw()]), "column_settings": [{}] * n}], "/blocks/0/column_settings", ITEMS
    ),
    "table.rows": Case(lambda n: [table(*[[raw()]] * n)], "/blocks/0/rows", ITEMS),
    "video.author_name": Case(lambda n: [video(author_name=x(n))], "/blocks/0/author_name"),
    "video.description": Case(lambda n: [video(description=plain(x(n)))], "/blocks/0/description/text"),
    "video.title": Case(lambda n: [video(title=plain(x(n)))], "/blocks/0/title/text"),
    "element.action_id": Case(
        in_section(lambda n: {"type": "users_select", "action_id": x(n)}), f"{ACCESSORY}/action_id"
    ),
    "element.placeholder": Case(
        in_section(lambda n: {"type": "users_select", "placeholder": plain(x(n))}), f"{ACCESSORY}/placeholder/text"
    ),
    "button.accessibility_label": Case(
        in_section(lambda n: {"type": "button", "text": plain(), "accessibility_label": x(n)}),
        f"{ACCESSORY}/accessibility_label",
    ),
    "button.text": Case(in_section(lambda n: {"type": "button", "text": plain(x(n))}), f"{ACCESSORY}/text/text"),
    "button.url": Case(in_section(lambda n: {"type": "button", "text": plain(), "url": x(n)}), f"{ACCESSORY}/url"),
    "button.value": Case(
        in_section(lambda n: {"type": "button", "text": plain(), "value": x(n)}), f"{ACCESSORY}/value"
    ),
    "button.agent_prompt": Case(
        in_section(lambda n: {"type": "button", "text": plain(), "agent_prompt": x(n)}), f"{ACCESSORY}/agent_prompt"
    ),
    "checkboxes.options": Case(
        in_section(lambda n: {"type": "checkboxes", "options": options(n)}), f"{ACCESSORY}/options", ITEMS
    ),
    "file_input.max_files": Case(
        in_modal_input(lambda n: {"type": "file_input", "max_files": n}), f"{ELEMENT}/max_files", NUMBER
    ),
    "icon_button.visible_to_user_ids": Case(
        lambda n: [
            {"type": "context_actions", "elements": [{**ELEMENTS["icon_button"], "visible_to_user_ids": ["U1"] * n}]}
        ],
        "/blocks/0/elements/0/visible_to_user_ids",
        ITEMS,
    ),
    "overflow.options": Case(
        in_section(lambda n: {"type": "overflow", "options": options(n)}), f"{ACCESSORY}/options", ITEMS
    ),
    "plain_text_input.initial_value": Case(
        in_modal_input(lambda n: {"type": "plain_text_input", "initial_value": x(n)}), f"{ELEMENT}/initial_value"
    ),
    "plain_text_input.max_length": Case(
        in_modal_input(lambda n: {"type": "plain_text_input", "max_length": n}), f"{ELEMENT}/max_length", NUMBER
    ),
    "plain_text_input.min_length": Case(
        in_modal_input(lambda n: {"type": "plain_text_input", "min_length": n}), f"{ELEMENT}/min_length", NUMBER
    ),
    "radio_buttons.options": Case(
        in_section(lambda n: {"type": "radio_buttons", "options": options(n)}), f"{ACCESSORY}/options", ITEMS
    ),
    "rich_text_input.max_lines": Case(
        in_modal_input(lambda n: {"type": "rich_text_input", "max_lines": n}), f"{ELEMENT}/max_lines", NUMBER
    ),
    "rich_text_input.min_lines": Case(
        in_modal_input(lambda n: {"type": "rich_text_input", "min_lines": n}), f"{ELEMENT}/min_lines", NUMBER
    ),
    "rich_text_list.indent": Case(
        lambda n: [
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_list",
                        "style": "bullet",
                        "indent": n,
                        "elements": [{"type": "rich_text_section", "elements": []}],
                    }
                ],
            }
        ],
        "/blocks/0/elements/0/indent",
        NUMBER,
    ),
    "select.option_groups": Case(
        in_section(lambda n: {**SELECT, "option_groups": [group(option())] * n}), f"{ACCESSORY}/option_groups", ITEMS
    ),
    "select.options": Case(in_section(lambda n: {**SELECT, "options": options(n)}), f"{ACCESSORY}/options", ITEMS),
    "confirm.confirm": Case(in_section(lambda n: confirming("confirm", n)), f"{ACCESSORY}/confirm/confirm/text"),
    "confirm.deny": Case(in_section(lambda n: confirming("deny", n)), f"{ACCESSORY}/confirm/deny/text"),
    "confirm.text": Case(in_section(lambda n: confirming("text", n)), f"{ACCESSORY}/confirm/text/text"),
    "confirm.title": Case(in_section(lambda n: confirming("title", n)), f"{ACCESSORY}/confirm/title/text"),
    "option.description": Case(
        in_section(lambda n: choosing(description=plain(x(n)))), f"{ACCESSORY}/options/0/description/text"
    ),
    "option.text": Case(in_section(lambda n: choosing(text=plain(x(n)))), f"{ACCESSORY}/options/0/text/text"),
    "option.url": Case(
        in_section(lambda n: {"type": "overflow", "options": [{**option(), "url": x(n)}]}),
        f"{ACCESSORY}/options/0/url",
    ),
    "option.value": Case(in_section(lambda n: choosing(value=x(n))), f"{ACCESSORY}/options/0/value"),
    "option_group.label": Case(
        in_section(lambda n: {**SELECT, "option_groups": [{**group(option()), "label": plain(x(n))}]}),
        f"{ACCESSORY}/option_groups/0/label/text",
    ),
    "option_group.options": Case(
        in_section(lambda n: {**SELECT, "option_groups": [group(*options(n))]}),
        f"{ACCESSORY}/option_groups/0/options",
        ITEMS,
    ),
    "text.text": Case(lambda n: [{"type": "context", "elements": [mrkdwn(x(n))]}], "/blocks/0/elements/0/text"),
}


def card(**fields: Any) -> Json:
    return {"type": "card", "title": plain()} | fields


def container(**fields: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}]} | fields


def table(*rows: list[Json]) -> Json:
    return {"type": "table", "rows": list(rows)}


def axes(**fields: Any) -> Json:
    drawn = chart()
    drawn["chart"]["axis_config"] |= fields
    return drawn


def categories(n: int) -> Json:
    labels = [f"c{i}" for i in range(n)]
    drawn = axes(categories=labels)
    drawn["chart"]["series"] = [series("s", *labels)]
    return drawn


def video(**fields: Any) -> Json:
    film = {"type": "video", "alt_text": "a", "title": plain(), "thumbnail_url": "t", "video_url": "https://e.com"}
    return film | fields


def confirming(part: str, n: int) -> Json:
    return {"type": "users_select", "confirm": {**CONFIRM, part: plain(x(n))}}


def choosing(**changed: Any) -> Json:
    return {**SELECT, "options": [{**option(), **changed}]}


def problems(document: Any) -> list[Problem]:
    return check_blocks(document, "message") if isinstance(document, list) else check_view(document)


def test_every_limit_has_a_case() -> None:
    assert set(CASES) == set(LIMITS)


@pytest.mark.parametrize("name", CASES)
def test_the_limit_itself_is_accepted(name: str) -> None:
    assert problems(CASES[name].build(LIMITS[name])) == []


@pytest.mark.parametrize("name", CASES)
def test_one_more_is_refused_where_it_stands(name: str) -> None:
    case, most = CASES[name], LIMITS[name]
    expected = Problem(case.pointer, case.refusal.format(most=most, above=most + 1))
    assert problems(case.build(most + 1)) == [expected]
