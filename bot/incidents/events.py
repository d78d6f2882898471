"""What can happen to an incident: the typed payloads of its timeline."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Event(BaseModel):
    """One thing that happened. `person` names whom it is about, where it is about somebody."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Declared(Event):
    kind: Literal["declared"] = "declared"
    name: str
    severity: str
    summary: str = ""
    source_permalink: str = ""


class Updated(Event):
    kind: Literal["updated"] = "updated"
    body: str
    milestone: str
    milestone_before: str
    severity: str
    severity_before: str
    next_update_at: datetime | None = None


class StatusChanged(Event):
    kind: Literal["status_changed"] = "status_changed"
    before: str
    after: str


class SeverityChanged(Event):
    kind: Literal["severity_changed"] = "severity_changed"
    before: str
    after: str
    reason: str = ""


class Renamed(Event):
    kind: Literal["renamed"] = "renamed"
    before: str
    after: str


class Summarised(Event):
    kind: Literal["summarised"] = "summarised"
    summary: str


class RoleAssigned(Event):
    kind: Literal["role_assigned"] = "role_assigned"
    role: str
    person: str
    instead_of: str | None = None


class RoleUnassigned(Event):
    kind: Literal["role_unassigned"] = "role_unassigned"
    role: str
    person: str


class ResponderInvited(Event):
    kind: Literal["responder_invited"] = "responder_invited"
    people: tuple[str, ...]


class NoteAdded(Event):
    kind: Literal["note_added"] = "note_added"
    body: str


class MessagePinned(Event):
    kind: Literal["message_pinned"] = "message_pinned"
    channel: str
    message_ts: str
    author: str = ""
    text: str = ""
    permalink: str = ""


class MessageUnpinned(Event):
    kind: Literal["message_unpinned"] = "message_unpinned"
    channel: str
    message_ts: str


class Escalated(Event):
    kind: Literal["escalated"] = "escalated"
    reason: str
    person: str | None = None
    group: str | None = None


class Nudge(BaseModel):
    """A threshold that was reached: `target_at` is the promise, and `is_overdue` whether it is broken."""

    model_config = ConfigDict(frozen=True)
    clock: str
    threshold: str
    target_at: datetime
    is_overdue: bool


class EscalationRaised(Event):
    """A step of the ladder: who is asked, and who is told besides, as addresses.

    `next_at` is when the next one follows if nobody takes it; None after the last. `nudges` are what the room is
    reminded of in the same message, and `person` is who can act on them. `late_seconds` is as for a reminder.
    """

    kind: Literal["escalation_raised"] = "escalation_raised"
    step: int
    steps: int
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    announced: bool = False
    told: tuple[str, ...] = ()
    reason: str = ""
    next_at: datetime | None = None
    nudges: tuple[Nudge, ...] = ()
    person: str | None = None
    late_seconds: int = 0
    said_at: datetime | None = None


class Acknowledged(Event):
    """`escalation_step` is the step of the ladder that this ends, 0 for none."""

    kind: Literal["acknowledged"] = "acknowledged"
    escalation_step: int = 0


class Snoozed(Event):
    kind: Literal["snoozed"] = "snoozed"
    clock: str
    until: datetime
    reason: str


class ClockPaused(Event):
    kind: Literal["clock_paused"] = "clock_paused"
    clock: str
    reason: str
    until: datetime | None = None


class ClockResumed(Event):
    """`due_at` is when it is due now."""

    kind: Literal["clock_resumed"] = "clock_resumed"
    clock: str
    due_at: datetime | None = None


class DueAgreed(Event):
    """`agreed_with` is who agreed, in words."""

    kind: Literal["due_agreed"] = "due_agreed"
    clock: str
    due_at: datetime
    agreed_with: str = ""


class ClockResult(BaseModel):
    """How a cycle of a clock ended; the times are working time, in seconds.

    One that `ended_early` was neither kept nor broken: what it waited for was called off.
    """

    model_config = ConfigDict(frozen=True)
    clock: str
    cycle: int
    met: bool
    ended_early: bool = False
    consumed_seconds: float
    stopped_seconds: float
    allowed_seconds: float


class Resolved(Event):
    kind: Literal["resolved"] = "resolved"
    resolution: str


class Unresolved(Event):
    kind: Literal["unresolved"] = "unresolved"
    reason: str


class Closed(Event):
    """`clocks` is the verdict on every promise that was made."""

    kind: Literal["closed"] = "closed"
    reason: str
    comment: str = ""
    clocks: tuple[ClockResult, ...] = ()


class Reopened(Event):
    kind: Literal["reopened"] = "reopened"
    reason: str


class ReminderDue(Event):
    """Nudges that fell due together.

    `person` is who can act, and `told` who else is to know, as addresses. `late_seconds` tells how long nobody could
    be reminded, 0 if in time; `said_at` is when it was said at last.
    """

    kind: Literal["reminder_due"] = "reminder_due"
    nudges: tuple[Nudge, ...]
    person: str | None = None
    told: tuple[str, ...] = ("room",)
    late_seconds: int = 0
    said_at: datetime | None = None


class DeliveryFailed(Event):
    """`advice` is what puts it right; empty where that is to put the problem right and to have it sent again."""

    kind: Literal["delivery_failed"] = "delivery_failed"
    what: str
    problem: str
    advice: str = ""


AnyEvent = Annotated[
    Declared
    | Updated
    | StatusChanged
    | SeverityChanged
    | Renamed
    | Summarised
    | RoleAssigned
    | RoleUnassigned
    | ResponderInvited
    | NoteAdded
    | MessagePinned
    | MessageUnpinned
    | Escalated
    | EscalationRaised
    | Acknowledged
    | Snoozed
    | ClockPaused
    | ClockResumed
    | DueAgreed
    | Resolved
    | Unresolved
    | Closed
    | Reopened
    | ReminderDue
    | DeliveryFailed,
    Field(discriminator="kind"),
]

_reader: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent, config=ConfigDict(hide_input_in_errors=True))


def read(payload: dict[str, object]) -> AnyEvent:
    """The event that a timeline row holds. Raises pydantic.ValidationError for a payload no version wrote."""
    return _reader.validate_python(payload)
