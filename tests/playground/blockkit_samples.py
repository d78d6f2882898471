"""Valid Block Kit to start from: one sample of every element and block, with every field the reference names."""

from typing import Any

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str = "*text*") -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": False}


def option(value: str = "a") -> Json:
    return {"text": plain(f"Option {value}"), "value": value, "description": plain("about it")}


def group(*options: Json) -> Json:
    return {"label": plain("Group"), "options": list(options)}


CONFIRM: Json = {
    "title": plain("Sure?"),
    "text": mrkdwn("It pages people."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
    "style": "danger",
}
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Hello ", "style": {"bold": True, "code": False}},
                {"type": "user", "user_id": "U1"},
                {"type": "usergroup", "usergroup_id": "S1"},
                {"type": "team", "team_id": "T1"},
                {"type": "channel", "channel_id": "C1"},
                {"type": "broadcast", "range": "here"},
                {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 3},
                {"type": "link", "url": "https://example.com", "text": "link", "unsafe": False},
                {
                    "type": "date",
                    "timestamp": 1720710212,
                    "format": "{date}",
                    "fallback": "then",
                    "url": "https://e.com",
                },
                {"type": "color", "value": "#ff0000"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "border": 0,
            "elements": [{"type": "rich_text_section", "elements": []}],
        },
        {"type": "rich_text_quote", "border": 1, "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "border": 0, "elements": [{"type": "link", "url": "https://example.com"}]},
    ],
}

_PICKER: Json = {"action_id": "act", "confirm": CONFIRM, "focus_on_load": True}
_MENU: Json = {**_PICKER, "placeholder": plain("Choose")}
_INPUT: Json = {
    "action_id": "act",
    "focus_on_load": True,
    "placeholder": plain("Write"),
    "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
}
_FILTER: Json = {"include": ["public", "private", "im", "mpim"], "exclude_bot_users": True}
_BUTTON: Json = {"text": plain("Go"), "accessibility_label": "Go there"}

ELEMENTS: dict[str, Json] = {
    "button": {
        **_BUTTON,
        "action_id": "act",
        "value": "v",
        "url": "https://example.com",
        "style": "primary",
        "confirm": CONFIRM,
        "agent_prompt": "Sum up what happened",
        "agent_prompt_display": "Sum up",
        "visible_to_user_ids": ["U1"],
    },
    "overflow": {
        "action_id": "act",
        "options": [{**option(), "url": "https://example.com"}, option("b")],
        "confirm": CONFIRM,
    },
    "workflow_button": {
        **_BUTTON,
        "action_id": "act",
        "style": "danger",
        "workflow": {
            "trigger": {
                "url": "https://slack.com/shortcuts/Ft1/x",
                "customizable_input_parameters": [{"name": "n", "value": "v"}],
            }
        },
    },
    "image": {"image_url": "https://example.com/a.png", "alt_text": "A chart"},
    "static_select": {**_MENU, "options": [option(), option("b")], "initial_option": option("b")},
    "external_select": {**_MENU, "min_query_length": 0, "initial_option": option()},
    "users_select": {**_MENU, "initial_user": "U1"},
    "conversations_select": {
        **_MENU,
        "initial_conversation": "C1",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "filter": _FILTER,
    },
    "channels_select": {**_MENU, "initial_channel": "C1", "response_url_enabled": False},
    "multi_static_select": {
        **_MENU,
        "option_groups": [group(option(), option("b")), group(option("c"))],
        "initial_options": [option("c"), option()],
        "max_selected_items": 2,
    },
    "multi_external_select": {**_MENU, "min_query_length": 3, "initial_options": [option()], "max_selected_items": 1},
    "multi_users_select": {**_MENU, "initial_users": ["U1", "U2"], "max_selected_items": 3},
    "multi_conversations_select": {
        **_MENU,
        "initial_conversations": ["C1"],
        "default_to_current_conversation": False,
        "filter": {"exclude_external_shared_channels": True},
        "max_selected_items": 1,
    },
    "multi_channels_select": {**_MENU, "initial_channels": ["C1"], "max_selected_items": 1},
    "checkboxes": {
        **_PICKER,
        "options": [option(), {"text": mrkdwn("*b*"), "value": "b", "description": mrkdwn("_b_")}],
        "initial_options": [option()],
    },
    "radio_buttons": {**_PICKER, "options": [option(), option("b")], "initial_option": option("b")},
    "datepicker": {**_MENU, "initial_date": "2026-02-28"},
    "timepicker": {**_MENU, "initial_time": "23:59", "timezone": "Europe/Vienna"},
    "datetimepicker": {**_PICKER, "initial_date_time": 1628633820},
    "rich_text_input": {**_INPUT, "initial_value": RICH, "min_lines": 2, "max_lines": 8},
    "plain_text_input": {**_INPUT, "initial_value": "so far", "multiline": True, "min_length": 0, "max_length": 3000},
    "email_text_input": {**_INPUT, "initial_value": "ana@example.com"},
    "url_text_input": {**_INPUT, "initial_value": "https://example.com"},
    "number_input": {**_INPUT, "is_decimal_allowed": True, "initial_value": "1.5", "min_value": "-1", "max_value": "2"},
    "file_input": {"action_id": "act", "filetypes": ["png"], "max_files": 10},
    "feedback_buttons": {
        "action_id": "act",
        "positive_button": {**_BUTTON, "value": "good"},
        "negative_button": {**_BUTTON, "value": "bad"},
    },
    "icon_button": {
        **_BUTTON,
        "action_id": "act",
        "icon": "trash",
        "value": "v",
        "confirm": CONFIRM,
        "visible_to_user_ids": ["U1"],
    },
}
ELEMENTS = {kind: {"type": kind, **sample} for kind, sample in ELEMENTS.items()}


