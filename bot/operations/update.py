"""Update: tell people where things stand."""

from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field

from bot.core.fields import LiveMilestoneSlug, LongText, SeveritySlug, Span
from bot.core.operation import LIVE, RESOLVED, Context, Operation
from bot.incidents.changes import acknowledge, move
from bot.incidents.events import Updated
from storage.tables import Incident, StatusUpdate


class PostUpdate(Operation):
    """Tell everybody where things stand."""

    words: ClassVar = ("update", "post")
    title: ClassVar = "Post an update"
    submit: ClassVar = "Post update"
    phases: ClassVar = LIVE | RESOLVED
    while_open: ClassVar = ("status", "next_update")
    does_also: ClassVar = MappingProxyType({"status": "status", "severity": "severity"})

    body: LongText = Field(title="Update", description="What changed, what is being done, what people should know.")
    status: LiveMilestoneSlug | None = Field(None, title="Status")
    severity: SeveritySlug | None = Field(None, title="Severity")
    next_update: Span | None = Field(None, title="Next update", description="Empty: as often as the severity asks.")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"status": incident.milestone, "severity": incident.severity}

    def apply(self, incident: Incident, context: Context) -> None:
        severity_before, milestone_before = incident.severity, incident.milestone
        if self.status and self.status != milestone_before:
            move(incident, context, context.process.milestone(self.status))
        acknowledge(incident, context)
        incident.severity = self.severity or incident.severity
        incident.last_update, incident.last_update_at = self.body, context.now
        incident.next_update_at = context.now + self.next_update if self.next_update else None
        incident.updates.add(
            StatusUpdate(
                team_id=incident.team_id,
                author_id=context.actor,
                body=self.body,
                milestone=incident.milestone,
                severity=incident.severity,
                next_update_at=incident.next_update_at,
                posted_at=context.now,
            )
        )
        context.record(
            Updated(
                body=self.body,
                milestone=incident.milestone,
                milestone_before=milestone_before,
                severity=incident.severity,
                severity_before=severity_before,
                next_update_at=incident.next_update_at,
            )
        )
