"""Why something could not be delivered, in words for the person who can act."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.slack.api.errors import Failure

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account_inactive": "the Slack app was uninstalled or its token revoked",
        "cant_invite": "they cannot be invited: the account is deactivated or restricted",
        "cant_update_message": "the message is not Sitrep's, so it cannot be edited",
        "channel_not_found": "the channel does not exist, or it is private and Sitrep is not in it",
        "edit_window_closed": "this workspace does not allow messages to be edited any more",
        "invalid_blocks": "Slack did not accept how the message is laid out",
        "is_archived": "the channel is archived",
        "is_inactive": "the channel is archived",
        "missing_scope": "the Slack app lacks a permission: reinstall it from manifest.yml",
        "msg_too_long": "the message is too long",
        "name_taken": "all names that were tried for it are taken",
        "not_in_channel": "Sitrep is not in the channel",
        "org_login_required": "the workspace is being migrated",
        "restricted_action": "the workspace's settings do not allow Sitrep to do this",
        "restricted_action_read_only_channel": "only some people may post in this channel",
        "restricted_action_thread_only_channel": "only replies are allowed in this channel",
        "too_long": "the text is too long",
        "too_many_bookmarks": "the channel has as many bookmarks as Slack allows",
        "too_many_pins": "the channel has as many pins as Slack allows",
        "user_disabled": "the account is deactivated",
        "user_is_restricted": "the workspace's settings do not allow Sitrep to do this",
        "user_not_found": "there is no such person",
        "ura_max_channels": "the account is in as many channels as it may be",
    }
)

_INVITE: Final = "invite Sitrep to the channel. What waits for it is posted with the next change of the incident."
_ROOM_AGAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "channel_not_found": _INVITE,
        "is_archived": "unarchive the channel. What waits for it is then posted by itself.",
        "is_inactive": "unarchive the channel. What waits for it is then posted by itself.",
        "not_in_channel": _INVITE,
    }
)


def room_again(why: str) -> str:
    """What gives a room back that Slack does not let us into; empty where nothing is known that does."""
    return _ROOM_AGAIN.get(why, "")


def explain(why: str) -> str:
    """Slack's error name in words, with the name itself for whoever looks it up."""
    return f"{_WORDS[why]} ({why})" if why in _WORDS else f"Slack said “{why}”"


def describe(failure: Failure) -> str:
    """What became of a call, in words."""
    return explain(failure.why)
