"""Blocks as Slack keeps them: with an id for each, and with what its texts leave unsaid filled in."""

from __future__ import annotations

import copy
from typing import Any

from playground.blockkit.traversal import elements_of, every_block
from playground.workspace import Workspace

Json = dict[str, Any]
_DEFAULTS = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}


def stored(workspace: Workspace, blocks: list[Json] | None) -> list[Json] | None:
    """Return a copy of blocks as Slack would show them again; None where there are none."""
    if not blocks:
        return None
    filled: list[Json] = with_text_defaults(blocks)
    for block, _ in every_block(filled):
        block.setdefault("block_id", workspace.new_id("b"))
        for element, _ in elements_of(block):
            if element["type"] != "image":
                element.setdefault("action_id", workspace.new_id("a"))
    return filled


def with_text_defaults(node: Any) -> Any:
    """Return a copy in which every text says whether it shows emoji (plain_text) or is verbatim (mrkdwn)."""
    if isinstance(node, list):
        return [with_text_defaults(one) for one in node]
    if not isinstance(node, dict):
        return copy.deepcopy(node)
    filled = {key: with_text_defaults(value) for key, value in node.items()}
    default = _DEFAULTS.get(str(node.get("type")))
    if default and isinstance(node.get("text"), str):
        filled.setdefault(*default)
    return filled
