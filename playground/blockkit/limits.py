"""Every size that Slack's Block Kit reference states, in one table (docs.slack.dev/reference/block-kit, …/surfaces).

A name is the object and its field as the reference calls them. Strings count characters, lists count items, and the
fields of numbers (`max_length`, `max_files`, …) state the greatest number allowed. All limits are inclusive. Where two
editions of the reference differ, the smaller limit stands here: what passes must pass in Slack too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LIMITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        # Surfaces
        "message.blocks": 50,
        "message.data_visualizations": 2,
        # Of all cells of all tables of one message together.
        "message.table_characters": 10_000,
        "message.tables": 1,
        "view.blocks": 100,
        "view.title": 24,
        "view.submit": 24,
        "view.close": 24,
        "view.callback_id": 255,
        "view.external_id": 255,
        "view.private_metadata": 3000,
        # Blocks
        "block.block_id": 255,
        "actions.elements": 25,
        # Not in the reference, but in the model of Slack's SDK for Java.
        "alert.text": 200,
        "card.actions": 3,
        "card.body": 200,
        "card.subtext": 200,
        "card.subtitle": 150,
        "card.title": 150,
        "carousel.elements": 10,
        "container.child_blocks": 10,
        "container.subtitle": 150,
        "container.title": 150,
        "context.elements": 10,
        "context_actions.elements": 5,
        "data_table.page_size": 100,
        # With the header.
        "data_table.rows": 101,
        "data_visualization.axis_label": 50,
        "data_visualization.categories": 20,
        "data_visualization.label": 20,
        "data_visualization.segments": 6,
        "data_visualization.series": 6,
        "data_visualization.title": 50,
        "header.level": 4,
        "header.text": 150,
        "image.alt_text": 2000,
        "image.image_url": 3000,
        "image.title": 2000,
        "input.hint": 2000,
        "input.label": 2000,
        # Of all markdown blocks of one message together.
        "markdown.text": 12000,
        "section.fields": 10,
        "section.fields.text": 2000,
        "section.text": 3000,
        "table.cells": 20,
        "table.column_settings": 20,
        "table.rows": 100,
        "video.author_name": 49,
        "video.description": 199,
        "video.title": 199,
        # Elements
        "element.action_id": 255,
        "element.placeholder": 150,
        "button.accessibility_label": 75,
        # Not in the reference, but in the model of Slack's SDK for Python.
        "button.agent_prompt": 4000,
        "button.text": 75,
        "button.url": 3000,
        "button.value": 2000,
        "checkboxes.options": 10,
        "file_input.max_files": 10,
        "icon_button.visible_to_user_ids": 10,
        "overflow.options": 5,
        "plain_text_input.initial_value": 3000,
        "plain_text_input.max_length": 3000,
        "plain_text_input.min_length": 3000,
        "radio_buttons.options": 10,
        "rich_text_input.max_lines": 100,
        "rich_text_input.min_lines": 100,
        "rich_text_list.indent": 8,
        "select.option_groups": 100,
        "select.options": 100,
        # Composition objects
        "confirm.confirm": 30,
        "confirm.deny": 30,
        "confirm.text": 300,
        "confirm.title": 100,
        "option.description": 75,
        "option.text": 75,
        "option.url": 3000,
        "option.value": 150,
        "option_group.label": 75,
        "option_group.options": 100,
        "text.text": 3000,
    }
)
