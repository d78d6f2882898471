"""Where a request comes from: whether everybody in the workspace can read there, and what a form says where not."""

from typing import Final

from bot.core.text import Line
from bot.slack.api.client import ApiClient
from bot.slack.api.errors import Failure
from bot.slack.inbound.request import Request

PATIENCE: Final = 1.0
"""Seconds to wait for a turn to ask Slack: a form has to open within three."""

# Slack keeps the names of private channels and of conversations to itself, and says these instead.
_UNNAMED: Final = frozenset({"privategroup", "directmessage"})
_OF_SEVERAL: Final = "mpdm-"

PRESET: Final[Line] = (
    "This comes from a conversation that not everybody can read, so Private is ticked. Untick it to tell everybody.",
)
QUOTED: Final[Line] = (
    "This comes from a conversation that not everybody can read. On a public incident’s timeline everybody can.",
)


def seems_public(request: Request) -> bool:
    """What the request itself says, without asking: a direct message, a group's and a private channel are not."""
    name = request.channel_name
    return request.channel.startswith("C") and name not in _UNNAMED and not name.startswith(_OF_SEVERAL)


async def is_public(api: ApiClient, request: Request) -> bool:
    """Whether everybody can read there. What Slack cannot say, or shows only to those inside, is taken for private."""
    if not seems_public(request):
        return False
    try:
        channel = (await api.call("conversations.info", channel=request.channel, patience=PATIENCE))["channel"]
    except Failure:
        return False
    return not any(channel.get(kind) for kind in ("is_private", "is_im", "is_mpim"))
