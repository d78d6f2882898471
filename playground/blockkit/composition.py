"""Composition objects: the parts that blocks and elements are made of (docs.slack.dev/reference/block-kit)."""

from collections.abc import Mapping
from typing import Any

from playground.blockkit.checks import (
    Check,
    Problem,
    Problems,
    Rule,
    Schema,
    any_of,
    array,
    boolean,
    either,
    one_of,
    record,
    string,
    tagged,
)

BLOCK_ID: dict[str, Check] = {"block_id": string("block.block_id")}


def text_schemas(limit: str) -> dict[str, Schema]:
    content = {"text": string(limit)}
    return {
        "plain_text": Schema(content, {"emoji": boolean}),
        "mrkdwn": Schema(content, {"verbatim": boolean}),
    }


def text(limit: str = "text.text") -> Check:
    """Text of either kind."""
    return tagged(text_schemas(limit))


def plain_text(limit: str = "text.text") -> Check:
    return tagged({"plain_text": text_schemas(limit)["plain_text"]})


STYLE = one_of("primary", "danger")

CONFIRM = record(
    Schema(
        {
            "title": plain_text("confirm.title"),
            "text": text("confirm.text"),
            "confirm": plain_text("confirm.confirm"),
            "deny": plain_text("confirm.deny"),
        },
        {"style": STYLE},
    )
)

_OPTION = {"value": string("option.value")}
_DESCRIPTION = {"description": plain_text("option.description")}

OPTION = record(Schema({"text": plain_text("option.text"), **_OPTION}, _DESCRIPTION))
OVERFLOW_OPTION = record(
    Schema({"text": plain_text("option.text"), **_OPTION}, {**_DESCRIPTION, "url": string("option.url")})
)
CHOICE = record(
    Schema({"text": text("option.text"), **_OPTION}, {"description": text("option.description")}),
)
"""An option of checkboxes and radio buttons: these may be formatted."""

OPTION_GROUP = record(
    Schema({"label": plain_text("option_group.label"), "options": array(OPTION, "option_group.options")})
)

FILTER = record(
    Schema(
        optional={
            "include": array(one_of("im", "mpim", "private", "public")),
            "exclude_external_shared_channels": boolean,
            "exclude_bot_users": boolean,
        },
        rules=(any_of("include", "exclude_external_shared_channels", "exclude_bot_users"),),
    )
)

DISPATCH_ACTION_CONFIG = record(
    Schema(optional={"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"))})
)

_ICONS = """
archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment compass copy cube
download edit email eye-closed eye-open file flag folder gear globe heart help image info key lightbulb link map mobile
new-window pin plus refine refresh rocket save screen share sparkle star star-filled tag thumbs-down thumbs-up trash
upload user warning
"""
SLACK_ICON = tagged({"icon": Schema({"name": one_of(*_ICONS.split())})})

SLACK_FILE = record(Schema(optional={"id": string(), "url": string()}, rules=(either("id", "url"),)))


def initial_among_options(value: Mapping[str, Any], at: str) -> Problems:
    """What is chosen at first must be one of the options, in an option group or out of it."""
    groups = value.get("option_groups", [])
    offered = [*value.get("options", []), *(option for group in groups for option in group["options"])]
    known = [_identity(option) for option in offered]
    if "initial_option" in value and _identity(value["initial_option"]) not in known:
        yield Problem(f"{at}/initial_option", "must be one of the provided options")
    if any(_identity(option) not in known for option in value.get("initial_options", [])):
        yield Problem(f"{at}/initial_options", "must be one of the provided options")


def _identity(option: Mapping[str, Any]) -> tuple[str, str, str | None]:
    return option["value"], option["text"]["text"], option.get("description", {}).get("text")


def no_more_chosen_than_allowed(key: str) -> Rule:
    def rule(value: Mapping[str, Any], at: str) -> Problems:
        if len(value.get(key, [])) > value.get("max_selected_items", len(value.get(key, []))):
            yield Problem(f"{at}/{key}", f"no more than {value['max_selected_items']} items allowed")

    return rule
