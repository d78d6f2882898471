"""Block elements: what each is made of, and in which blocks it may stand."""

from typing import Final

from playground.blockkit.checks import (
    Check,
    Rule,
    Schema,
    array,
    boolean,
    either,
    integer,
    one_of,
    ordered,
    record,
    string,
    tagged,
)
from playground.blockkit.composition import (
    CHOICE,
    CONFIRM,
    DISPATCH_ACTION_CONFIG,
    FILTER,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    STYLE,
    initial_among_options,
    no_more_chosen_than_allowed,
    plain_text,
)
from playground.blockkit.rich_text import RICH_TEXT

Fields = dict[str, Check]

_ACTION: Fields = {"action_id": string("element.action_id")}
_CONFIRM: Fields = {"confirm": CONFIRM}
_FOCUS: Fields = {"focus_on_load": boolean}
_PLACEHOLDER: Fields = {"placeholder": plain_text("element.placeholder")}
_DISPATCH: Fields = {"dispatch_action_config": DISPATCH_ACTION_CONFIG}
_LABEL: Fields = {"accessibility_label": string("button.accessibility_label")}

_PICKER: Fields = {**_ACTION, **_CONFIRM, **_FOCUS}
_MENU: Fields = {**_PICKER, **_PLACEHOLDER}
_INPUT: Fields = {**_ACTION, **_FOCUS, **_PLACEHOLDER, **_DISPATCH}

_OPTIONS: Fields = {
    "options": array(OPTION, "select.options"),
    "option_groups": array(OPTION_GROUP, "select.option_groups"),
}
_NUMBER = string(pattern=r"-?\d+(\.\d+)?")
_BUTTON_TEXT: Fields = {"text": plain_text("button.text")}
_VALUE: Fields = {"value": string("button.value")}
# Slackbot's prompts and for whom a button is are in the model of Slack's SDK, and not yet in the reference.
_AUDIENCE: Fields = {
    "agent_prompt": string("button.agent_prompt"),
    "agent_prompt_display": string(),
    "visible_to_user_ids": array(string()),
}


def _menu(initial: Fields, extra: Fields | None = None, rules: tuple[Rule, ...] = ()) -> Schema:
    return Schema(optional={**_MENU, **initial, **(extra or {})}, rules=rules)


def _multi_menu(initial: Fields, extra: Fields | None = None, rules: tuple[Rule, ...] = ()) -> Schema:
    counted = (*(no_more_chosen_than_allowed(key) for key in initial), *rules)
    return _menu(initial, {**(extra or {}), "max_selected_items": integer(least=1)}, counted)


_ONE: Fields = {"initial_option": OPTION}
_MANY: Fields = {"initial_options": array(OPTION)}
_CONVERSATIONS: Fields = {"default_to_current_conversation": boolean, "filter": FILTER}
_ANSWERS: Fields = {"response_url_enabled": boolean}
_TYPEAHEAD: Fields = {"min_query_length": integer()}
_OFFERED = (either("options", "option_groups"), initial_among_options)

SELECTS: Final = {
    "static_select": _menu(_ONE, _OPTIONS, _OFFERED),
    "external_select": _menu(_ONE, _TYPEAHEAD),
    "users_select": _menu({"initial_user": string()}),
    "conversations_select": _menu({"initial_conversation": string()}, {**_CONVERSATIONS, **_ANSWERS}),
    "channels_select": _menu({"initial_channel": string()}, _ANSWERS),
    "multi_static_select": _multi_menu(_MANY, _OPTIONS, _OFFERED),
    "multi_external_select": _multi_menu(_MANY, _TYPEAHEAD),
    "multi_users_select": _multi_menu({"initial_users": array(string())}),
    "multi_conversations_select": _multi_menu({"initial_conversations": array(string())}, _CONVERSATIONS),
    "multi_channels_select": _multi_menu({"initial_channels": array(string())}),
}

CHOICES: Final = {
    "checkboxes": Schema(
        {"options": array(CHOICE, "checkboxes.options")},
        {**_PICKER, "initial_options": array(CHOICE)},
        (initial_among_options,),
    ),
    "radio_buttons": Schema(
        {"options": array(CHOICE, "radio_buttons.options")},
        {**_PICKER, "initial_option": CHOICE},
        (initial_among_options,),
    ),
}

