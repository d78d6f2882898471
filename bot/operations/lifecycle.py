"""Lifecycle: resolve and close, and the ways back."""

from typing import Annotated, Literal

from pydantic import Field

from bot.core.durations import span
from bot.core.event import Aspect, Event
from bot.core.fields import Choice, FieldKind, Input, LongText
from bot.core.operation import LIVE, OVER, RESOLVED, Context, Operation, Theme
from bot.core.read_models import ClockResult, IncidentView
from bot.core.scene import Scene
from bot.core.text import Command, Line, Message, Strong, because, listed, milestone
from bot.incidents.changes import acknowledge, reach
from bot.incidents.incident_clocks import CLOCKS, clocks
from bot.incidents.next_steps import next_steps
from bot.incidents.sla_results import in_full, in_short, results
from bot.process.process import Milestone
from bot.process.values import Audience
from storage.tables import CycleResult, Incident, MilestoneReached

CLOSE_REASONS = (
    Choice("resolved", "Resolved", words=("fixed",)),
    Choice("permanently_fixed", "Permanently fixed"),
    Choice("other", "Other reason"),
)
CloseReason = Annotated[
    Literal["resolved", "permanently_fixed", "other"], Input(FieldKind.CHOICE, lambda _: CLOSE_REASONS)
]

_EVERYBODY = (Audience.ROOM, Audience.ANNOUNCEMENT)


class Resolved(Event):
    """The impact is over."""

    kind = "resolved"
    route = _EVERYBODY
    changes = (Aspect.PROMISES,)

    resolution: str

    def line(self, scene: Scene) -> Line:
        return ["resolved it", *because(self.resolution)]

    def message(self, scene: Scene) -> Message:
        duration = took(scene.incident)
        head: Line = [Strong("Resolved"), *scene.by(), *([f" after {duration}"] if duration else [])]
        if not scene.in_room:
            return scene.tell(head, self.resolution)
        steps = next_steps(scene.incident, scene.process)
        return scene.tell(head, self.resolution, ["Next: note what was learned, then close it."], steps)

    def reply(self, scene: Scene) -> Line:
        return ["Resolved."]

    def next_step(self, scene: Scene) -> Line:
        return ["When nothing is left to do: ", Command(scene.spelling.format("close")), "."]


class Unresolved(Event):
    """It is not over after all."""

    kind = "unresolved"
    route = _EVERYBODY
    changes = (Aspect.PROMISES,)

    reason: str

    def line(self, scene: Scene) -> Line:
        return ["took the resolution back", *because(self.reason)]

    def message(self, scene: Scene) -> Message:
        head = [Strong("Not resolved"), " after all", *scene.says(), *_back(scene)]
        return scene.tell(head, self.reason, _reminders(scene))

    def reply(self, scene: Scene) -> Line:
        return ["It is open again, and reminders run."]


class Closed(Event):
    """Nothing is left to do. `clocks` is the verdict on every promise that was made."""

    kind = "closed"
    route = _EVERYBODY
    changes = (Aspect.PROMISES,)

    reason: str
    comment: str = ""
    clocks: tuple[ClockResult, ...] = ()

    def line(self, scene: Scene) -> Line:
        kept: Line = ["; ", *in_short(self.clocks, scene.process, ", ")] if self.clocks else []
        return [f"closed it ({close_reason(self.reason).lower()}", *kept, ")", *because(self.comment)]

    def message(self, scene: Scene) -> Message:
        head: Line = [Strong("Closed"), *scene.by(), f": {close_reason(self.reason).lower()}"]
        kept = listed(in_full(self.clocks, scene.process), "\n") if scene.in_room else []
        return scene.tell(head, self.comment, kept)

    def reply(self, scene: Scene) -> Line:
        return ["Closed."]


class Reopened(Event):
    """It is open again."""

    kind = "reopened"
    route = _EVERYBODY
    changes = (Aspect.PROMISES,)

    reason: str

    def line(self, scene: Scene) -> Line:
        return ["opened it again", *because(self.reason)]

    def message(self, scene: Scene) -> Message:
        return scene.tell([Strong("Reopened"), *scene.by(), *_back(scene)], self.reason, _reminders(scene))

    def reply(self, scene: Scene) -> Line:
        return ["It is open again, and reminders run."]


