"""chat.*, blocks.validate and views.*: what is written and shown."""

from __future__ import annotations

from typing import Any

from tests.playground.errors.rows import (
    ADMIN,
    ANOTHER,
    CONNECT,
    DRAFT,
    LEGACY,
    LIMITED,
    MIGRATING,
    ORGANISATION,
    SLACK,
    USAGE,
    Json,
    Row,
    Table,
    call,
    never,
)
from tests.playground.errors.sample_workspace import MODAL

METADATA = {"event_type": "a", "event_payload": {}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}}
CONTENT: dict[str, Json] = {
    "invalid_attachments": {"attachments": ["x"]},
    "invalid_blocks": {"blocks": [{"type": "section"}]},
    "invalid_blocks_format": {"blocks": "[oops"},
    "invalid_metadata_format": {"text": "x", "metadata": "{oops"},
    "invalid_metadata_schema": {"text": "x", "metadata": {"event_type": "a"}},
    "markdown_text_conflict": {"text": "x", "markdown_text": "x"},
    "metadata_too_large": {"text": "x", "metadata": METADATA | {"event_payload": {"a": "x" * 16_000}}},
    "msg_blocks_too_long": {"blocks": [SECTION] * 5},
    "no_text": {"text": " "},
    "too_many_attachments": {"attachments": [{"text": "x"}] * 101},
}
LONG_VIEW = MODAL | {"blocks": [SECTION] * 90}
LONG_HOME = {"type": "home", "blocks": [SECTION] * 90}


def content(where: Json, *errors: str) -> dict[str, Row]:
    """Rows for what a message may not hold."""
    return {error: call(**(where | CONTENT[error])) for error in errors}


def post(**args: Any) -> Row:
    return call(**({"channel": "$room", "text": "x"} | args))


ROOM = {"channel": "$room"}
MINE = {"channel": "$room", "ts": "$mine"}
OWN_NAME = never("only for workspace apps, which are no more: other bots write as themselves, whatever is asked")
CUT = never("what is longer than 40,000 characters is cut, and posted")
NO_SHARING = never("files are only attached when they are shared: see files.completeUploadExternal")

