"""Cards, tasks and alerts: the blocks that show one thing in a frame."""

from typing import Final

from playground.blockkit.checks import Schema, any_of, array, not_both, one_of, string, tagged
from playground.blockkit.composition import BLOCK_ID, SLACK_ICON, text
from playground.blockkit.elements import IMAGE, IN_CARD, IN_TASK
from playground.blockkit.rich_text import RICH_TEXT

PICTURE: Final = tagged({"image": IMAGE})
_RICH: Final = tagged({"rich_text": Schema(RICH_TEXT.required, BLOCK_ID)})

CARD: Final = Schema(
    optional={
        **BLOCK_ID,
        "hero_image": PICTURE,
        "icon": PICTURE,
        "slack_icon": SLACK_ICON,
        "title": text("card.title"),
        "subtitle": text("card.subtitle"),
        "body": text("card.body"),
        "subtext": text("card.subtext"),
        "actions": array(tagged(IN_CARD), "card.actions"),
    },
    rules=(any_of("hero_image", "title", "actions", "body"), not_both("icon", "slack_icon")),
)
CAROUSEL: Final = Schema({"elements": array(tagged({"card": CARD}), "carousel.elements")}, BLOCK_ID)

TASK_CARD: Final = Schema(
    {"task_id": string(), "title": string()},
    {
        **BLOCK_ID,
        "details": _RICH,
        "output": _RICH,
        "sources": array(tagged(IN_TASK)),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
)
PLAN: Final = Schema({"title": string()}, {**BLOCK_ID, "tasks": array(tagged({"task_card": TASK_CARD}))})

ALERT: Final = Schema(
    {"text": text("alert.text")},
    {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")},
)
