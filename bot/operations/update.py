"""Update: tell people where things stand."""

from datetime import datetime
from types import MappingProxyType
from typing import Any

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import Duration, LiveMilestoneSlug, LongText, SeveritySlug
from bot.core.operation import LIVE, RESOLVED, Context, Operation
from bot.core.scene import Place, Scene
from bot.core.text import Line, Message, Moment, because, listed
from bot.incidents.changes import acknowledge, move
from bot.process.values import Audience
from storage.tables import Incident, MilestoneReached, StatusUpdate


class Updated(Event):
    """An update was posted, perhaps with another status or severity."""

    kind = "updated"
    route = (Audience.ROOM, Audience.ANNOUNCEMENT)
    changes = (Aspect.PROMISES, Aspect.AUDIENCE)

    body: str
    milestone: str
    milestone_before: str
    severity: str
    severity_before: str
    next_update_at: datetime | None = None

    def line(self, scene: Scene) -> Line:
        changed = self._changes(scene)
        noted: Line = [" (", *changed, ")"] if changed else []
        return ["posted an update", *noted, *because(self.body)]

    def message(self, scene: Scene) -> Message:
        changed = self._changes(scene)
        by: Line = ["Update", *scene.by()] if scene.place is not Place.ANNOUNCEMENT or not changed else []
        due: Line = ["Next update due ", Moment(self.next_update_at)] if self.next_update_at else []
        return scene.tell(listed([by, changed]), self.body, due)

    def reply(self, scene: Scene) -> Line:
        due: Line = [" The next is due ", Moment(self.next_update_at), "."] if self.next_update_at else []
        return ["Posted the update.", *due]

    def _changes(self, scene: Scene) -> Line:
        """What it changed besides telling; empty where it changed nothing."""
        parts: list[Line] = []
        if self.milestone != self.milestone_before:
            parts.append(scene.status_change(self.milestone_before, self.milestone))
        if self.severity != self.severity_before:
            parts.append(scene.severity_change(self.severity_before, self.severity))
        return listed(parts)


class PostUpdate(Operation):
    """Tell everybody where things stand.

    It is posted in the room, and where the incident is announced.
    """

    slug = "update"
    needs = (MilestoneReached,)
    words = ("update", "post")
    example = "Rolled back to 4.2, errors are falling"
    title = "Post an update"
    submit = "Post update"
    order = 20
    phases = LIVE | RESOLVED
    while_open = ("status", "next_update")
    does_also = MappingProxyType({"status": "status", "severity": "severity"})

    body: LongText = Field(title="Update", description="What changed, what is being done, what people should know.")
    status: LiveMilestoneSlug | None = Field(None, title="Status")
    severity: SeveritySlug | None = Field(None, title="Severity")
    next_update: Duration | None = Field(None, title="Next update", description="Empty: as often as the severity asks.")

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