def section(**fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def input_block(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **fields}


def series(name: str = "Web", *labels: str) -> Json:
    return {"name": name, "data": [{"label": label, "value": -2.5} for label in labels or ("Mon", "Tue")]}


def chart(*plotted: Json, kind: str = "line") -> Json:
    axes = {"categories": ["Mon", "Tue"], "x_label": "Day", "y_label": "Errors"}
    drawn = {"type": kind, "series": list(plotted) or [series()], "axis_config": axes}
    return {"type": "data_visualization", "title": "Errors", "chart": drawn}


def pie(segments: int = 2) -> Json:
    drawn = {"type": "pie", "segments": [{"label": f"s{index}", "value": 1} for index in range(segments)]}
    return {"type": "data_visualization", "title": "Shares", "chart": drawn}


def raw(text: str = "cell") -> Json:
    return {"type": "raw_text", "text": text}


NUMBER: Json = {"type": "raw_number", "value": 2.5, "text": "2.5 %"}
CARD: Json = {
    "type": "card",
    "hero_image": ELEMENTS["image"],
    "icon": ELEMENTS["image"],
    "title": mrkdwn("A card"),
    "subtitle": plain("below it"),
    "body": mrkdwn("what it is about"),
    "subtext": plain("small"),
    "actions": [ELEMENTS["button"]],
}
TASK: Json = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Look into the logs",
    "status": "in_progress",
    "details": {**RICH, "block_id": "d"},
    "output": RICH,
    "sources": [{"type": "url", "url": "https://example.com/logs", "text": "Logs"}],
}

BLOCKS: dict[str, Json] = {
    "section": section(fields=[mrkdwn(), plain()], accessory=ELEMENTS["button"], expand=True, block_id="b"),
    "header": {"type": "header", "text": plain("Title"), "level": 2, "block_id": "b"},
    "divider": {"type": "divider", "block_id": "b"},
    "context": {"type": "context", "elements": [mrkdwn(), plain(), ELEMENTS["image"]], "block_id": "b"},
    "actions": {**actions(ELEMENTS["button"], {**ELEMENTS["users_select"], "action_id": "other"}), "block_id": "b"},
    "input": input_block(
        ELEMENTS["plain_text_input"], hint=plain("Hint"), optional=True, dispatch_action=False, block_id="b"
    ),
    "image": {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A", "title": plain("T"), "block_id": "b"},
    "rich_text": {**RICH, "block_id": "b"},
    "video": {
        "type": "video",
        "block_id": "b",
        "alt_text": "A film",
        "title": plain("Film"),
        "thumbnail_url": "https://example.com/t.png",
        "video_url": "https://example.com/v",
        "author_name": "Ana",
        "description": plain("About it"),
        "provider_icon_url": "https://example.com/i.png",
        "provider_name": "Films",
        "title_url": "https://example.com/film",
    },
    "alert": {"type": "alert", "text": mrkdwn("Mind the gap"), "level": "warning", "block_id": "b"},
    "card": {**CARD, "block_id": "b"},
    "carousel": {"type": "carousel", "elements": [CARD, {"type": "card", "title": plain("Another")}], "block_id": "b"},
    "container": {
        "type": "container",
        "block_id": "b",
        "title": plain("Frame"),
        "rich_text_title": RICH,
        "subtitle": mrkdwn("around it"),
        "icon": ELEMENTS["image"],
        "width": "wide",
        "is_collapsible": True,
        "default_collapsed": True,
        "has_header_divider": False,
        "child_blocks": [{"type": "divider"}, section(accessory=ELEMENTS["button"])],
    },
    "context_actions": {"type": "context_actions", "elements": [ELEMENTS["feedback_buttons"]], "block_id": "b"},
    "data_table": {
        "type": "data_table",
        "block_id": "b",
        "caption": "Who and when",
        "page_size": 5,
        "row_header_column_index": 1,
        "rows": [[raw("Who"), raw("When")], [RICH, NUMBER]],
    },
    "data_visualization": {**chart(), "block_id": "b"},
    "markdown": {"type": "markdown", "text": "**bold**", "block_id": "b"},
    "plan": {"type": "plan", "title": "Find the cause", "tasks": [TASK], "block_id": "b"},
    "table": {
        "type": "table",
        "block_id": "b",
        "rows": [[raw("Who"), raw("When")], [RICH, NUMBER]],
        "column_settings": [None, {"align": "right", "is_wrapped": True}],
    },
    "task_card": {**TASK, "block_id": "b"},
}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **fields}


def home(*blocks: Json, **fields: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **fields}
