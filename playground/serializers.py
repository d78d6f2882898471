"""Serializers: people, channels, messages, files and views as the JSON in which Slack shows them."""

from __future__ import annotations

import mimetypes
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from playground import element_state
from playground.content_models import File
from playground.view_stacks import View
from playground.workspace import Account, App, Channel, Message, Usergroup, Workspace

Json = dict[str, Any]


def user(workspace: Workspace, account: Account) -> Json:
    local = workspace.clock.now().astimezone(ZoneInfo(account.zone))
    offset = local.utcoffset()
    profile: Json = {"real_name": account.name, "display_name": account.handle, "team": workspace.team_id}
    app = workspace.app_of(account.id)
    profile |= {"api_app_id": app.id, "bot_id": app.bot_id} if app else {"email": account.email}
    return {
        "id": account.id,
        "team_id": workspace.team_id,
        "name": account.handle,
        "real_name": account.name,
        "deleted": account.deleted,
        "tz": account.zone,
        "tz_label": account.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_bot": account.is_bot,
        "is_app_user": False,
        "is_admin": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "updated": 0,
        "profile": profile,
    }


def channel(workspace: Workspace, channel: Channel, viewer: str) -> Json:
    if channel.is_im:
        other = next((member for member in channel.members if member != viewer), viewer)
        shape = {"id": channel.id, "created": channel.created, "is_im": True, "is_archived": False, "user": other}
        return shape | {"is_org_shared": False, "is_user_deleted": workspace.accounts[other].deleted, "priority": 0}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.archived,
        "is_general": channel.is_general,
        "is_shared": False,
        "is_org_shared": False,
        "is_ext_shared": False,
        "is_member": viewer in channel.members,
        "created": channel.created,
        "updated": channel.created * 1000,
        "creator": channel.creator,
        "context_team_id": workspace.team_id,
        "topic": dict(channel.topic),
        "purpose": dict(channel.purpose),
        "previous_names": list(channel.previous_names),
        "unlinked": 0,
    }


def message(workspace: Workspace, channel: Channel, message: Message, *, metadata: bool = False) -> Json:
    shape: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    optional = ("subtype", "bot_id", "app_id", "blocks", "attachments", "edited", "thread_ts")
    shape |= {key: getattr(message, key) for key in optional if getattr(message, key) is not None}
    shape |= {"team": workspace.team_id, **message.extra}
    app = workspace.apps.get(message.app_id or "")
    if app:
        shape["bot_profile"] = {"id": app.bot_id, "app_id": app.id, "name": app.name, "team_id": workspace.team_id}
    if message.ts in channel.pins:
        shape["pinned_to"] = [channel.id]
    if message.reactions:
        shape["reactions"] = reactions(message)
    if metadata and message.metadata:
        shape["metadata"] = message.metadata
    return shape | _thread(channel, message)


def _thread(channel: Channel, message: Message) -> Json:
    if message.thread_ts is None:
        return {}
    if message.thread_ts != message.ts:
        root = channel.messages.get(message.thread_ts)
        return {"parent_user_id": root.user} if root else {}
    answers = replies(channel, message.ts)
    people = list(dict.fromkeys(answer.user for answer in answers))
    latest = {"latest_reply": answers[-1].ts} if answers else {}
    return {"reply_count": len(answers), "reply_users": people, "reply_users_count": len(people), **latest}


def replies(channel: Channel, thread_ts: str) -> list[Message]:
    return [m for m in channel.messages.values() if m.thread_ts == thread_ts and m.ts != thread_ts]


def reactions(message: Message) -> list[Json]:
    return [{"name": name, "users": list(who), "count": len(who)} for name, who in message.reactions.items()]


def sees_file(workspace: Workspace, file: File, viewer: str) -> bool:
    """Whoever uploaded a file sees it, who got it in a form, and whoever sees a channel it is shared in."""
    shared_in = (workspace.channels.get(channel) for channel in file.shares)
    return viewer in (file.user, file.given_to) or any(channel.visible_to(viewer) for channel in shared_in if channel)


def file(workspace: Workspace, file: File) -> Json:
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else "text"
    mimetype = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    address = f"{workspace.url}/files/{file.id}/{quote(file.name)}"
    shared = [workspace.channels[channel] for channel in file.shares if channel in workspace.channels]
    shares: dict[str, Json] = {}
    for channel in shared:
        kind = "private" if channel.is_private or channel.is_im else "public"
        share = {"ts": file.shares[channel.id], "channel_name": channel.name, "team_id": workspace.team_id}
        shares.setdefault(kind, {})[channel.id] = [share]
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": mimetype,
        "filetype": file.snippet_type or ending,
        "pretty_type": (file.snippet_type or ending).upper(),
        "user": file.user,
        "user_team": workspace.team_id,
        "size": file.size,
        "mode": "snippet" if file.snippet_type else "hosted",
        "is_external": False,
        "is_public": "public" in shares,
        "editable": bool(file.snippet_type),
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "alt_txt": file.alt_txt,
        "channels": [channel.id for channel in shared if not (channel.is_private or channel.is_im)],
        "groups": [channel.id for channel in shared if channel.is_private],
        "ims": [channel.id for channel in shared if channel.is_im],
        "shares": shares,
        "comments_count": 0,
    }


def usergroup(workspace: Workspace, group: Usergroup) -> Json:
    return {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_delete": 0,
        "user_count": len(group.members),
    }


def view(workspace: Workspace, app: App, view: View) -> Json:
    content = view.content
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": content["type"],
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": view.external_id,
        "state": {"values": element_state.state_of(content["blocks"], view.state)},
        "hash": view.hash,
        "title": content.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": app.id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": app.bot_id,
    }


def permalink(workspace: Workspace, channel: Channel, message: Message) -> str:
    link = f"https://{workspace.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    in_thread = message.thread_ts and message.thread_ts != message.ts
    return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}" if in_thread else link
