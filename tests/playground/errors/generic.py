"""The errors that every method may answer with, by what brings them about; source: any method's page at Slack's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
JSON: Final = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Request:
    """A request that no method understands: its body, its headers, and the arguments in its address."""

    what: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    query: str = ""


MALFORMED: Final = {
    "invalid_arg_name": Request("an argument called `a b`", query="a%20b=1"),
    "invalid_array_arg": Request("an argument called `a[1]`", query="a%5B1%5D=1"),
    "invalid_charset": Request("JSON in UTF-16", b"{}", {"Content-Type": "application/json; charset=utf-16"}),
    "invalid_form_data": Request("a multipart form without boundary", b"x", {"Content-Type": "multipart/form-data"}),
    "invalid_json": Request("a body that is no JSON", b"{oops", JSON),
    "invalid_post_type": Request("a body of XML", b"<a/>", {"Content-Type": "application/xml"}),
    "json_not_object": Request("a body that is a JSON array", b"[]", JSON),
    "missing_post_type": Request("a body without Content-Type", b"a=1"),
}
TOKENS: Final = {
    "account_inactive": ("uninstalled", "the bot token of an app whose bot was deactivated"),
    "invalid_auth": ("nobody", "a token that was never given out"),
    "missing_scope": ("bare", "a token without the scope, for every method that wants one"),
    "not_allowed_token_type": ("wrong kind", "an app-level token, or for apps.connections.open a bot token"),
    "not_authed": ("", "no token"),
    "token_revoked": ("revoked", "a token that was revoked"),
}
FAULTS: Final = ("fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org")
OTHER: Final = {
    "ratelimited": "so many calls as the tier allows, and one more; HTTP 429 with `Retry-After`",
    "unknown_method": "a method that does not exist",
}
IMPOSSIBLE: Final = {
    "access_denied": "only in an organisation, or by a setting of the administration",
    "accesslimited": "only on networks that the administration has closed",
    "deprecated_endpoint": "the playground has no deprecated methods",
    "ekm_access_denied": "only in an organisation (Enterprise Key Management)",
    "enterprise_is_restricted": "only in an organisation",
    "is_bot": "only for bots of a kind that can no longer be made",
    "method_deprecated": "the playground has no deprecated methods",
    "no_permission": "only for tokens of a kind that can no longer be made",
    "org_login_required": "only in an organisation",
    "team_access_not_granted": "only in an organisation",
    "token_expired": "only with token rotation, which the playground does not have",
    "two_factor_setup_required": "only by a setting of the administration",
}
# What cannot be left out; source: the arguments that Slack's reference marks as required.
REQUIRED: Final = {
    "bookmarks.add": "channel_id title type",
    "bookmarks.edit": "channel_id bookmark_id",
    "bookmarks.list": "channel_id",
    "bookmarks.remove": "channel_id bookmark_id",
    "canvases.edit": "canvas_id changes",
    "canvases.sections.lookup": "canvas_id criteria",
    "chat.delete": "channel ts",
    "chat.deleteScheduledMessage": "channel scheduled_message_id",
    "chat.getPermalink": "channel message_ts",
    "chat.postEphemeral": "channel user",
    "chat.postMessage": "channel",
    "chat.scheduleMessage": "channel post_at",
    "chat.update": "channel ts",
    "conversations.archive": "channel",
    "conversations.canvases.create": "channel_id",
    "conversations.close": "channel",
    "conversations.history": "channel",
    "conversations.info": "channel",
    "conversations.invite": "channel",
    "conversations.join": "channel",
    "conversations.kick": "channel user",
    "conversations.leave": "channel",
    "conversations.members": "channel",
    "conversations.rename": "channel",
    "conversations.replies": "channel ts",
    "conversations.setPurpose": "channel purpose",
    "conversations.setTopic": "channel topic",
    "conversations.unarchive": "channel",
    "files.completeUploadExternal": "files",
    "files.delete": "file",
    "files.getUploadURLExternal": "filename",
    "files.info": "file",
    "pins.add": "channel",
    "pins.list": "channel",
    "pins.remove": "channel",
    "reactions.add": "name",
    "reactions.remove": "name",
    "usergroups.users.list": "usergroup",
    "users.info": "user",
    "users.lookupByEmail": "email",
    "views.open": "view trigger_id",
    "views.publish": "view user_id",
    "views.push": "view trigger_id",
    "views.update": "view",
}
