"""chat.*: writing, changing and deleting messages."""

from __future__ import annotations

from playground import serializers, workspace_actions
from playground.errors import SlackError
from playground.methods.message_content import draft_of, refuse_long_blocks
from playground.methods.registry import SPECIAL, TIER_3, TIER_4, Call, Json, method
from playground.workspace import Channel, Message

UPDATE_LIMIT = 4_000


def destination(call: Call) -> Channel:
    """Return where to post: a channel by id or name, or the direct message with a person.

    Raises SlackError channel_not_found, is_archived, not_in_channel, messages_tab_disabled.
    """
    channel = _named(call)
    if channel.archived:
        raise SlackError("is_archived")
    if call.me.id not in channel.members and not call.has_scope("chat:write.public"):
        raise SlackError("not_in_channel")
    if channel.is_im and call.me.is_bot and not call.app.messages_enabled:
        raise SlackError("messages_tab_disabled")
    return channel


def _named(call: Call) -> Channel:
    wanted = call.args.need("channel")
    account = call.workspace.accounts.get(wanted)
    if account:
        return call.workspace.direct(call.me.id, account.id)
    return _channel_named(call, wanted)


def _channel_named(call: Call, wanted: str) -> Channel:
    channel = call.workspace.channels.get(wanted) or call.workspace.channel_named(wanted.removeprefix("#"))
    if channel is None or not channel.visible_to(call.me.id):
        raise SlackError("channel_not_found")
    return channel


_FORBIDDEN = {
    "restricted": "restricted_action",
    "read_only": "restricted_action_read_only_channel",
    "thread_only": "restricted_action_thread_only_channel",
    "non_threadable": "restricted_action_non_threadable_channel",
}


def refuse_where_managers_do(channel: Channel, thread: str | None) -> None:
    """Raise the SlackError of what the channel's managers do not allow: posting, answering, or beginning a thread."""
    free = {"thread_only": thread is not None, "non_threadable": thread is None}
    if channel.posting and not free.get(channel.posting):
        raise SlackError(_FORBIDDEN[channel.posting])


@method("chat.postMessage", "chat:write", tier=SPECIAL)
def post_message(call: Call) -> Json:
    channel = destination(call)
    draft = draft_of(call) | author_of(call)
    refuse_long_blocks(draft)
    draft["thread_ts"] = thread_of(call, channel)
    refuse_where_managers_do(channel, draft["thread_ts"])
    if draft["thread_ts"] and call.args.flag("reply_broadcast"):
        draft["subtype"] = "thread_broadcast"
    message = workspace_actions.post(call.workspace, channel, call.me, draft)
    shape = serializers.message(call.workspace, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def author_of(call: Call) -> Json:
    """Return the name and picture that a message is to have instead of the app's; nothing without the scope for it."""
    if not call.has_scope("chat:write.customize"):
        return {}
    args = call.args
    icons = {"emoji": args.text("icon_emoji")} if args.text("icon_emoji") else {}
    icons |= {"image_64": args.text("icon_url")} if args.text("icon_url") and not icons else {}
    named: Json = {"username": args.text("username")} if args.text("username") else {}
    named |= {"icons": icons} if icons else {}
    return named | ({"subtype": "bot_message"} if named else {})


def thread_of(call: Call, channel: Channel) -> str | None:
    """Return the root of the thread to answer in; the ts of a reply leads to its root.

    Raises SlackError thread_not_found, cannot_reply_to_message.
    """
    wanted = call.args.text("thread_ts")
    if not wanted:
        return None
    root = channel.messages.get(wanted)
    if root is None:
        raise SlackError("thread_not_found")
    if root.is_system:
        raise SlackError("cannot_reply_to_message")
    return root.thread_ts or root.ts


@method("chat.postEphemeral", "chat:write", tier=TIER_4)
def post_ephemeral(call: Call) -> Json:
    channel = _channel_named(call, call.args.need("channel"))
    person = call.workspace.accounts.get(call.args.need("user"))
    if channel.archived:
        raise SlackError("is_archived")
    if call.me.id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.is_im and not call.app.messages_enabled:
        raise SlackError("messages_tab_disabled")
    if person is None or person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = draft_of(call) | author_of(call)
    thread = thread_of(call, channel)
    refuse_where_managers_do(channel, thread)
    message = _ephemeral(call, channel, person.id, draft | {"thread_ts": thread})
    return {"message_ts": message.ts}


def _ephemeral(call: Call, channel: Channel, only_for: str, draft: Json) -> Message:
    app = call.app
    message = Message(call.workspace.new_ts(), channel.id, app.user.id, only_for=only_for)
    workspace_actions.fill(call.workspace, message, draft)
    message.thread_ts = draft["thread_ts"]
    message.username, message.icons = draft.get("username"), draft.get("icons")
    message.app_id, message.bot_id = app.id, app.bot_id
    channel.ephemerals[message.ts] = message
    call.workspace.touch()
    return message


def _own_message(call: Call, error: str) -> tuple[Channel, Message]:
    call.args.need("ts")
    channel = call.channel()
    message = channel.messages.get(call.args.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.me.id or message.is_system:
        raise SlackError(error)
    return channel, message


@method("chat.update", "chat:write", tier=TIER_3)
def update(call: Call) -> Json:
    channel, message = _own_message(call, "cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    if call.args.flag("reply_broadcast"):
        _broadcast(call, channel, message)
    else:
        draft = _changed(call, message)
        with_blocks = bool(draft["blocks"] or "attachments" in call.args.values)
        workspace_actions.edit(call.workspace, channel, message, draft, marked=not with_blocks)
    shape = serializers.updated(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def _changed(call: Call, message: Message) -> Json:
    _refuse_bad_files(call)
    draft = draft_of(call)
    if len(draft["text"]) > UPDATE_LIMIT:
        raise SlackError("msg_too_long")
    if "blocks" not in call.args.values:
        draft["blocks"] = None if call.args.text("text") else message.blocks
    if "attachments" not in call.args.values:
        draft["attachments"] = message.attachments
    return draft


def _refuse_bad_files(call: Call) -> None:
    given = call.args.json("file_ids", "invalid_arguments")
    for file_id in given if isinstance(given, list) else []:
        file = call.workspace.files.get(str(file_id))
        if file is None or not serializers.sees_file(call.workspace, file, call.me.id):
            raise SlackError("file_not_found")
        if file.deleted:
            raise SlackError("file_deleted")


def _broadcast(call: Call, channel: Channel, message: Message) -> None:
    """Show an answer in the channel too, after the fact."""
    if message.thread_ts in (None, message.ts):
        raise SlackError("cant_broadcast_message")
    if any(call.args.values.get(key) for key in ("text", "blocks", "attachments", "markdown_text")):
        raise SlackError("no_dual_broadcast_content_update")
    workspace_actions.broadcast(call.workspace, channel, message)


@method("chat.delete", "chat:write", tier=TIER_3)
def delete(call: Call) -> Json:
    channel, message = _own_message(call, "cant_delete_message")
    workspace_actions.delete(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=SPECIAL)
def get_permalink(call: Call) -> Json:
    call.args.need("message_ts")
    channel = call.channel()
    message = channel.messages.get(call.args.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": serializers.permalink(call.workspace, channel, message)}