DATES: Final = {
    "datepicker": Schema(
        optional={**_MENU, "initial_date": string(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")}
    ),
    "timepicker": Schema(
        optional={**_MENU, "initial_time": string(pattern=r"([01]\d|2[0-3]):[0-5]\d"), "timezone": string()}
    ),
}
DATETIME: Final = {
    # Slack wants ten digits: from September 2001 to November 2286.
    "datetimepicker": Schema(optional={**_PICKER, "initial_date_time": integer(least=10**9, most=10**10 - 1)})
}

BUTTONS: Final = {
    "button": Schema(
        _BUTTON_TEXT,
        {**_ACTION, **_CONFIRM, **_LABEL, **_VALUE, **_AUDIENCE, "url": string("button.url"), "style": STYLE},
    ),
    "overflow": Schema({"options": array(OVERFLOW_OPTION, "overflow.options")}, {**_ACTION, **_CONFIRM}),
    "workflow_button": Schema(
        {
            **_BUTTON_TEXT,
            "workflow": record(
                Schema(
                    {
                        "trigger": record(
                            Schema(
                                {"url": string()},
                                {
                                    "customizable_input_parameters": array(
                                        record(Schema({"name": string(), "value": string(least=0)}))
                                    )
                                },
                            )
                        )
                    }
                )
            ),
        },
        {**_ACTION, **_CONFIRM, **_LABEL, "style": STYLE},
    ),
}

IMAGE: Final = Schema(
    {"alt_text": string("image.alt_text", least=0)},
    {"image_url": string("image.image_url"), "slack_file": SLACK_FILE},
    (either("image_url", "slack_file"),),
)

RICH_TEXT_INPUT: Final = {
    "rich_text_input": Schema(
        optional={
            **_INPUT,
            "initial_value": tagged({"rich_text": RICH_TEXT}),
            "min_lines": integer("rich_text_input.min_lines", least=1),
            "max_lines": integer("rich_text_input.max_lines", least=1),
        },
        rules=(ordered("min_lines", "max_lines"),),
    )
}

INPUTS: Final = {
    "plain_text_input": Schema(
        optional={
            **_INPUT,
            "initial_value": string("plain_text_input.initial_value", least=0),
            "multiline": boolean,
            "min_length": integer("plain_text_input.min_length"),
            "max_length": integer("plain_text_input.max_length", least=1),
        },
        rules=(ordered("min_length", "max_length"),),
    ),
    "email_text_input": Schema(optional={**_INPUT, "initial_value": string(least=0)}),
    "url_text_input": Schema(optional={**_INPUT, "initial_value": string(least=0)}),
    "number_input": Schema(
        {"is_decimal_allowed": boolean},
        {**_INPUT, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
        (
            ordered("min_value", "max_value"),
            ordered("min_value", "initial_value"),
            ordered("initial_value", "max_value"),
        ),
    ),
    "file_input": Schema(
        optional={
            **_ACTION,
            "filetypes": array(string()),
            "max_files": integer("file_input.max_files", least=1),
        }
    ),
}

_FEEDBACK = record(Schema({**_BUTTON_TEXT, **_VALUE}, _LABEL))

# Which elements each kind of block takes, as the reference's pages of the blocks list them.
IN_SECTION: Final = {**BUTTONS, **SELECTS, **CHOICES, **DATES, "image": IMAGE}
IN_ACTIONS: Final = {**BUTTONS, **SELECTS, **CHOICES, **DATES, **DATETIME, **RICH_TEXT_INPUT}
IN_INPUT: Final = {**INPUTS, **SELECTS, **CHOICES, **DATES, **DATETIME, **RICH_TEXT_INPUT}
IN_CARD: Final = {"button": BUTTONS["button"]}
IN_TASK: Final = {"url": Schema({"url": string(), "text": string()})}
IN_CONTEXT_ACTIONS: Final = {
    "feedback_buttons": Schema({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION),
    "icon_button": Schema(
        {"icon": one_of("trash"), **_BUTTON_TEXT},
        {
            **_ACTION,
            **_CONFIRM,
            **_LABEL,
            **_VALUE,
            "visible_to_user_ids": array(string(), "icon_button.visible_to_user_ids"),
        },
    ),
}
