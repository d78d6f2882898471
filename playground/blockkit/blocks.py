"""Blocks: what each is made of, and on which surfaces it may stand."""

from typing import Final, Literal

from playground.blockkit.checks import Check, Schema, any_of, array, boolean, one_of, string, tagged
from playground.blockkit.composition import plain_text, text, text_schemas
from playground.blockkit.elements import IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from playground.blockkit.rich_text import RICH_TEXT

Surface = Literal["message", "modal", "home"]

_ID: dict[str, Check] = {"block_id": string("block.block_id")}

EVERYWHERE: Final = {
    "actions": Schema({"elements": array(tagged(IN_ACTIONS), "actions.elements")}, _ID),
    "context": Schema(
        {"elements": array(tagged({"image": IMAGE, **text_schemas("text.text")}), "context.elements")}, _ID
    ),
    "divider": Schema(optional=_ID),
    "header": Schema({"text": plain_text("header.text")}, _ID),
    "image": Schema(IMAGE.required, {**IMAGE.optional, **_ID, "title": plain_text("image.title")}, IMAGE.rules),
    "input": Schema(
        {"label": plain_text("input.label"), "element": tagged(IN_INPUT)},
        {**_ID, "hint": plain_text("input.hint"), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": Schema(RICH_TEXT.required, _ID),
    "section": Schema(
        optional={
            **_ID,
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
            **_ID,
            "author_name": string("video.author_name"),
            "description": plain_text("video.description"),
            "provider_icon_url": string(),
            "provider_name": string(),
            "title_url": string(),
        },
    ),
}

MESSAGE_ONLY: Final = {
    "context_actions": Schema({"elements": array(tagged(IN_CONTEXT_ACTIONS), "context_actions.elements")}, _ID),
    "file": Schema({"external_id": string(), "source": one_of("remote")}, _ID),
    "markdown": Schema({"text": string("markdown.text")}, _ID),
}

BLOCKS: Final[dict[Surface, dict[str, Schema]]] = {
    "message": {**EVERYWHERE, **MESSAGE_ONLY},
    "modal": EVERYWHERE,
    "home": EVERYWHERE,
}

# Elements that the reference allows on some surfaces only; all others go wherever their block goes.
ELEMENT_SURFACES: Final[dict[str, frozenset[Surface]]] = {
    "file_input": frozenset({"modal"}),
    "workflow_button": frozenset({"message"}),
}
