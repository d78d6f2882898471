"""Clocks: pause and resume one, agree when something is due, and ask how each stands and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import ClockName, LongText, PointInTime, ShortText
from bot.core.operation import LIVE, RESOLVED, Answer, Context, IncidentQuery, Operation, RecordReader, Theme, name_one
from bot.core.read_models import IncidentClock, IncidentView
from bot.core.refusal import Refusal
from bot.core.scene import Scene
from bot.core.text import Button, Line, Message, Moment, because, one_line, said
from bot.incidents.clock_records import ON_HOLD, add
from bot.incidents.cycle_ends import finished_cycles
from bot.incidents.due_times import clock_name, put_off
from bot.incidents.incident_clocks import running
from bot.incidents.view import VIEW, view_of
from storage.tables import CycleResult, Incident, RecordedClockEvent

FURTHEST = timedelta(days=366)
"""How far ahead a moment may lie that somebody gives."""


class ClockPaused(Event):
    """A clock stands still, up to `until` or until somebody resumes it."""

    kind = "clock_paused"
    changes = (Aspect.PROMISES,)

    clock: str
    reason: str
    until: datetime | None = None

    def line(self, scene: Scene) -> Line:
        until: Line = [" until ", Moment(self.until)] if self.until else []
        return [f"paused the clock for {clock_name(self.clock, scene.process)}", *until, *because(self.reason)]

    def message(self, scene: Scene) -> Message:
        resume = Button("Resume", "resume", scene.incident.id, {"clock": self.clock})
        buttons = [] if self.until else [resume]
        return scene.tell([*self._stands(scene), *scene.says()], self.reason, buttons=buttons)

    def reply(self, scene: Scene) -> Line:
        return [*self._stands(scene), "."]

    def _stands(self, scene: Scene) -> Line:
        until: Line = [" until ", Moment(self.until) if self.until else "somebody resumes it"]
        return [f"The clock for {clock_name(self.clock, scene.process)} stands still", *until]


class ClockResumed(Event):
    """A clock runs on; `due_at` is when it is due now."""

    kind = "clock_resumed"
    changes = (Aspect.PROMISES,)

    clock: str
    due_at: datetime | None = None

    def line(self, scene: Scene) -> Line:
        return [f"let the clock for {clock_name(self.clock, scene.process)} run on"]

    def message(self, scene: Scene) -> Message:
        return scene.tell(self.reply(scene))

    def reply(self, scene: Scene) -> Line:
        due: Line = ["; it is due ", Moment(self.due_at)] if self.due_at else []
        return [f"The clock for {clock_name(self.clock, scene.process)} runs on", *due, "."]


class DueAgreed(Event):
    """Something is due at an agreed moment; `agreed_with` is who agreed, in words."""

    kind = "due_agreed"
    changes = (Aspect.PROMISES,)

    clock: str
    due_at: datetime
    agreed_with: str = ""

    def line(self, scene: Scene) -> Line:
        agreed: Line = [", agreed with ", *said(one_line(self.agreed_with, 150))] if self.agreed_with.strip() else []
        return [f"set {clock_name(self.clock, scene.process)} due ", Moment(self.due_at), *agreed]

    def message(self, scene: Scene) -> Message:
        agreed: Line = [", as agreed with ", *said(one_line(self.agreed_with, 140))] if self.agreed_with.strip() else []
        return scene.tell([*self._is_due(scene), *agreed, ".", *put_off(scene.incident, self.clock)])

    def reply(self, scene: Scene) -> Line:
        return [*self._is_due(scene), ".", *put_off(scene.incident, self.clock)]

    def _is_due(self, scene: Scene) -> Line:
        return [f"{clock_name(self.clock, scene.process).capitalize()} is due ", Moment(self.due_at)]


class PauseClock(Operation):
    """Let a clock stand still, and say why.

    After a time that you name it runs on by itself. It is the resolution's, unless you name another.
    """

    slug = "pause"
    needs = (RecordedClockEvent,)
    words = ("pause", "hold")
    example = "until tomorrow 9:00 Waiting for the customer"
    title = "Pause a clock"
    submit = "Pause"
    theme = Theme.CLOCKS
    order = 20
    phases = LIVE | RESOLVED
    spoken = ("clock", "until")

    clock: ClockName = Field("resolve", title="Which clock?")
    until: PointInTime | None = Field(
        None, title="Until", description="It then runs on by itself. Empty: until resumed."
    )
    reason: LongText = Field(title="Why?", description="What are you waiting for?")

    def apply(self, incident: Incident, context: Context) -> None:
        cycle = running(incident, context.process, context.now).get(self.clock)
        if cycle is None:
            raise Refusal("That clock is not running.", "clock")
        if cycle.paused and cycle.paused.reason == ON_HOLD:
            raise Refusal("The whole incident is paused.", "clock")
        until = _ahead(self.until, context, "until") if self.until is not None else None
        add(incident, context, self.clock, "paused", until=until, reason=self.reason)
        context.record(ClockPaused(clock=self.clock, until=until, reason=self.reason))


class ResumeClock(Operation):
    """Let a paused clock run on."""

    slug = "resume"
    needs = (RecordedClockEvent,)
    words = ("resume", "unpause")
    at_once = True
    title = "Resume a clock"
    submit = "Resume"
    theme = Theme.CLOCKS
    order = 30
    phases = LIVE | RESOLVED
    spoken = ("clock",)

    clock: ClockName | None = Field(None, title="Which clock?", description="Empty: the one that is paused.")

    def apply(self, incident: Incident, context: Context) -> None:
        cycles = running(incident, context.process, context.now)
        paused = {slug: cycle.paused for slug, cycle in cycles.items() if cycle.paused and self.clock in (None, slug)}
        if any(pause.reason == ON_HOLD for pause in paused.values()):
            raise Refusal("The whole incident is paused.", "clock")
        if not paused:
            raise Refusal("That clock is not paused." if self.clock else "No clock is paused.", "clock")
        if len(paused) > 1:
            raise Refusal(["More than one clock is paused. ", *name_one("resume", paused)], "clock")
        (clock,) = paused
        add(incident, context, clock, "resumed")
        due = running(incident, context.process, context.now)[clock].due
        context.record(ClockResumed(clock=clock, due_at=due))


class AgreeDue(Operation):
    """Agree when something is due.

    Words after it are who agreed. It is the resolution, unless you name another clock.
    """

    slug = "due"
    needs = (RecordedClockEvent,)
    words = ("due", "agree")
    example = "friday 16:00 the customer"
    title = "Agree a due date"
    submit = "Agree"
    theme = Theme.CLOCKS
    order = 40
    phases = LIVE | RESOLVED
    spoken = ("clock",)

    clock: ClockName = Field("resolve", title="Which clock?")
    due: PointInTime = Field(title="Due")
    agreed_with: ShortText | None = Field(None, title="Who agreed?", description="The customer, a person, a team.")

    def apply(self, incident: Incident, context: Context) -> None:
        if self.clock not in running(incident, context.process, context.now):
            raise Refusal("That clock is not running.", "clock")
        due = _ahead(self.due, context, "due")
        agreed_with = self.agreed_with or ""
        add(incident, context, self.clock, "agreed", moment=due, reason=agreed_with)
        context.record(DueAgreed(clock=self.clock, due_at=due, agreed_with=agreed_with))


@dataclass(frozen=True)
class Clocks(Answer):
    """How every clock stands at `now` (aware UTC), and how it came to that."""

    incident: IncidentView
    clocks: Sequence[IncidentClock]
    now: datetime


class ShowClocks(IncidentQuery):
    """Show every clock: what is due when, and why.

    Each interval with its reason, and the sum.
    """

    slug = "sla"
    needs = (*VIEW, CycleResult)
    words = ("sla", "clocks")
    title = "Clocks"
    order = 50

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        view = view_of(incident, context.process, at=context.now)
        found = [replace(clock, finished=finished_cycles(incident, clock.kind.slug)) for clock in view.clocks]
        return Clocks(view, found, context.now)


def _ahead(given: timedelta | datetime, context: Context, field: str) -> datetime:
    """A point in time that was given as such, or as a time from now. Raises Refusal for one past, or too far."""
    moment = context.now + given if isinstance(given, timedelta) else given
    if moment <= context.now:
        raise Refusal("That moment has passed already.", field)
    if moment - context.now > FURTHEST:
        raise Refusal("That is more than a year from now.", field)
    return moment
