"""Serializers: what a workspace holds as the JSON in which Slack shows it, with every key that Slack sends."""

from playground.serializers.apps import bot, bot_profile
from playground.serializers.channels import channel, channel_in_event, own_channel, restrictions, team, usergroup
from playground.serializers.files import file, sees_file
from playground.serializers.messages import (
    linked,
    message,
    message_in_event,
    permalink,
    pinned_message,
    reactions,
    replies,
    updated,
)
from playground.serializers.people import full_profile, user, user_in_event
from playground.serializers.views import view

__all__ = [
    "bot",
    "bot_profile",
    "channel",
    "channel_in_event",
    "file",
    "full_profile",
    "linked",
    "message",
    "message_in_event",
    "own_channel",
    "permalink",
    "pinned_message",
    "reactions",
    "replies",
    "restrictions",
    "sees_file",
    "team",
    "updated",
    "user",
    "user_in_event",
    "usergroup",
    "view",
]
