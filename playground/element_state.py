"""The state of Block Kit's interactive elements: their initial value, what a person enters, and Slack's form of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from playground.blockkit.traversal import elements_of, every_block

Json = dict[str, Any]

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
# element type: (key of its value, key of its initial value)
SINGLE = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}
MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
ONE_OPTION = ("static_select", "external_select", "radio_buttons")
MANY_OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
EXTERNAL = ("external_select", "multi_external_select")
MIN_QUERY_LENGTH = 3
"""How many characters a person types before an external select asks the app, where it states no other number."""
PRESSED = ("button", "workflow_button", "icon_button")
STATELESS = (*PRESSED, "overflow", "feedback_buttons")


def value_key(kind: str) -> str:
    """Name the key under which a payload carries the value of an element of this type."""
    if kind in TEXTS:
        return "value"
    if kind in ONE_OPTION or kind == "overflow":
        return "selected_option"
    if kind in MANY_OPTIONS:
        return "selected_options"
    return (SINGLE.get(kind) or MANY[kind])[0]


def initial(element: Json) -> Json:
    """Return the state of an element that nobody touched."""
    kind = element["type"]
    key = value_key(kind)
    if kind in TEXTS:
        return {"type": kind, key: element.get("initial_value")}
    if kind in ONE_OPTION:
        return {"type": kind, key: element.get("initial_option")}
    if kind in MANY_OPTIONS:
        return {"type": kind, key: list(element.get("initial_options", []))}
    if kind in MANY:
        return {"type": kind, key: list(element.get(MANY[kind][1], []))}
    return {"type": kind, key: element.get(SINGLE[kind][1])}


def is_empty(value: Json) -> bool:
    return value.get(value_key(value["type"])) in (None, "", [])


def options_of(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def chosen(element: Json, value: Any, fetched: list[Json] | None = None) -> Json:
    """Word what a person entered as state: a text, an option's value, an id, or a list of those.

    `fetched` are the options that the app has offered in an external select, oldest first.
    Raises ValueError for an option that is not offered, and for more than may be chosen.
    """
    kind = element["type"]
    key = value_key(kind)
    if isinstance(value, list) and len(value) > (most := element.get("max_selected_items", math.inf)):
        raise ValueError(f"no more than {most} can be chosen in {element['action_id']}")
    if kind in ONE_OPTION or kind == "overflow":
        return {"type": kind, key: _option(element, value, fetched or []) if value is not None else None}
    if kind in MANY_OPTIONS:
        return {"type": kind, key: [_option(element, one, fetched or []) for one in value or []]}
    if kind in MANY:
        return {"type": kind, key: list(value or [])}
    if kind in TEXTS:
        return {"type": kind, key: None if value in (None, "") else str(value)}
    return {"type": kind, key: value or None}


def _option(element: Json, value: str, fetched: list[Json]) -> Json:
    # Of two answers with the same value, the newer one is what the person saw.
    for option in [*options_of(element), *reversed(fetched), *_initial_options(element)]:
        if option.get("value") == value:
            return option
    raise ValueError(f"no option {value!r} in {element.get('action_id')}")


def _initial_options(element: Json) -> list[Json]:
    """Return what is chosen at first: an app that supplies the options of a menu later may never offer it again."""
    one = element.get("initial_option")
    return [one] if one else element.get("initial_options", [])


def interactive_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every interactive element with the block it is in, however deep that is."""
    for block, _ in every_block(blocks):
        for element, _ in elements_of(block):
            if "action_id" in element:
                yield block, element


def pressed(element: Json, value: Any) -> Json:
    """Word what a payload tells of a pressed button; of a pair of feedback buttons, `value` says which.

    Raises ValueError for a button that is not there.
    """
    if element["type"] in PRESSED:
        return {"type": element["type"]} | {key: element[key] for key in ("text", "value", "style") if key in element}
    for button in feedback(element):
        if button["value"] == value:
            return {"type": element["type"], "text": button["text"], "value": value}
    raise ValueError(f"no button {value!r} in {element['action_id']}")


def feedback(element: Json) -> tuple[Json, Json]:
    """Return the two buttons of a feedback element."""
    return element["positive_button"], element["negative_button"]


def state_of(blocks: list[Json], entered: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """Return `state.values`: what was entered, else the initial value, else the empty value of each element."""
    state: dict[str, dict[str, Json]] = {}
    for block, element in interactive_elements(blocks):
        if element["type"] in STATELESS:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        known = entered.get(block_id, {}).get(action_id)
        usable = known if known and known["type"] == element["type"] else initial(element)
        state.setdefault(block_id, {})[action_id] = usable
    return state


def choose_current(blocks: list[Json], entered: dict[str, dict[str, Json]], channel: str) -> None:
    """Enter a conversation wherever an untouched menu is to begin with the one that the person is in."""
    for block, element in interactive_elements(blocks):
        begins = any(key.startswith("initial_") for key in element)
        if channel and element.get("default_to_current_conversation") and not begins:
            value = chosen(element, [channel] if element["type"] in MANY else channel)
            entered.setdefault(block["block_id"], {}).setdefault(element["action_id"], value)


def client_errors(blocks: list[Json], state: dict[str, dict[str, Json]]) -> dict[str, str]:
    """Return what Slack's own client refuses before it sends a submission, by block."""
    errors = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = state[block["block_id"]][element["action_id"]]
        problem = _required(block, value) or _malformed(element, value.get("value"))
        if problem:
            errors[block["block_id"]] = problem
    return errors


def _required(block: Json, value: Json) -> str | None:
    if block.get("optional") or not is_empty(value):
        return None
    return "Please complete this required field."


def _malformed(element: Json, text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    if element["type"] == "number_input":
        return _bad_number(element, text)
    if element["type"] == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.match(r"[a-z][a-z0-9+.-]*://\S+$", text):
        return "Please enter a valid URL."
    if len(text) < int(element.get("min_length", 0)):
        return f"Must be at least {element['min_length']} characters."
    if len(text) > int(element.get("max_length", 3000)):
        return f"Must be at most {element.get('max_length', 3000)} characters."
    return None


def _bad_number(element: Json, text: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        return "Please enter a number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Must be at least {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Must be at most {element['max_value']}."
    return None
