"""The files that people put into a file_input of a form, and the app may then fetch."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from playground import serializers
from playground.content_models import File
from playground.view_stacks import View
from playground.workspace import Workspace

Json = dict[str, Any]
MOST = 10
"""Slack's own limit of a field that states none."""
FILE_BYTES = 10 * 1024**2
"""Source: docs.slack.dev/reference/block-kit/block-elements/file-input-element."""


def stored_files(workspace: Workspace, view: View, element: Json, given: list[Json]) -> list[Json]:
    """Return files as the state of a view holds them.

    given: `name` and `base64` of each, or the `id` of one that the field holds already.
    Raises ValueError for more files, larger ones and other kinds than the field takes.
    """
    if len(given) > (most := element.get("max_files", MOST)):
        raise ValueError(f"no more than {most} files")
    return [_known(workspace, view, one) if "id" in one else _new(workspace, view, element, one) for one in given]


def _known(workspace: Workspace, view: View, given: Json) -> Json:
    file = workspace.files.get(given["id"])
    if file is None or file.user != view.user:
        raise ValueError("there is no such file")
    return serializers.file(workspace, file)


def _new(workspace: Workspace, view: View, element: Json, given: Json) -> Json:
    name, content = str(given["name"]), base64.b64decode(given["base64"], validate=True)
    kinds = [kind.lower() for kind in element.get("filetypes", [])]
    if kinds and name.rpartition(".")[2].lower() not in kinds:
        raise ValueError(f"{name} is none of {', '.join(kinds)}")
    if len(content) > FILE_BYTES:
        raise ValueError(f"{name} is larger than 10 MB")
    file = File(workspace.new_id("F"), secrets.token_urlsafe(18), name, len(content), view.user, workspace.timestamp())
    file.content, file.complete, file.given_to = content, True, workspace.apps[view.app_id].user.id
    workspace.files[file.id] = file
    return serializers.file(workspace, file)
