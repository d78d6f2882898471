"""The policy of a team: its clocks, their targets and calendars, who hears of them when, and the escalation ladder."""

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import BaseModel, Field

from bot.process import defaults
from bot.process.findings import Finding, suggestion
from bot.process.sla_rules import MOMENTS, ClockKind, Notice, Step, TargetRule
from bot.process.values import FROZEN, Slug
from bot.process.working_hours import ALWAYS, WorkingHours


class Sla(BaseModel):
    """What is finer than the times of a severity. Frozen; `Sla()` is a sensible one."""

    model_config = FROZEN

    clocks: Annotated[tuple[ClockKind, ...], Field(max_length=20)] = ()
    """Clocks of your own, besides respond, lead, update, escalate and resolve."""
    targets: Annotated[tuple[TargetRule, ...], Field(max_length=200)] = ()
    """Targets that go before the times of a severity. Of two that apply the later one holds."""
    calendars: dict[Slug, WorkingHours] = {}
    """Working hours by name, for severities and targets to keep."""
    notices: Annotated[tuple[Notice, ...], Field(max_length=200)] = defaults.NOTICES
    """What to do when. All that apply are given."""
    escalation: Annotated[tuple[Step, ...], Field(max_length=50)] = defaults.ESCALATION
    """The ladder: whom to ask, one step after the other, until somebody takes it."""

    @property
    def all_clocks(self) -> tuple[ClockKind, ...]:
        """The clocks that every process has, and those of the team."""
        return (*defaults.CLOCKS, *self.clocks)

    def findings(
        self, severities: Collection[str], types: Collection[str], roles: Collection[str], milestones: Collection[str]
    ) -> Iterator[Finding]:
        """What does not fit together here, or to the slugs of the process."""
        clocks = [clock.slug for clock in self.all_clocks]
        for index, clock in enumerate(self.clocks):
            if clocks.count(clock.slug) > 1:
                yield ("clocks", index, "slug"), f"{clock.slug!r} is taken by another clock"
            for key, moment in (("starts", clock.starts), ("ends", clock.ends)):
                yield from _unknown(("clocks", index, key), "milestone", [moment], {*MOMENTS, *milestones})
        for index, rule in enumerate(self.targets):
            yield from _unknown(("targets", index, "clock"), "clock", [rule.clock], clocks)
            yield from self.unknown_calendar(("targets", index, "calendar"), rule.calendar)
        for index, notice in enumerate(self.notices):
            yield from _unknown(("notices", index, "clocks"), "clock", notice.clocks, clocks)
            yield from _unknown(("notices", index, "do"), "role", _roles(notice.do), roles)
        for index, step in enumerate(self.escalation):
            yield from _unknown(("escalation", index, "ask"), "role", _roles(step.ask), roles)
        limited: dict[str, tuple[TargetRule | Notice | Step, ...]] = {
            "targets": self.targets,
            "notices": self.notices,
            "escalation": self.escalation,
        }
        for key, rules in limited.items():
            for index, each in enumerate(rules):
                yield from _unknown((key, index, "severities"), "severity", each.severities, severities)
                yield from _unknown((key, index, "types"), "type", each.types, types)

    def unknown_calendar(self, location: tuple[str | int, ...], name: str | None) -> Iterator[Finding]:
        """The finding that there is no calendar of this name, where there is none."""
        if name is not None:
            yield from _unknown(location, "calendar", [name], {ALWAYS, *self.calendars})


def _unknown(
    location: tuple[str | int, ...], what: str, given: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    for word in given:
        if word not in known:
            yield location, f"there is no {what} {word!r}; {suggestion(word, list(known))}"


def _roles(actions: Collection[str]) -> list[str]:
    """The roles that are named, but for "role:*"."""
    named = (action.removeprefix("role:") for action in actions if action.startswith("role:"))
    return [role for role in named if role != "*"]
