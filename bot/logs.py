"""What the log looks like, for people or for machines; secrets never reach it, because nothing logs arguments."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, style: Literal["text", "json"]) -> None:
    """Log to standard error from `level` up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else logging.Formatter("%(asctime)s %(levelname)-7s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Below warning these log whole payloads, which hold what people wrote.
    for talkative in ("slack_bolt", "slack_sdk", "aiosqlite", "apscheduler", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