TABLE: Table = {
    "blocks.validate": {
        "invalid_arguments": call(),
        "invalid_blocks": call(blocks=[{"type": "section"}]),
        "invalid_message": call(message={"blocks": [{"type": "section"}]}),
        "invalid_view": call(view={"type": "modal"}),
        "ratelimited": never("Slack names no number for it"),
    },
    "chat.postMessage": {
        **content(
            ROOM,
            *("invalid_blocks", "invalid_blocks_format", "invalid_metadata_format"),
            *("invalid_metadata_schema", "markdown_text_conflict", "metadata_too_large", "msg_blocks_too_long"),
            *("no_text", "too_many_attachments"),
        ),
        "app_access_restricted": ADMIN,
        "as_user_not_supported": OWN_NAME,
        "attachment_payload_limit_exceeded": never("Slack names no number for it"),
        "cannot_reply_to_message": post(thread_ts="$joined"),
        "channel_not_found": post(channel="$hidden"),
        "draft_already_deleted": DRAFT,
        "draft_already_sent": DRAFT,
        "draft_has_conflict": DRAFT,
        "draft_not_found": DRAFT,
        "duplicate_channel_not_found": never("only with client_msg_id, which Slack's own clients send"),
        "duplicate_message_not_found": never("only with client_msg_id, which Slack's own clients send"),
        "ekm_access_denied": ORGANISATION,
        "is_archived": post(channel="$archived"),
        "message_limit_exceeded": USAGE,
        "messages_tab_disabled": post(channel="$shy_dm", by="shy"),
        "metadata_must_be_sent_from_app": post(channel="$room", by="a person", metadata=METADATA),
        "missing_file_data": NO_SHARING,
        "not_in_channel": post(channel="$general", by="shy"),
        "rate_limited": LIMITED,
        "restricted_action": post(channel="$restricted"),
        "restricted_action_non_threadable_channel": post(channel="$non_threadable", thread_ts="$flat"),
        "restricted_action_read_only_channel": post(channel="$read_only"),
        "restricted_action_thread_locked": never("nobody can lock a thread in the playground"),
        "restricted_action_thread_only_channel": post(channel="$thread_only"),
        "send_on_behalf_not_allowed": LEGACY,
        "slack_connect_canvas_sharing_blocked": CONNECT,
        "slack_connect_file_link_sharing_blocked": CONNECT,
        "slack_connect_lists_sharing_blocked": CONNECT,
        "team_not_found": ORGANISATION,
        "too_many_contact_cards": never("contact cards are shared by people, not by apps"),
    },
    "chat.update": {
        "as_user_not_supported": OWN_NAME,
        **content(
            MINE,
            *("invalid_attachments", "invalid_blocks", "invalid_blocks_format"),
            *("invalid_metadata_format", "invalid_metadata_schema", "markdown_text_conflict", "metadata_too_large"),
            *("no_text", "too_many_attachments"),
        ),
        "block_mismatch": never("only for what people wrote, which no app may change"),
        "blocked_file_type": ADMIN,
        "cant_broadcast_message": call(**MINE, reply_broadcast=True),
        "cant_update_message": call(channel="$room", ts="$hers", text="x"),
        "channel_not_found": call(channel="$hidden", ts="$mine", text="x"),
        "edit_window_closed": never("only for people: apps may edit at any time"),
        "external_channel_migrating": MIGRATING,
        "file_deleted": call(**MINE, text="x", file_ids=["$deleted_file"]),
        "file_is_deleted": ANOTHER,
        "file_not_found": call(**MINE, text="x", file_ids=["$hidden_file"]),
        "file_share_limit_reached": NO_SHARING,
        "is_inactive": call(channel="$archived", ts="$old_news", text="x"),
        "max_file_sharing_exceeded": NO_SHARING,
        "message_limit_exceeded": USAGE,
        "message_not_found": call(channel="$room", ts="1.000001", text="x"),
        "metadata_must_be_sent_from_app": call(by="a person", channel="$room", ts="$hers", text="x", metadata=METADATA),
        "msg_too_long": call(**MINE, text="x" * 4_001),
        "no_dual_broadcast_content_update": call(channel="$room", ts="$reply", text="x", reply_broadcast=True),
        "posting_to_channel_denied": NO_SHARING,
        "slack_connect_blocked_file_type": CONNECT,
        "slack_connect_canvas_sharing_blocked": CONNECT,
        "slack_connect_clip_sharing_blocked": CONNECT,
        "slack_connect_file_link_sharing_blocked": CONNECT,
        "slack_connect_file_upload_sharing_blocked": CONNECT,
        "streaming_state_conflict": never("the playground has no streamed messages"),
        "team_not_found": ORGANISATION,
        "unable_to_share_files": NO_SHARING,
        "update_failed": SLACK,
    },
    "chat.delete": {
        "cant_delete_message": call(channel="$room", ts="$hers"),
        "channel_not_found": call(channel="$hidden", ts="$mine"),
        "message_not_found": call(channel="$room", ts="1.000001"),
    },
    "chat.getPermalink": {
        "channel_not_found": call(channel="$hidden", message_ts="$mine"),
        "message_not_found": call(channel="$room", message_ts="1.000001"),
    },
    "chat.postEphemeral": {
        **content(
            {"channel": "$room", "user": "$ana"},
            *("invalid_attachments", "invalid_blocks", "invalid_blocks_format", "markdown_text_conflict", "no_text"),
            "too_many_attachments",
        ),
        "cannot_reply_to_message": post(user="$ana", thread_ts="$joined"),
        "channel_not_found": post(user="$ana", channel="$hidden"),
        "is_archived": post(user="$ana", channel="$archived"),
        "message_limit_exceeded": USAGE,
        "messages_tab_disabled": post(user="$ana", channel="$shy_dm", by="shy"),
        "msg_too_long": CUT,
        "not_in_channel": post(user="$ana", channel="$general"),
        "restricted_action": post(user="$app", channel="$restricted"),
        "user_not_in_channel": post(user="$bob"),
    },
    "chat.scheduleMessage": {
        **content(
            {"channel": "$room", "post_at": "$soon"},
            *("invalid_blocks", "invalid_blocks_format", "invalid_metadata_format", "invalid_metadata_schema"),
            *("markdown_text_conflict", "metadata_too_large", "no_text", "too_many_attachments"),
        ),
        "channel_not_found": post(channel="$hidden", post_at="$soon"),
        "invalid_time": post(post_at="soon"),
        "invalid_token": never("a token of the wrong kind is not_allowed_token_type, an unknown one invalid_auth"),
        "is_archived": post(channel="$archived", post_at="$soon"),
        "message_limit_exceeded": USAGE,
        "metadata_must_be_sent_from_app": post(by="a person", post_at="$soon", metadata=METADATA),
        "msg_too_long": CUT,
        "not_in_channel": post(channel="$general", post_at="$soon", by="shy"),
        "rate_limited": LIMITED,
        "restricted_action": post(channel="$restricted", post_at="$soon"),
        "restricted_action_non_threadable_channel": post(channel="$non_threadable", thread_ts="$flat", post_at="$soon"),
        "restricted_action_read_only_channel": post(channel="$read_only", post_at="$soon"),
        "restricted_action_thread_only_channel": post(channel="$thread_only", post_at="$soon"),
        "restricted_too_many": post(post_at="$crowded"),
        "slack_connect_file_link_sharing_blocked": CONNECT,
        "time_in_past": post(post_at="$past"),
        "time_too_far": post(post_at="$far"),
    },
    "chat.deleteScheduledMessage": {
        "bad_token": never("an unknown token is invalid_auth"),
        "channel_not_found": call(channel="$hidden", scheduled_message_id="$scheduled"),
        "invalid_scheduled_message_id": call(channel="$room", scheduled_message_id="$imminent"),
    },
    "chat.scheduledMessages.list": {
        "invalid_channel": call(channel="$hidden"),
        "invalid_cursor": call(cursor="oops"),
        "invalid_token": never("an unknown token is invalid_auth"),
    },
    "views.open": {
        "duplicate_external_id": call(trigger_id="$trigger", view=MODAL | {"external_id": "taken"}),
        "exchanged_trigger_id": call(trigger_id="$used_trigger", view=MODAL),
        "expired_trigger_id": call(trigger_id="$old_trigger", view=MODAL),
        "invalid_trigger_id": call(by="stranger", trigger_id="$trigger", view=MODAL),
        "view_too_large": call(trigger_id="$trigger", view=LONG_VIEW),
    },
    "views.publish": {
        "duplicate_external_id": call(user_id="$ana", view={"type": "home", "blocks": [], "external_id": "taken"}),
        "hash_conflict": call(user_id="$ana", hash="1.stale", view={"type": "home", "blocks": []}),
        "missing_profile_id": never("apps publish no views of type profile"),
        "not_allowed_token_type": call(by="a person", user_id="$ana", view={"type": "home", "blocks": []}),
        "not_enabled": call(by="shy", user_id="$ana", view={"type": "home", "blocks": []}),
        "not_implemented": never("apps publish no views of type profile"),
        "view_too_large": call(user_id="$ana", view=LONG_HOME),
    },
    "views.push": {
        "duplicate_external_id": call(trigger_id="$trigger", view=MODAL | {"external_id": "taken"}),
        "exchanged_trigger_id": call(trigger_id="$used_trigger", view=MODAL),
        "expired_trigger_id": call(trigger_id="$old_trigger", view=MODAL),
        "invalid_trigger_id": call(trigger_id="1.2.3", view=MODAL),
        "not_found": call(trigger_id="$bobs_trigger", view=MODAL),
        "push_limit_reached": call(trigger_id="$deep_trigger", view=MODAL),
        "view_too_large": call(trigger_id="$trigger", view=LONG_VIEW),
    },
    "views.update": {
        "duplicate_external_id": call(view_id="$other_view", view=MODAL | {"external_id": "taken"}),
        "hash_conflict": call(view_id="$view", hash="1.stale", view=MODAL),
        "not_found": call(by="stranger", view_id="$view", view=MODAL),
        "view_too_large": call(view_id="$view", view=LONG_VIEW),
    },
}
