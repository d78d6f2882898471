"""Acknowledge, snooze, and the reminder itself."""

from typing import ClassVar

from pydantic import Field

from bot.incidents.events import Acknowledged, Nudge, ReminderDue, Snoozed
from bot.operations.base import Context, Operation, Refused
from bot.operations.consequences import running_clocks
from bot.operations.fields import ClockName, Span, Text
from bot.operations.steps import acknowledge, ask_in
from storage.tables import Deadline, Incident
from storage.tables import Snooze as SnoozeRow

IN_TIME = 120.0
"""Seconds after which a reminder says that it is late: more than a busy minute, less than anybody would overlook."""


class Acknowledge(Operation):
    """Say that you are on it."""

    words: ClassVar = ("ack", "acknowledge")
    at_once: ClassVar = True
    title: ClassVar = "Acknowledge"

    def apply(self, incident: Incident, context: Context) -> None:
        if not acknowledge(incident, context):
            raise Refused("Somebody is on it already.")
        if context.actor:
            ask_in(incident, context, [context.actor])
        context.record(Acknowledged())


class Snooze(Operation):
    """Put a reminder off, and say why."""

    words: ClassVar = ("snooze",)
    title: ClassVar = "Snooze a reminder"
    submit: ClassVar = "Snooze"
    spoken: ClassVar = ("clock",)

    clock: ClockName = Field("update", title="Which reminder?")
    until: Span = Field(title="Remind again")
    reason: Text = Field(title="Why can it wait?")

    def apply(self, incident: Incident, context: Context) -> None:
        if self.clock not in running_clocks(incident, context.process):
            raise Refused("No such reminder is running here.", "clock")
        until = context.now + self.until
        incident.snoozes.append(
            SnoozeRow(clock=self.clock, until=until, reason=self.reason, actor_id=context.actor, snoozed_at=context.now)
        )
        context.record(Snoozed(clock=self.clock, until=until, reason=self.reason))


class Remind(Operation):
    """Say what has fallen due; what is due together is one reminder, and each threshold fires once.

    It is refused when nothing is due, so that no receipt stands in the way of the same deadlines later.
    """

    def apply(self, incident: Incident, context: Context) -> None:
        due = [d for d in incident.deadlines if d.fired_at is None and d.due_at <= context.now]
        if not due:
            raise Refused("Nothing is due.")
        for deadline in due:
            deadline.fired_at = context.now
        breached = {deadline.clock for deadline in due if deadline.threshold == "breach"}
        told = [d for d in due if d.threshold == "breach" or d.clock not in breached]
        # What a change made overdue could not be told before that change.
        tellable = max(min(deadline.due_at for deadline in told), incident.updated_at)
        late = (context.now - tellable).total_seconds()
        lead = next((h.user_id for h in incident.holders if h.role == context.process.lead_role.slug), None)
        context.record(
            ReminderDue(
                nudges=tuple(_nudge(deadline) for deadline in sorted(told, key=lambda d: (d.target_at, d.clock))),
                person=lead or incident.creator_id or None,
                late_seconds=int(late) if late >= IN_TIME else 0,
            )
        )


def _nudge(deadline: Deadline) -> Nudge:
    return Nudge.model_validate(
        {"clock": deadline.clock, "threshold": deadline.threshold, "target_at": deadline.target_at}
    )
