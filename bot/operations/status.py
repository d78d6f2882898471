"""Status: move an incident to another milestone."""

from typing import Any, ClassVar

from pydantic import Field

from bot.incidents.events import StatusChanged
from bot.operations.base import LIVE, RESOLVED, Context, Operation, Refused
from bot.operations.fields import MilestoneSlug
from bot.operations.steps import move
from storage.tables import Incident


class Status(Operation):
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
            raise Refused(f"The status is {before.name} already.", "status")
        if milestone == context.process.resolved_milestone:
            raise Refused("Use `/incident resolve`: it asks what fixed it.", "status")
        if milestone == context.process.closed_milestone:
            raise Refused("Use `/incident close`, once it is resolved.", "status")
        move(incident, context, milestone)
        context.record(StatusChanged(before=before.slug, after=milestone.slug))
