"""Acknowledge, snooze, and the reminder itself."""

from typing import ClassVar

from pydantic import Field

from bot.incidents.events import Acknowledged, Nudge, ReminderDue, Snoozed
from bot.operations.base import Context, Operation, Refused
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
        if not any(deadline.clock == self.clock for deadline in incident.deadlines):
            raise Refused("No such reminder is running here.", "clock")
        until = context.now + self.until
        incident.snoozes.append(
            SnoozeRow(clock=self.clock, until=until, reason=self.reason, actor_id=context.actor, snoozed_at=context.now)
        )
        context.record(Snoozed(clock=self.clock, until=until, reason=self.reason))


class Remind(Operation):
    """Say what has fallen due; what is due together is one reminder, and each threshold fires once."""

    def apply(self, incident: Incident, context: Context) -> None:
        due = [d for d in incident.deadlines if d.fired_at is None and d.due_at <= context.now]
        if not due:
            return
        for deadline in due:
            deadline.fired_at = context.now
        breached = {deadline.clock for deadline in due if deadline.threshold == "breach"}
        told = [d for d in due if d.threshold == "breach" or d.clock not in breached]
        late = (context.now - min(deadline.due_at for deadline in told)).total_seconds()
        lead = next((h.user_id for h in incident.holders if h.role == context.process.lead_role.slug), None)
        context.record(
            ReminderDue(
                nudges=tuple(_nudge(deadline) for deadline in sorted(told, key=lambda d: d.target_at)),
                person=lead or incident.creator_id,
                late_seconds=int(late) if late >= IN_TIME else 0,
            )
        )


def _nudge(deadline: Deadline) -> Nudge:
    return Nudge.model_validate(
        {"clock": deadline.clock, "threshold": deadline.threshold, "target_at": deadline.target_at}
    )
