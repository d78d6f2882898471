"""files.*: what was uploaded, to whom it is visible, and its end."""

from __future__ import annotations

import math

from playground import serializers, workspace_actions
from playground.content_models import File
from playground.errors import SlackError
from playground.methods.registry import TIER_3, TIER_4, Call, Json, method

PAGE = 100
TYPES = ("all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs", "canvases", "lists")


@method("files.info", "files:read", tier=TIER_4)
def info(call: Call) -> Json:
    file = _known(call)
    if not serializers.sees_file(call.workspace, file, call.me.id):
        raise SlackError("not_visible")
    if file.deleted:
        raise SlackError("file_deleted")
    shape = serializers.file(call.workspace, file)
    return {"file": shape, "comments": [], "paging": {"count": 0, "total": 0, "page": 1, "pages": 0}}


def _known(call: Call) -> File:
    file = call.workspace.files.get(call.args.need("file"))
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    return file


@method("files.delete", "files:write", tier=TIER_3)
def delete(call: Call) -> Json:
    file = _known(call)
    if not serializers.sees_file(call.workspace, file, call.me.id):
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    if file.user != call.me.id:
        raise SlackError("cant_delete_file")
    workspace_actions.delete_file(call.workspace, file)
    return {}


@method("files.list", "files:read", tier=TIER_3)
def list_files(call: Call) -> Json:
    args = call.args
    types = args.listed("types") or ["all"]
    if not set(types) <= set(TYPES):
        raise SlackError("unknown_type")
    if args.text("user"):
        call.person(args.text("user"))
    found = [file for file in call.workspace.files.values() if _listed(call, file) and _is_of(call, file, types)]
    count, page = max(args.whole("count", PAGE) or PAGE, 1), max(args.whole("page", 1) or 1, 1)
    shown = found[::-1][(page - 1) * count : page * count]
    paging = {"count": count, "total": len(found), "page": page, "pages": math.ceil(len(found) / count)}
    return {"files": [serializers.file(call.workspace, file) for file in shown], "paging": paging}


def _listed(call: Call, file: File) -> bool:
    if not file.complete or file.deleted or not serializers.sees_file(call.workspace, file, call.me.id):
        return False
    args = call.args
    if args.text("user") not in ("", file.user) or args.text("channel") not in ("", *file.shares):
        return False
    earliest, latest = args.whole("ts_from", 0) or 0, args.whole("ts_to") or math.inf
    return earliest <= file.created <= latest


def _is_of(call: Call, file: File, types: list[str]) -> bool:
    if "all" in types:
        return True
    shape = serializers.file(call.workspace, file)
    kinds = {
        "snippets": shape["mode"] == "snippet",
        "images": shape["mimetype"].startswith("image/"),
        "pdfs": shape["filetype"] == "pdf",
        "zips": shape["filetype"] == "zip",
    }
    return any(kinds.get(kind) for kind in types)