class Resolve(Operation):
    """Say that the impact is over.

    What fixed it stands on the card.
    """

    slug = "resolve"
    needs = (MilestoneReached,)
    words = ("resolve", "fixed")
    example = "Rolled back to 4.2"
    title = "Resolve the incident"
    submit = "Resolve"
    theme = Theme.END
    order = 10
    leads_to = RESOLVED
    leads_on = "Resolve it first"

    resolution: LongText = Field(title="What fixed it?")

    def apply(self, incident: Incident, context: Context) -> None:
        acknowledge(incident, context)
        reach(incident, context, context.process.resolved_milestone)
        incident.resolution = self.resolution
        incident.resolved_at = context.now
        incident.next_update_at = None
        context.record(Resolved(resolution=self.resolution))


class Unresolve(Operation):
    """Say that it is not over after all.

    Reminders run again.
    """

    slug = "unresolve"
    needs = (MilestoneReached,)
    words = ("unresolve",)
    example = "Errors are back"
    title = "Not resolved after all"
    submit = "Go on"
    theme = Theme.END
    order = 20
    phases = RESOLVED
    leads_to = LIVE
    leads_on = "If it is not over after all"

    reason: LongText = Field(title="What happened?")

    def apply(self, incident: Incident, context: Context) -> None:
        resume(incident, context)
        context.record(Unresolved(reason=self.reason))


class Close(Operation):
    """Close it: nothing is left to do.

    The reason is `resolved`, `permanently fixed` or `other`.
    """

    slug = "close"
    needs = (*CLOCKS, CycleResult)
    words = ("close",)
    example = "resolved Retrospective on Thursday"
    title = "Close the incident"
    submit = "Close"
    theme = Theme.END
    order = 30
    phases = RESOLVED
    leads_to = OVER
    # Nobody is sent to close an incident: after that less can be done than before.
    spoken = ("reason",)

    reason: CloseReason = Field("resolved", title="Reason")
    comment: LongText | None = Field(None, title="Comment")

    def apply(self, incident: Incident, context: Context) -> None:
        found = clocks(incident, context.process, context.now)
        reach(incident, context, context.process.closed_milestone)
        incident.closed_at = context.now
        incident.close_reason = self.reason
        incident.close_comment = self.comment or ""
        context.record(
            Closed(
                reason=self.reason,
                comment=incident.close_comment,
                clocks=tuple(results(incident, context.process, found)),
            )
        )


class Reopen(Operation):
    """Open it again."""

    slug = "reopen"
    needs = (MilestoneReached,)
    words = ("reopen",)
    example = "It is back"
    title = "Reopen the incident"
    submit = "Reopen"
    theme = Theme.END
    order = 40
    phases = OVER
    leads_to = LIVE
    leads_on = "To open it again"

    reason: LongText = Field(title="Why?")

    def apply(self, incident: Incident, context: Context) -> None:
        resume(incident, context)
        incident.closed_at, incident.close_reason, incident.close_comment = None, "", ""
        context.record(Reopened(reason=self.reason))


def took(incident: IncidentView) -> str:
    """How long it took to resolve, as "1 hour 20 minutes"; empty before."""
    return span(incident.resolved_at - incident.declared_at) if incident.resolved_at else ""


def close_reason(reason: str) -> str:
    """A reason for closing as people read it."""
    return next((choice.label for choice in CLOSE_REASONS if choice.value == reason), reason)


def resume(incident: Incident, context: Context) -> None:
    """Back to work: the last active milestone is the present one again."""
    reach(incident, context, _last_active(incident, context))
    incident.resolved_at, incident.resolution, incident.next_update_at = None, "", None


def _last_active(incident: Incident, context: Context) -> Milestone:
    active = {milestone.slug: milestone for milestone in context.process.milestones if milestone.phase.is_live}
    reached = [row.milestone for row in incident.milestones if row.milestone in active]
    return active[reached[-1]] if reached else context.process.initial_milestone


def _back(scene: Scene) -> Line:
    return [" · back to ", *milestone(scene.process.milestone(scene.incident.milestone))]


def _reminders(scene: Scene) -> Line:
    return ["Reminders run again."] if scene.in_room else []
