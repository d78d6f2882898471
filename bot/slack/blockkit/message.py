"""A message as Slack takes it: blocks, and the same in words for notifications."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class SlackMessage:
    """What is posted. `text` is mrkdwn.

    `is_for_all`: where it is a reply below a card, the whole channel is to see it as well.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    is_for_all: bool = False
