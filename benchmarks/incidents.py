"""Public incidents as their owners told them: one JSON object a line, read and made fit for Sitrep's forms."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.fields import LONGEST_LINE

OWN_FILE = Path(__file__).parent / "data" / "incidents.jsonl"

SEVERITIES = {"critical": "SEV1", "major": "SEV2", "minor": "SEV3", "none": "SEV4", "maintenance": "SEV4"}
STATUSES = {
    "Investigating": "Investigating",
    "Identified": "Identified",
    "Monitoring": "Monitoring",
    "In progress": "Acknowledged",
}
"""What a public status is in Sitrep. Others, `Update` above all, leave the status as it is."""


@dataclass(frozen=True)
class PublicUpdate:
    status: str
    message: str

    @property
    def milestone(self) -> str | None:
        return STATUSES.get(self.status)


@dataclass(frozen=True)
class PublicIncident:
    """An incident with its updates in the order in which they were published; the last says that it is over."""

    title: str
    impact: str
    components: tuple[str, ...]
    updates: tuple[PublicUpdate, ...]

    @property
    def name(self) -> str:
        """The title as far as the form takes it."""
        return self.title if not self.is_cut else self.title[: LONGEST_LINE - 1].rstrip() + "…"

    @property
    def is_cut(self) -> bool:
        return len(self.title) > LONGEST_LINE

    @property
    def severity(self) -> str:
        return SEVERITIES[self.impact]

    @property
    def summary(self) -> str:
        """Components and impact, and the whole title where the name is not."""
        affected = f"Affected: {', '.join(self.components)}." if self.components else ""
        parts = [self.title if self.is_cut else "", affected, f"Impact: {self.impact}."]
        return " ".join(part for part in parts if part)


def load(path: Path) -> list[PublicIncident]:
    """Every incident of the file. Raises KeyError for a line that lacks what is needed."""
    with path.open(encoding="utf-8") as lines:
        return [_incident(json.loads(line)) for line in lines if line.strip()]


def _incident(line: Mapping[str, Any]) -> PublicIncident:
    updates = tuple(PublicUpdate(update["status"], update["message"]) for update in line["updates"])
    return PublicIncident(line["title"], line["impact"], tuple(line.get("components", ())), updates)
