"""What queries answer with and views draw from: incidents as they were read, without a way back into the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.text import Line
from bot.process.sla_rules import ClockKind
from bot.process.values import Phase
from bot.sla.clock_events import ClockEvent
from bot.sla.cycles import Cycle


@dataclass(frozen=True)
class FinishedCycle:
    """How a cycle of a clock ended, as it was judged then; `consumed` is working time."""

    number: int
    began_at: datetime
    consumed: timedelta
    is_met: bool
    ended_early: bool


@dataclass(frozen=True)
class IncidentClock:
    """A clock of an incident and its last cycles, the last being the present one; `events` are what they come from.

    `finished` are the verdicts on all that have ended, for those who asked for them.
    """

    kind: ClockKind
    cycles: tuple[Cycle, ...]
    events: tuple[ClockEvent, ...]
    finished: tuple[FinishedCycle, ...] = ()

    @property
    def present(self) -> Cycle | None:
        """The cycle that has not ended."""
        return self.cycles[-1] if self.cycles and self.cycles[-1].ended is None else None


@dataclass(frozen=True)
class ClockResult:
    """How a cycle of a clock ended; the times are working time, in seconds.

    One that `ended_early` was neither kept nor broken: what it waited for was called off.
    """

    clock: str
    cycle: int
    met: bool
    consumed_seconds: float
    stopped_seconds: float
    allowed_seconds: float
    ended_early: bool = False


@dataclass(frozen=True)
class Holder:
    """Who holds a role now, and since when."""

    role: str
    person: str
    since: datetime


@dataclass(frozen=True)
class Member:
    """Somebody who belongs in the room. `problem` is why they could not be invited, empty where they could."""

    person: str
    is_there: bool
    problem: str = ""
    could_not_come: bool = False


@dataclass(frozen=True)
class IncidentLine:
    """An incident in a list. `channel` is its room, None while there is none; not every incident wants one."""

    id: int
    reference: str
    name: str
    severity: str
    milestone: str
    phase: str
    type: str
    visibility: str
    mode: str
    channel: str | None
    wants_room: bool


@dataclass(frozen=True)
class Subjects:
    """The incidents that something can be done to: the first of them, and how many there are."""

    first: Sequence[IncidentLine]
    total: int


@dataclass(frozen=True)
class IncidentView(IncidentLine):
    """An incident with all that is shown of it. Times are aware UTC; `read_at` is the moment its clocks are read for.

    `snoozes` tells, by clock, until when nobody is reminded. `results` are there once it is over. `sections` are what
    capabilities add to the card, by their titles.
    """

    number: int
    summary: str
    last_update: str
    resolution: str
    close_reason: str
    close_comment: str
    creator: str
    source_permalink: str
    announced_in: tuple[str, ...]
    declared_at: datetime
    acknowledged_at: datetime | None
    last_update_at: datetime | None
    next_update_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    updated_at: datetime
    read_at: datetime
    escalation_step: int
    has_deadlines: bool
    holders: tuple[Holder, ...]
    members: tuple[Member, ...]
    clocks: tuple[IncidentClock, ...]
    snoozes: Mapping[str, datetime]
    results: tuple[ClockResult, ...]
    sections: tuple[Line, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of anybody."""
        return Phase(self.phase).is_over

    def holding(self, role: str) -> list[str]:
        """The people who hold a role now."""
        return [holder.person for holder in self.holders if holder.role == role]

    def belongs(self, person: str) -> bool:
        """Whether it is theirs: declared by them, with a role for them, or in whose room they are."""
        there = [member.person for member in self.members if member.is_there]
        return person in (self.creator, *there, *(holder.person for holder in self.holders))

    def running(self, clock: str) -> Cycle | None:
        """The cycle of this clock that has not ended."""
        return next((one.present for one in self.clocks if one.kind.slug == clock), None)
