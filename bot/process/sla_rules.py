"""The parts of a policy: clocks, their targets, what happens on the way to what is due, and whom to escalate to."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import BaseModel, Field, StrictBool, model_validator

from bot.process.principals import GROUP, PERSON
from bot.process.thresholds import When
from bot.process.values import FROZEN, Name, OptionalDuration, Pattern, Slug
from bot.process.working_hours import ALWAYS

MOMENTS = ("declared", "acknowledged", "lead_assigned", "updated", "resolved", "closed")
"""What every incident has, whatever its milestones: clocks may run from and to these as well."""

CalendarName = Annotated[
    str, Pattern(rf"{ALWAYS}|[a-z][a-z0-9_]{{0,39}}", f'"{ALWAYS}" or the name of one of your calendars')
]

_PEOPLE = rf"creator|role:(\*|[a-z][a-z0-9_]*)|person:{PERSON}|group:{GROUP}"
_PEOPLE_WORDS = '"creator", "role:lead", "role:*", "person:U…" or "group:S…"'

Ask = Annotated[str, Pattern(rf"room|announce|{_PEOPLE}", f'"room", "announce", {_PEOPLE_WORDS}')]
"""Whom to ask for help: remind the room, announce, tell a person or a role's holders, ask a user group to join."""

Action = Annotated[
    str, Pattern(rf"room|announce|escalate|{_PEOPLE}", f'"room", "announce", "escalate", {_PEOPLE_WORDS}')
]
"""What to do: as `Ask`, and "escalate", which raises the next step of the ladder."""


class ClockKind(BaseModel):
    """A clock: what it waits for, and since when."""

    model_config = FROZEN

    slug: Slug
    """What the record stores, such as "contain". Never change it; change the name."""
    name: Name
    """What people read, such as "Containment"."""
    starts: Slug
    """The milestone it runs from, or declared, acknowledged, lead_assigned, updated, resolved, closed."""
    ends: Slug
    """The milestone it waits for, or one of the same."""
    repeats: StrictBool = False
    """Whether it begins again each time that it ends."""


class TargetRule(BaseModel):
    """How soon something is expected, for some severities and types; of two rules that apply the later one holds."""

    model_config = FROZEN

    clock: Slug
    """The clock it is for: respond, lead, update, escalate, resolve, or one of your own."""
    severities: tuple[Slug, ...] = ()
    """The severities it is for; empty for all."""
    types: tuple[Slug, ...] = ()
    """The types it is for; empty for all."""
    within: OptionalDuration = None
    """How much working time: "15m", "1h 30m", "40h", or "never" for no clock. As in the severity, where left out."""
    calendar: CalendarName | None = None
    """The calendar it keeps. As in the severity, where left out."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.sets_target and self.calendar is None:
            raise ValueError("says nothing: give within, or calendar, or both")
        return self

    @property
    def sets_target(self) -> bool:
        """Whether `within` is given, be it "never"."""
        return "within" in self.model_fields_set


class Notice(BaseModel):
    """What to do at a point on the way to what is due; all notices that apply are given."""

    model_config = FROZEN

    clocks: tuple[Slug, ...] = ()
    """The clocks it is for; empty for all."""
    severities: tuple[Slug, ...] = ()
    """The severities it is for; empty for all."""
    types: tuple[Slug, ...] = ()
    """The types it is for; empty for all."""
    when: When
    """ "75%" of the target, "10m before", "due", "30m after", or "warning": the severity's warn_before."""
    do: Annotated[tuple[Action, ...], Field(min_length=1)]
    """Any of "room", "announce", "escalate", "creator", "role:lead", "role:*", "person:U…", "group:S…"."""


class Step(BaseModel):
    """A step of the escalation ladder."""

    model_config = FROZEN

    ask: Annotated[tuple[Ask, ...], Field(min_length=1)]
    """Any of "room", "announce", "creator", "role:lead", "role:*", "person:U…", "group:S…"."""
    wait: OptionalDuration = timedelta(minutes=15)
    """How long to wait for somebody to take it, before the next step; "never" to stay here."""
    severities: tuple[Slug, ...] = ()
    """The severities it is for; empty for all."""
    types: tuple[Slug, ...] = ()
    """The types it is for; empty for all."""


def applies(rule: TargetRule | Notice | Step, severity: str, incident_type: str) -> bool:
    """Whether a rule is for incidents of this severity and type."""
    return (not rule.severities or severity in rule.severities) and (not rule.types or incident_type in rule.types)
