"""Files as JSON, and who sees one."""

from __future__ import annotations

import mimetypes
from typing import Any
from urllib.parse import quote

from playground.content_models import File
from playground.workspace import Workspace

Json = dict[str, Any]


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
