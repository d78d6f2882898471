"""Blocks: what each is made of, and on which surfaces it may stand."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from playground.blockkit.cards import ALERT, CARD, CAROUSEL, PICTURE, PLAN, TASK_CARD
from playground.blockkit.checks import (
    Problem,
    Problems,
    Schema,
    any_of,
    array,
    boolean,
    integer,
    one_of,
    string,
    tagged,
)
from playground.blockkit.composition import BLOCK_ID, plain_text, text, text_schemas
from playground.blockkit.elements import IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from playground.blockkit.rich_text import RICH_TEXT
from playground.blockkit.tables import CHARTS, TABLES

Surface = Literal["message", "modal", "home"]


def _files_are_not_dispatched(value: Mapping[str, Any], at: str) -> Problems:
    if value.get("dispatch_action") and value["element"]["type"] == "file_input":
        yield Problem(f"{at}/element/type", "unsupported type: file_input")


def _no_line_where_it_folds(value: Mapping[str, Any], at: str) -> Problems:
    if value.get("is_collapsible") and value.get("has_header_divider"):
        yield Problem(f"{at}/has_header_divider", "cannot be set when `is_collapsible` is true")


EVERYWHERE: Final = {
    "actions": Schema({"elements": array(tagged(IN_ACTIONS), "actions.elements")}, BLOCK_ID),
    "card": CARD,
    "context": Schema(
        {"elements": array(tagged({"image": IMAGE, **text_schemas("text.text")}), "context.elements")}, BLOCK_ID
    ),
    "divider": Schema(optional=BLOCK_ID),
    "header": Schema({"text": plain_text("header.text")}, {**BLOCK_ID, "level": integer("header.level", least=1)}),
    "image": Schema(IMAGE.required, {**IMAGE.optional, **BLOCK_ID, "title": plain_text("image.title")}, IMAGE.rules),
    "input": Schema(
        {"label": plain_text("input.label"), "element": tagged(IN_INPUT)},
        {**BLOCK_ID, "hint": plain_text("input.hint"), "optional": boolean, "dispatch_action": boolean},
        (_files_are_not_dispatched,),
    ),
    "rich_text": Schema(RICH_TEXT.required, BLOCK_ID),
    "section": Schema(
        optional={
            **BLOCK_ID,
            "text": text("section.text"),
            "fields": array(text("section.fields.text"), "section.fields"),
            "accessory": tagged(IN_SECTION),
            "expand": boolean,
        },
        rules=(any_of("text", "fields"),),
    ),
    "video": Schema(
        {
            "alt_text": string(),
            "title": plain_text("video.title"),
            "thumbnail_url": string(),
            "video_url": string(pattern="https://.+"),
        },
        {
            **BLOCK_ID,
            "author_name": string("video.author_name"),
            "description": plain_text("video.description"),
            "provider_icon_url": string(),
            "provider_name": string(),
            "title_url": string(),
        },
    ),
}

_IN_CONTAINERS: Final = "actions context divider header image input rich_text section table video"

MESSAGE_ONLY: Final = {
    **CHARTS,
    "context_actions": Schema({"elements": array(tagged(IN_CONTEXT_ACTIONS), "context_actions.elements")}, BLOCK_ID),
    "markdown": Schema({"text": string("markdown.text")}, BLOCK_ID),
    "plan": PLAN,
    "task_card": TASK_CARD,
}
NOT_IN_MODALS: Final = {**TABLES, "carousel": CAROUSEL}

_ON_MESSAGES: Final = {**EVERYWHERE, **NOT_IN_MODALS, **MESSAGE_ONLY}
_CHILDREN: Final = {kind: _ON_MESSAGES[kind] for kind in _IN_CONTAINERS.split()}
_CONTAINER: Final = Schema(
    {"child_blocks": array(tagged(_CHILDREN), "container.child_blocks")},
    {
        **BLOCK_ID,
        "title": plain_text("container.title"),
        "rich_text_title": tagged({"rich_text": Schema(RICH_TEXT.required, BLOCK_ID)}),
        "subtitle": text("container.subtitle"),
        "icon": PICTURE,
        "width": one_of("narrow", "standard", "wide", "full"),
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    (any_of("title", "rich_text_title"), _no_line_where_it_folds),
)

# Source: the table of blocks and surfaces behind docs.slack.dev/reference/block-kit/blocks (blocks.json).
BLOCKS: Final[dict[Surface, dict[str, Schema]]] = {
    "message": {**_ON_MESSAGES, "container": _CONTAINER},
    "modal": {**EVERYWHERE, "alert": ALERT},
    "home": {**EVERYWHERE, **NOT_IN_MODALS},
}

# Elements that the reference allows on some surfaces only; all others go wherever their block goes.
ELEMENT_SURFACES: Final[dict[str, frozenset[Surface]]] = {
    "file_input": frozenset({"modal"}),
    "workflow_button": frozenset({"message"}),
}
