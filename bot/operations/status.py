"""Status: move an incident to another milestone."""

from typing import Any, ClassVar

from pydantic import Field

from bot.core.fields import MilestoneSlug
from bot.core.operation import LIVE, RESOLVED, Context, Operation, Refusal
from bot.incidents.changes import move
from bot.incidents.events import StatusChanged
from storage.tables import Incident


class ChangeStatus(Operation):
    """Say how far the response has come."""

    words: ClassVar = ("status", "milestone")
    title: ClassVar = "Change the status"
    phases: ClassVar = LIVE | RESOLVED

    status: MilestoneSlug = Field(title="Status")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"status": incident.milestone}

    def apply(self, incident: Incident, context: Context) -> None:
        milestone = context.process.milestone(self.status)
        before = context.process.milestone(incident.milestone)
        if milestone == before:
            raise Refusal(f"The status is {before.name} already.", "status")
        if milestone == context.process.resolved_milestone:
            raise Refusal("Use `/incident resolve`: it asks what fixed it.", "status")
        if milestone == context.process.closed_milestone:
            raise Refusal("Use `/incident close`, once it is resolved.", "status")
        move(incident, context, milestone)
        context.record(StatusChanged(before=before.slug, after=milestone.slug))
