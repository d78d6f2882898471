"""Every Web API method that Sitrep may call: the bot scopes it needs and the pace Slack allows.

The one table behind three things: the API client refuses a method that is not in it, its token buckets take their pace
from it, and tests/test_manifest.py proves that manifest.yml asks for the scopes it names and for no other.

Derived from Slack's method reference (docs.slack.dev/reference/methods) and its rate limits
(docs.slack.dev/apis/web-api/rate-limits).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Scopes = tuple[frozenset[str], ...]

TIER_2: Final = 20
TIER_3: Final = 50
TIER_4: Final = 100
# Slack states no number for its "special" methods, only "hundreds a minute".
SPECIAL: Final = 300


@dataclass(frozen=True, slots=True)
class Method:
    """What one Web API method asks of its caller.

    scopes: of each set the token needs at least one; together they cover public and private rooms alike.
    per_minute: calls a minute that Slack allows this app in one workspace, or in one channel if `keyed_by_channel`.
    """

    scopes: Scopes
    per_minute: int
    keyed_by_channel: bool = False


def _all(*scopes: str) -> Scopes:
    return tuple(frozenset({scope}) for scope in scopes)


_NONE: Final[Scopes] = ()
_MANAGE: Final = _all("channels:manage", "groups:write")
_READ: Final = _all("channels:read", "groups:read")
# Direct messages count here: before a reminder is posted again, the conversation with the person is read.
_HISTORY: Final = _all("channels:history", "groups:history", "im:history")
_INVITE: Final[Scopes] = (
    frozenset({"channels:manage", "channels:write.invites"}),
    frozenset({"groups:write", "groups:write.invites"}),
)
_TOPIC: Final[Scopes] = (
    frozenset({"channels:manage", "channels:write.topic"}),
    frozenset({"groups:write", "groups:write.topic"}),
)

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "auth.test": Method(_NONE, SPECIAL),
        # Wants connections:write on the app-level token, which no manifest can ask for.
        "apps.connections.open": Method(_NONE, TIER_3),
        "bookmarks.add": Method(_all("bookmarks:write"), TIER_2),
        "bookmarks.edit": Method(_all("bookmarks:write"), TIER_2),
        "bookmarks.list": Method(_all("bookmarks:read"), TIER_3),
        # chat:write.public: announcement channels need not be joined first. One a second a channel, bursts tolerated.
        "chat.postMessage": Method(_all("chat:write", "chat:write.public"), 60, keyed_by_channel=True),
        "chat.update": Method(_all("chat:write"), TIER_3),
        "conversations.create": Method(_MANAGE, TIER_2),
        "conversations.history": Method(_HISTORY, TIER_3),
        "conversations.info": Method(_READ, TIER_3),
        "conversations.invite": Method(_INVITE, TIER_3),
        "conversations.join": Method(_all("channels:join"), TIER_3),
        "conversations.list": Method(_READ, TIER_2),
        "conversations.open": Method(_all("im:write"), TIER_3),
        "conversations.replies": Method(_HISTORY, TIER_3),
        "conversations.setTopic": Method(_TOPIC, TIER_2),
        "pins.add": Method(_all("pins:write"), TIER_2),
        "usergroups.list": Method(_all("usergroups:read"), TIER_2),
        "users.conversations": Method(_READ, TIER_3),
        "users.info": Method(_all("users:read"), TIER_4),
        "views.open": Method(_NONE, TIER_4),
        "views.publish": Method(_NONE, TIER_4),
        "views.update": Method(_NONE, TIER_4),
    }
)
