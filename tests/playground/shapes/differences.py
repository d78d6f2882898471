"""Where the playground differs from the recordings, and why: what it sends beyond them, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Difference:
    """Some paths in some shapes; in both, `*` is anything and a blank parts alternatives."""

    where: str
    paths: str
    why: str

    def covers(self, name: str, path: str) -> bool:
        return bool(self._where.fullmatch(name) and self._paths.fullmatch(path))

    @cached_property
    def _where(self) -> re.Pattern[str]:
        return _pattern(self.where)

    @cached_property
    def _paths(self) -> re.Pattern[str]:
        return _pattern(self.paths)


def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one).replace(r"\*", ".*") for one in alternatives.split()))


_PAYLOADS = "BlockActionPayload MessageShortcutPayload"

BEYOND = [
    Difference(
        "*", "*blocks* *attachments*", "the recordings leave out what is in blocks and attachments, and views have them"
    ),
    Difference("*", "/context_team_id /context_enterprise_id", "recorded for some events; the newer ones all have it"),
    Difference("Message", "/event/metadata/event_payload*", "what an app attached comes as it was attached"),
    Difference("ViewSubmissionPayload", "/response_urls*", "documented for inputs with `response_url_enabled`"),
    Difference("SlashCommandPayload", "/is_enterprise_install*", "a form holds text only: `false`"),
    Difference("BlockActionPayload", "/actions[]/selected_option/*", "a chosen option comes as it was offered"),
    Difference(_PAYLOADS, "/message/reactions[]/users*", "recorded wherever else reactions are"),
    Difference("*", "*/root/*", "the recorded first messages were posted under another name: they lack their author"),
    Difference(
        "conversations.replies",
        "/messages[]/root /messages[]/subtype",
        "no recorded thread had an answer that the channel sees too",
    ),
    Difference(
        "conversations.history",
        "/messages[]/name /messages[]/old_name",
        "no recorded channel had been renamed; the event of it has them",
    ),
    Difference("*", "*/pinned_to*", "no message recorded there was pinned; those in payloads were"),
    Difference(
        "MessageFileShare MessageThreadBroadcast",
        "/event/bot_* /event/team /event/parent_user_id",
        "the recorded ones were a person's; here an app shares files and answers",
    ),
    Difference(
        "PinAdded PinRemoved pins.list reactions.get",
        "*/edited* */client_msg_id */is_locked */subscribed */thread_ts */latest_reply */reply_*",
        "no message recorded there had been edited or answered, or was a person's",
    ),
    Difference(
        "pins.list", "/items[]/channel /items[]/message*", "documented; the recorded items lack what was pinned"
    ),
    Difference(
        "reactions.list",
        "*/message/icons* */message/name */message/old_name */message/purpose */message/topic */message/root",
        "no recorded reaction was to a message of Slack's, or under a name with a picture",
    ),
    Difference("MessageBot", "/event/parent_user_id", "the recorded one was in no thread with an author"),
]
"""Sent, and recorded nowhere, or not there."""

LEFT_OUT = [
    Difference(
        "*",
        "*enterprise* */teams* */internal_team_ids* */is_org_* */conversation_host_id */is_global_shared",
        "there is one workspace and no organisation",
    ),
    Difference(
        "*",
        "*/connected_team_ids* */connected_limited_team_ids* */pending_shared[] */pending_connected_team_ids[]"
        " */source_team */user_team */parent_conversation */is_stranger */user_profile*",
        "no Slack Connect: nobody is from elsewhere",
    ),
    Difference("*", "*assistant_app_thread*", "no threads of assistants"),
    Difference("*", "*/function_data* *interactivity* /bot_access_token *workflow*", "no workflows"),
    Difference(
        "*",
        "*app_unfurl* */unfurl_links */unfurl_media */entity_url */external_ref*",
        "no unfurling and no work objects",
    ),
    Difference("*", "*/room*", "no calls and huddles"),
    Difference(
        "*",
        "*/comment* */item /message/item/* /message/item_type /message/file /items[]/file /message/bot_link"
        " /message/is_intro /message/wibblr /message/channel",
        "of Slack's older kinds of files and messages",
    ),
    Difference("*", "/authed_teams* /authed_users*", "deprecated: `authorizations` tells"),
    Difference(
        "*",
        "*/error */needed */provided */detail */arg */callstack /deprecated_argument /errors*"
        " *response_metadata/messages* *response_metadata /warning /response_metadata/warnings",
        "comes with a refusal, or with a remark on the request, where there is one",
    ),
    Difference("*", "*/properties*", "what a channel looks like in Slack's client: its tabs, and who may post"),
    Difference(
        "*",
        "*/is_starred */last_read */unread_count */no_notifications */subscribed */presence /offset",
        "what one person has read and marked is kept by their browser",
    ),
    Difference(
        "*",
        "*/profile/fields* */pronouns */start_date */status_emoji_* */status_clear_on_focus_end */is_custom_image"
        " */image_1024 */image_original */guest_* */has_files */has_2fa */two_factor_type",
        "nobody has filled it in, chosen a picture or switched it on, and nobody is a guest",
    ),
    Difference(
        "TeamJoin UserChange",
        "*/always_active */profile/api_app_id */profile/bot_id */user/locale",
        "of apps, and these are people",
    ),
    Difference("*", "*/is_connector_bot */is_invited_user", "no bots of other services, and no pending invitations"),
    Difference(
        "usergroups.list SubteamUpdated",
        "*/is_editing_restricted */is_idp_group */is_membership_locked */is_org_level */is_section */is_visible"
        " */prefs/channels[] */prefs/groups[]",
        "groups are plain, and nobody has set default channels for one",
    ),
    Difference("team.info", "/team/*", "settings of a plan and of its administrators"),
    Difference("auth.test", "/app_id /app_name /expires_in", "of tokens that expire"),
    Difference("api.test emoji.list", "/args/* /emoji/*", "names of the recording"),
    Difference("emoji.list", "/categories*", "asked for by Slack's own client"),
    Difference("files.info", "/content* /is_truncated", "no previews"),
    Difference("reactions.list", "/paging*", "the older of two ways through a list"),
    Difference("conversations.history", "/latest /oldest /channel_actions_*", "of older clients"),
    Difference("bookmarks.*", "*/app_action_id", "of bookmarks that start an app's action"),
    Difference(
        "*",
        "*/view/submit_disabled */view/channel */view/message_ts */view/thread_ts",
        "of views outside modals and Home tabs",
    ),
    Difference(
        "AppHomeOpened BlockActionPayload views.publish", "*/view/close/* */view/submit/*", "a Home tab has none"
    ),
    Difference("ViewSubmissionPayload", "/is_cleared", "of closed views"),
    Difference(
        "*",
        "*/x_files* */display_as_bot */upload */files */files[]",
        "files are shared in new messages only, and stay out of events of changes",
    ),
    Difference(
        "AppMention",
        "/event/app_id /event/bot_* /event/subtype /event/username /event/edited* /event/upload",
        "it was a person who mentioned the app, in a new message",
    ),
    Difference("*", "*/icons/image_36 */icons/image_48 */icons/image_72", "`icon_url` gives a message one picture"),
    Difference(
        _PAYLOADS,
        "/message/hidden /message/is_thread_broadcast /message/inviter /message/purpose /message/topic"
        " /message/reactions[]/url /message/client_msg_id /message/edited* /message/root/* /message/icons*"
        " /message/username",
        "of messages without an app's elements, or of older clients",
    ),
    Difference(
        "BlockActionPayload",
        "/actions[]/initial_option/* /actions[]/min_query_length /actions[]/rich_text_value* /container/text",
        "an action has it where its element has; the walk of the test meets no such element",
    ),
    Difference(
        "ChannelCreated conversations.create conversations.join",
        "*/previous_names[]",
        "a new channel, and the one joined in the test, has had no other name",
    ),
    Difference("chat.postMessage", "/message/bot_profile/user_id", "seen in this one answer only"),
    Difference(
        "Message MessageThreadBroadcast MessageChanged",
        "/event/edited* */client_msg_id /event/previous_message/hidden /event/previous_message/subtype",
        "only apps edit here, and show answers in the channel too",
    ),
    Difference(
        "MessageDeleted",
        "*/edited* */hidden */is_locked */latest_reply */reply_* */subtype",
        "a message that has answers is not deleted but replaced by a tombstone, which is a change",
    ),
    Difference("MessageFileShare MessageThreadBroadcast", "/event/attachments*", "neither has any"),
    Difference("*", "*/root/edited* */root/mrkdwn */root/parent_user_id", "a first message answers nobody"),
    Difference("chat.scheduleMessage", "/message/metadata*", "a scheduled message drops it"),
    Difference("conversations.open", "/channel/latest/*", "the last message there is what the test posted"),
    Difference("reactions.list", "/items[]/message/channel", "it stands beside the message"),
]
"""Recorded, and not sent."""
