"""Severity: say how bad it is."""

from collections.abc import Iterable
from typing import Any, ClassVar

from pydantic import Field

from bot.core.fields import LongText, SeveritySlug
from bot.core.operation import LIVE, RESOLVED, Context, Foreseen, Operation, Refusal
from bot.incidents.clocks import forecast
from bot.incidents.events import SeverityChanged
from storage.tables import Incident


class ChangeSeverity(Operation):
    """Say how bad it is."""

    words: ClassVar = ("severity", "sev")
    title: ClassVar = "Change the severity"
    phases: ClassVar = LIVE | RESOLVED
    previewed: ClassVar = "severity"

    severity: SeveritySlug = Field(title="Severity")
    reason: LongText | None = Field(None, title="Why?")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"severity": incident.severity}

    @classmethod
    def preview(cls, chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        is_another = chosen != incident.severity and chosen in [s.slug for s in context.process.severities]
        return forecast(incident, context.process, context.now, chosen) if is_another else ()

    def apply(self, incident: Incident, context: Context) -> None:
        if self.severity == incident.severity:
            raise Refusal(f"It is {context.process.severity(self.severity).name} already.", "severity")
        before, incident.severity = incident.severity, self.severity
        context.record(SeverityChanged(before=before, after=self.severity, reason=self.reason or ""))
