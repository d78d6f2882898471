"""Which incident is meant: a select of all of them, below the buttons for some, where a command named none."""

import json
from collections.abc import Mapping
from typing import Any

from bot.core.fields import Choice
from bot.core.operation import Operation
from bot.core.read_models import Subjects
from bot.slack.blockkit import buttons
from bot.slack.blockkit.buttons import DO, Press, actions, reading_ours
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.selects import asking

WHICH = "which:"
"""What the `action_id` of the select begins with; the operation's slug follows."""

LONGEST_CARRIED = 255
"""Slack: the id of a block. An option of a select has no room for what was typed, its block does."""


def choices(subjects: Subjects) -> list[Choice]:
    """Incidents to choose one of."""
    return [Choice(str(one.id), f"{one.reference} {one.name}") for one in subjects.first]


def select(kind: type[Operation], typed: Mapping[str, Any]) -> list[Block]:
    """The select in its block; none where what was typed would get lost on the way."""
    carried = json.dumps(dict(typed), separators=(",", ":"), ensure_ascii=False)
    if len(carried) > LONGEST_CARRIED:
        return []
    return [{**actions({**asking("Another incident…"), "action_id": f"{WHICH}{kind.slug}"}), "block_id": carried}]


def operation(action_id: str) -> str:
    """The slug of the operation that a select is for."""
    return action_id.removeprefix(WHICH)


def read(action: Mapping[str, Any]) -> Press:
    """What was chosen. Raises NotOursError for a select that is not ours."""
    with reading_ours("select"):
        chosen = {"i": int(action["selected_option"]["value"]), "f": json.loads(action["block_id"])}
    return buttons.read(f"{DO}{operation(action['action_id'])}", json.dumps(chosen))
