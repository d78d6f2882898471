"""Pause and resume a clock, agree when something is due, and ask how every clock stands and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.fields import ClockName, LongText, Moment, ShortText
from bot.core.operation import LIVE, RESOLVED, Answer, Context, Operation, Query, Refusal, name_one
from bot.incidents.clocks import ON_HOLD, IncidentClock, add, clocks, running
from bot.incidents.events import ClockPaused, ClockResumed, DueAgreed
from bot.operations.queries import ListIncidents
from storage.tables import Incident

FURTHEST = timedelta(days=366)
"""How far ahead a moment may lie that somebody gives."""


@dataclass(frozen=True)
class SlaOf(Answer):
    """How every clock stands at `now` (aware UTC), and how it came to that."""

    incident: Incident
    clocks: Sequence[IncidentClock]
    now: datetime


class PauseClock(Operation):
    """Let a clock stand still, and say why."""

    words: ClassVar = ("pause", "hold")
    title: ClassVar = "Pause a clock"
    submit: ClassVar = "Pause"
    phases: ClassVar = LIVE | RESOLVED
    spoken: ClassVar = ("clock", "until")

    clock: ClockName = Field("resolve", title="Which clock?")
    until: Moment | None = Field(None, title="Until", description="It then runs on by itself. Empty: until resumed.")
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

    words: ClassVar = ("resume", "unpause")
    at_once: ClassVar = True
    title: ClassVar = "Resume a clock"
    submit: ClassVar = "Resume"
    phases: ClassVar = LIVE | RESOLVED
    spoken: ClassVar = ("clock",)

    clock: ClockName | None = Field(None, title="Which clock?", description="Empty: the one that is paused.")

    def apply(self, incident: Incident, context: Context) -> None:
        cycles = running(incident, context.process, context.now)
        paused = {slug: cycle.paused for slug, cycle in cycles.items() if cycle.paused and self.clock in (None, slug)}
        if any(pause.reason == ON_HOLD for pause in paused.values()):
            raise Refusal("The whole incident is paused.", "clock")
        if not paused:
            raise Refusal("That clock is not paused." if self.clock else "No clock is paused.", "clock")
        if len(paused) > 1:
            raise Refusal(f"More than one clock is paused. {name_one('resume', paused)}", "clock")
        (clock,) = paused
        add(incident, context, clock, "resumed")
        due = running(incident, context.process, context.now)[clock].due
        context.record(ClockResumed(clock=clock, due_at=due))


class AgreeDue(Operation):
    """Agree when something is due."""

    words: ClassVar = ("due", "agree")
    title: ClassVar = "Agree a due date"
    submit: ClassVar = "Agree"
    phases: ClassVar = LIVE | RESOLVED
    spoken: ClassVar = ("clock",)

    clock: ClockName = Field("resolve", title="Which clock?")
    due: Moment = Field(title="Due")
    agreed_with: ShortText | None = Field(None, title="Who agreed?", description="The customer, a person, a team.")

    def apply(self, incident: Incident, context: Context) -> None:
        if self.clock not in running(incident, context.process, context.now):
            raise Refusal("That clock is not running.", "clock")
        due = _ahead(self.due, context, "due")
        agreed_with = self.agreed_with or ""
        add(incident, context, self.clock, "agreed", moment=due, reason=agreed_with)
        context.record(DueAgreed(clock=self.clock, due_at=due, agreed_with=agreed_with))


class ShowClocks(Query):
    """Show every clock: what is due when, and why."""

    words: ClassVar = ("sla", "clocks")

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        if incident is None:
            return await ListIncidents().answer(session, None, context)
        return SlaOf(incident, clocks(incident, context.process, context.now), context.now)


def _ahead(given: timedelta | datetime, context: Context, field: str) -> datetime:
    """A point in time that was given as such, or as a time from now. Raises Refused for one past, or too far."""
    moment = context.now + given if isinstance(given, timedelta) else given
    if moment <= context.now:
        raise Refusal("That moment has passed already.", field)
    if moment - context.now > FURTHEST:
        raise Refusal("That is more than a year from now.", field)
    return moment
