"""files.* and canvases.*: uploads and documents."""

from __future__ import annotations

from typing import Any

from tests.playground.errors.rows import (
    ADMIN,
    ANOTHER,
    CANVAS_OFF,
    CONNECT,
    ORGANISATION,
    SLACK,
    Json,
    Row,
    Table,
    call,
    never,
)

NESTED: Json = {"type": "markdown", "markdown": "> - a list in a quote"}
LONG: Json = {"type": "markdown", "markdown": "x" * 1_000_000}


def upload(**args: Any) -> Row:
    given: Json = {"filename": "a.txt", "length": 3}
    return call(**(given | args))


def complete(**args: Any) -> Row:
    given: Json = {"files": [{"id": "$ticket"}], "channel_id": "$room"}
    return call(**(given | args))


def edit(content: Json) -> Row:
    return call(canvas_id="$canvas", changes=[{"operation": "insert_at_end", "document_content": content}])


TABLE: Table = {
    "canvases.create": {
        "canvas_creation_failed": call(document_content=NESTED),
        "canvas_disabled_user_team": CANVAS_OFF,
        "free_team_canvas_tab_already_exists": call(given="free plan", channel_id="$tabbed"),
        "free_teams_cannot_create_non_tabbed_canvases": ANOTHER,
        "free_teams_cannot_create_standalone_canvases": call(given="free plan"),
        "restricted_action": call(channel_id="$general"),
    },
    "canvases.edit": {
        "canvas_disabled_user_team": CANVAS_OFF,
        "canvas_editing_failed": edit(NESTED),
        "canvas_editing_locked": never("an edit takes no time here, so no two overlap: let a fault say it"),
        "canvas_not_found": call(by="stranger", canvas_id="$canvas", changes=[{}]),
        "canvas_too_large": edit(LONG),
        "free_teams_cannot_edit_standalone_canvases": call(given="free plan", canvas_id="$canvas", changes=[{}]),
        "restricted_action": ADMIN,
    },
    "canvases.sections.lookup": {
        "canvas_deleted": call(canvas_id="$deleted_canvas", criteria={"contains_text": "x"}),
        "canvas_disabled_user_team": CANVAS_OFF,
        "canvas_not_found": call(canvas_id="F0NOWHERE", criteria={"contains_text": "x"}),
        "internal_error": SLACK,
    },
    "files.completeUploadExternal": {
        "access_denied": complete(files=[{"id": "$hers_ticket"}]),
        "channel_not_found": complete(channel_id="$hidden"),
        "channels_limit_exceeded": complete(channels=["C1"] * 101),
        "file_not_found": complete(files=[{"id": "F0NOWHERE"}]),
        "file_type_not_allowed": ADMIN,
        "file_update_failed": SLACK,
        "file_uploads_except_images_disabled": ADMIN,
        "invalid_blocks": complete(blocks=[{"type": "section"}]),
        "invalid_channel": complete(channels="$hidden"),
        "not_in_channel": complete(channel_id="$general"),
        "posting_to_channel_denied": complete(channel_id="$read_only"),
    },
    "files.delete": {
        "cant_delete_file": call(file="$hers_file"),
        "delete_not_allowed": never("only for canvas templates, which the playground does not have"),
        "file_deleted": call(file="$deleted_file"),
        "file_deleting_disabled": ADMIN,
        "file_not_found": call(file="$hidden_file"),
    },
    "files.getUploadURLExternal": {
        "alt_txt_too_large": upload(alt_txt="x" * 1_001),
        "file_type_not_allowed": ADMIN,
        "file_upload_size_restricted": upload(length=2**40),
        "file_uploads_disabled": ADMIN,
        "file_uploads_except_images_disabled": ADMIN,
        "missing_argument": upload(length=0),
        "snippet_too_large": upload(snippet_type="python", length=1_000_001),
        "storage_limit_reached": never("only after five gigabytes on the free plan"),
        "unknown_snippet_type": upload(snippet_type="klingon"),
        "unknown_subtype": never("it takes no subtype"),
    },
    "files.info": {
        "access_denied": CONNECT,
        "canvas_disabled_file_team": CANVAS_OFF,
        "canvas_disabled_user_team": CANVAS_OFF,
        "canvas_globally_disabled": CANVAS_OFF,
        "file_deleted": call(file="$deleted_file"),
        "file_not_found": call(file="F0NOWHERE"),
        "not_visible": call(file="$hidden_file"),
        "slack_connect_canvas_sharing_blocked": CONNECT,
        "template_not_visible": never("only for canvas templates, which the playground does not have"),
    },
    "files.list": {
        "missing_argument": ORGANISATION,
        "slack_connect_canvas_sharing_blocked": CONNECT,
        "unknown_type": call(types="dreams"),
        "user_not_found": call(user="U0NOBODY"),
    },
}
