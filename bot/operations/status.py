"""Status: move an incident to another milestone."""

from typing import Any

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import MilestoneSlug
from bot.core.operation import LIVE, RESOLVED, Context, Operation
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Command, Line, Message, milestone
from bot.incidents.changes import move
from bot.operations.lifecycle import Closed
from bot.process.process import Process
from storage.tables import Incident, MilestoneReached


class StatusChanged(Event):
    """The incident came to another milestone. One that ends it is told where a closing is, too."""

    kind = "status_changed"
    changes = (Aspect.PROMISES,)

    before: str
    after: str

    def line(self, scene: Scene) -> Line:
        return ["changed the status: ", *scene.status_change(self.before, self.after)]

    def message(self, scene: Scene) -> Message:
        return scene.tell(["Status: ", *scene.status_change(self.before, self.after)])

    def reply(self, scene: Scene) -> Line:
        return ["Status is now ", *milestone(scene.process.milestone(self.after)), "."]

    def told_as(self, process: Process) -> tuple[str, ...]:
        return (self.kind, Closed.kind) if process.milestone(self.after).phase.is_over else (self.kind,)


class ChangeStatus(Operation):
    """Say how far the response has come."""

    slug = "status"
    needs = (MilestoneReached,)
    words = ("status", "milestone")
    example = "mitigated"
    title = "Change the status"
    order = 30
    phases = LIVE | RESOLVED

    status: MilestoneSlug = Field(title="Status")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"status": incident.milestone}

    def apply(self, incident: Incident, context: Context) -> None:
        wanted = context.process.milestone(self.status)
        before = context.process.milestone(incident.milestone)
        if wanted == before:
            raise Refusal(f"The status is {before.name} already.", "status", code=RefusalCode.UNCHANGED)
        if wanted == context.process.resolved_milestone:
            raise Refusal(
                ["Use ", Command("resolve"), ": it asks what fixed it."],
                "status",
                code=RefusalCode.WRONG_PHASE,
                helps=("resolve",),
            )
        if wanted == context.process.closed_milestone:
            raise Refusal(
                ["Use ", Command("close"), ", once it is resolved."],
                "status",
                code=RefusalCode.WRONG_PHASE,
                helps=("close",) if incident.phase in RESOLVED else ("resolve",),
            )
        move(incident, context, wanted)
        context.record(StatusChanged(before=before.slug, after=wanted.slug))
