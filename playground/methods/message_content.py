"""The content of a message (text, blocks, attachments, metadata) as a call brings it, checked as Slack checks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from playground.blockkit import ONE_TABLE, check_blocks
from playground.errors import SlackError, with_messages
from playground.methods.registry import Call, Json

METADATA_BYTES = 16_000
ATTACHMENTS_LIMIT = 100
# Not in Slack's documents; measured by several people: github.com/slackapi/bolt-js/issues/2509.
BLOCKS_CHARACTERS = 13_200


def draft_of(call: Call) -> Json:
    """Return the checked content of a message: text, blocks, attachments, metadata, and how it is parsed.

    Raises SlackError no_text, invalid_blocks, invalid_attachments, invalid_metadata_format and others.
    """
    args = call.args
    markdown = args.text("markdown_text")
    blocks = args.json("blocks", "invalid_blocks_format")
    if markdown and (args.text("text") or blocks):
        raise SlackError("markdown_text_conflict")
    draft: Json = {"text": markdown or args.text("text"), "blocks": checked_blocks(blocks)}
    draft["attachments"] = checked_attachments(args.json("attachments", "invalid_attachments"))
    if "metadata" in args.values:
        draft["metadata"] = _checked_metadata(call)
    if not (draft["text"].strip() or draft["blocks"] or draft["attachments"]):
        raise SlackError("no_text")
    return draft | {key: args.values[key] for key in ("link_names", "parse", "mrkdwn") if key in args.values}


def checked_blocks(blocks: Any) -> list[Json] | None:
    """Return blocks that Slack would show in a message. Raises SlackError invalid_blocks or invalid_attachments."""
    if blocks is None:
        return None
    problems = check_blocks(blocks, "message")
    if problems:
        found = [str(problem) for problem in problems]
        too_many_tables = any(problem.message == ONE_TABLE for problem in problems)
        refused = with_messages("invalid_attachments" if too_many_tables else "invalid_blocks", found)
        refused.extra["errors"] = found
        raise refused
    return list(blocks)


def refuse_long_blocks(draft: Json) -> None:
    """Raise SlackError msg_blocks_too_long where the texts of all blocks together are too long to post."""
    if sum(map(len, _texts(draft["blocks"]))) > BLOCKS_CHARACTERS:
        raise SlackError("msg_blocks_too_long")


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for child in node.values():
            yield from _texts(child)


def checked_attachments(attachments: Any) -> list[Json] | None:
    """Return attachments whose blocks Slack would show. Raises SlackError invalid_attachments, too_many_attachments."""
    if attachments is None:
        return None
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS_LIMIT:
        raise SlackError("too_many_attachments")
    found = [
        f"{problem.message} [json-pointer:/attachments/{index}{problem.pointer}]"
        for index, one in enumerate(attachments)
        for problem in check_blocks(one.get("blocks", []), "message")
    ]
    if found:
        raise with_messages("invalid_attachments", found)
    return attachments


def _checked_metadata(call: Call) -> Json | None:
    metadata = call.args.json("metadata", "invalid_metadata_format")
    if metadata in (None, {}, ""):
        return None
    if call.holder.kind == "user":
        raise SlackError("metadata_must_be_sent_from_app")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata
