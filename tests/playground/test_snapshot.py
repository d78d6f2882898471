"""Snapshots of what tells the time: two runs at different moments come to the same."""

from __future__ import annotations

import json
from typing import Any

from playground import Playground
from tests.playground.conftest import Api


def _dated(timestamp: int) -> list[dict[str, Any]]:
    shown = {"type": "date", "timestamp": timestamp, "format": "{time}", "fallback": "then"}
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [shown]}]}]


async def test_a_time_in_rich_text_is_left_out(slack: Playground, api: Api) -> None:
    room = await api.channel()
    for timestamp in (1_790_000_000, 1_790_000_060):
        await api.post(room, "then", blocks=_dated(timestamp))
    first, second = slack.snapshot()["channels"]["#room"]["messages"]
    assert first["blocks"] == second["blocks"]
    assert "179000" not in json.dumps(first)
