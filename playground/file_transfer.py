"""The transfer of a file's bytes: the address an upload goes to, and the one from which a file is fetched."""

from __future__ import annotations

from aiohttp import BodyPartReader, web

from playground import tokens
from playground.errors import SlackError
from playground.serializers import sees_file
from playground.traffic import Traffic
from playground.workspace import Workspace


class FileTransfer:
    """The second step of an upload, between files.getUploadURLExternal and files.completeUploadExternal."""

    def __init__(self, workspace: Workspace, traffic: Traffic) -> None:
        self._workspace = workspace
        self._traffic = traffic

    async def take(self, request: web.Request) -> web.Response:
        """Take the bytes, as the whole body or as the one field of a multipart form; the address works once."""
        key = request.match_info["key"]
        file = next((file for file in self._workspace.files.values() if file.key == key), None)
        if file is None or file.content is not None:
            return web.Response(status=404, text="no such upload")
        content = await _content(request)
        app = self._workspace.app_of(file.user)
        entry = self._traffic.begin("upload", file.name, app.id if app else "", {"file": file.id, "size": len(content)})
        if len(content) != file.size:
            entry.finish("size_mismatch")
            return web.Response(status=400, text=f"expected {file.size} bytes, got {len(content)}")
        file.content = content
        entry.finish("ok")
        return web.Response(text=f"OK - {len(content)}")

    async def give(self, request: web.Request) -> web.Response:
        """Answer with the file, for a token that may read it; anyone else is led to the sign-in page, as by Slack."""
        file = self._workspace.files.get(request.match_info["id"])
        try:
            holder = tokens.holder(self._workspace, tokens.bearer(request))
        except SlackError:
            raise web.HTTPFound("/") from None
        if file is None or file.deleted or file.content is None:
            raise web.HTTPNotFound
        if "files:read" not in holder.scopes or not sees_file(self._workspace, file, holder.account.id):
            raise web.HTTPFound("/")
        return web.Response(body=file.content, headers={"Content-Disposition": f'attachment; filename="{file.id}"'})


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    part = await (await request.multipart()).next()
    return await part.read() if isinstance(part, BodyPartReader) else b""
