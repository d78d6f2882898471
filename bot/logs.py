"""What the log looks like, for people or for machines.

Secrets never reach it, because nothing logs arguments; the one that errors of the SDK quote, the ticket of a
connection, is left out here.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal

_TICKETS = re.compile(r"""(\bwss?://[^\s?'"]*\?|\bticket=)[^\s'")>]+""")


def _without_tickets(text: str) -> str:
    """Of the addresses that lead into a Socket Mode connection, everything up to the secret part."""
    return _TICKETS.sub(r"\1…", text)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _without_tickets(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_tickets(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = _without_tickets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, style: Literal["text", "json"]) -> None:
    """Log to standard error from `level` up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Text("%(asctime)s %(levelname)-7s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Below warning these log whole payloads, which hold what people wrote.
    for talkative in ("slack_bolt", "slack_sdk", "aiosqlite", "apscheduler", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
