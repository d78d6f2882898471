"""Snooze: put a reminder off."""

from datetime import datetime

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import ClockName, Duration, LongText
from bot.core.operation import Context, Operation, Theme
from bot.core.read_models import IncidentView
from bot.core.refusal import Refusal
from bot.core.scene import Scene
from bot.core.text import Line, Message, Moment, because
from bot.incidents.due_times import clock_name
from bot.incidents.incident_clocks import running
from storage.tables import Incident, RecordedClockEvent, Snooze


class Snoozed(Event):
    """Nobody is reminded of a clock for a while."""

    kind = "snoozed"
    changes = (Aspect.PROMISES,)

    clock: str
    until: datetime
    reason: str

    def line(self, scene: Scene) -> Line:
        name = clock_name(self.clock, scene.process)
        return [f"put off the reminder for {name} until ", Moment(self.until), *because(self.reason)]

    def message(self, scene: Scene) -> Message:
        return scene.tell([*self._waits(scene), *scene.says()], self.reason)

    def reply(self, scene: Scene) -> Line:
        return [*self._waits(scene), "."]

    def _waits(self, scene: Scene) -> Line:
        return [f"The reminder for {clock_name(self.clock, scene.process)} waits until ", Moment(self.until)]


class SnoozeReminder(Operation):
    """Put a reminder off, and say why.

    It is the update's, unless you name another clock.
    """

    slug = "snooze"
    needs = (RecordedClockEvent, Snooze)
    words = ("snooze",)
    example = "30m Waiting for the vendor"
    title = "Snooze a reminder"
    submit = "Snooze"
    theme = Theme.CLOCKS
    order = 10
    spoken = ("clock",)

    clock: ClockName = Field("update", title="Which reminder?")
    until: Duration = Field(title="Remind again")
    reason: LongText = Field(title="Why can it wait?")

    @classmethod
    def applies(cls, incident: IncidentView) -> bool:
        return incident.has_deadlines

    def apply(self, incident: Incident, context: Context) -> None:
        if self.clock not in running(incident, context.process, context.now):
            raise Refusal("No such reminder is running here.", "clock")
        until = context.now + self.until
        # Only the last word counts; the timeline has the others.
        snooze = next((row for row in reversed(incident.snoozes) if row.clock == self.clock), None)
        if snooze is None:
            snooze = Snooze(clock=self.clock)
            incident.snoozes.append(snooze)
        snooze.until, snooze.reason = until, self.reason
        snooze.actor_id, snooze.snoozed_at = context.actor, context.now
        context.record(Snoozed(clock=self.clock, until=until, reason=self.reason))
