"""Resolve and close, and the ways back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bot.core.fields import Choice, FieldKind, Input, LongText
from bot.core.operation import OVER, RESOLVED, Context, Operation
from bot.incidents.changes import acknowledge, reach
from bot.incidents.clocks import clocks, has_come, is_judged
from bot.incidents.events import ClockResult, Closed, Reopened, Resolved, Unresolved
from bot.process.process import Milestone, Process
from storage.tables import Incident

CLOSE_REASONS = (
    Choice("resolved", "Resolved", words=("fixed",)),
    Choice("permanently_fixed", "Permanently fixed"),
    Choice("other", "Other reason"),
)
CloseReason = Annotated[
    Literal["resolved", "permanently_fixed", "other"], Input(FieldKind.CHOICE, lambda _: CLOSE_REASONS)
]


class Resolve(Operation):
    """Say that the impact is over."""

    words: ClassVar = ("resolve", "fixed")
    title: ClassVar = "Resolve the incident"
    submit: ClassVar = "Resolve"

    resolution: LongText = Field(title="What fixed it?")

    def apply(self, incident: Incident, context: Context) -> None:
        acknowledge(incident, context)
        reach(incident, context, context.process.resolved_milestone)
        incident.resolution = self.resolution
        incident.resolved_at = context.now
        incident.next_update_at = None
        context.record(Resolved(resolution=self.resolution))


class Unresolve(Operation):
    """Say that it is not over after all."""

    words: ClassVar = ("unresolve",)
    title: ClassVar = "Not resolved after all"
    submit: ClassVar = "Go on"
    phases: ClassVar = RESOLVED

    reason: LongText = Field(title="What happened?")

    def apply(self, incident: Incident, context: Context) -> None:
        resume(incident, context)
        context.record(Unresolved(reason=self.reason))


class Close(Operation):
    """Close it: nothing is left to do."""

    words: ClassVar = ("close",)
    title: ClassVar = "Close the incident"
    submit: ClassVar = "Close"
    phases: ClassVar = RESOLVED
    spoken: ClassVar = ("reason",)

    reason: CloseReason = Field("resolved", title="Reason")
    comment: LongText | None = Field(None, title="Comment")

    def apply(self, incident: Incident, context: Context) -> None:
        reach(incident, context, context.process.closed_milestone)
        incident.closed_at = context.now
        incident.close_reason = self.reason
        incident.close_comment = self.comment or ""
        context.record(
            Closed(
                reason=self.reason,
                comment=incident.close_comment,
                clocks=tuple(results(incident, context.process, context.now)),
            )
        )


class Reopen(Operation):
    """Open it again."""

    words: ClassVar = ("reopen",)
    title: ClassVar = "Reopen the incident"
    submit: ClassVar = "Reopen"
    phases: ClassVar = OVER

    reason: LongText = Field(title="Why?")

    def apply(self, incident: Incident, context: Context) -> None:
        resume(incident, context)
        incident.closed_at, incident.close_reason, incident.close_comment = None, "", ""
        context.record(Reopened(reason=self.reason))


def results(incident: Incident, process: Process, now: datetime) -> Iterator[ClockResult]:
    """The verdict on every cycle of every clock; one that is still running is over `now` (aware UTC)."""
    for clock in clocks(incident, process, now):
        for cycle in clock.cycles:
            came = is_judged(cycle) or (cycle.ended is None and has_come(incident, process, clock.kind, cycle))
            yield ClockResult(
                clock=clock.kind.slug,
                cycle=cycle.number,
                met=came and cycle.breached_at is None,
                ended_early=not came,
                consumed_seconds=cycle.consumed.total_seconds(),
                stopped_seconds=cycle.stopped.total_seconds(),
                allowed_seconds=cycle.allowed.total_seconds(),
            )


def resume(incident: Incident, context: Context) -> None:
    """Back to work: the last active milestone is the present one again."""
    reach(incident, context, _last_active(incident, context))
    incident.resolved_at, incident.resolution, incident.next_update_at = None, "", None


def _last_active(incident: Incident, context: Context) -> Milestone:
    active = {milestone.slug: milestone for milestone in context.process.milestones if milestone.phase.is_live}
    reached = [row.milestone for row in incident.milestones if row.milestone in active]
    return active[reached[-1]] if reached else context.process.initial_milestone
