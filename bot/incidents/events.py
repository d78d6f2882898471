"""What can happen to an incident: the typed payloads of its timeline."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Clock = Literal["acknowledge", "update", "lead"]


class Event(BaseModel):
    """One thing that happened. `person` names whom it is about, where it is about somebody."""

    model_config = ConfigDict(frozen=True, extra="ignore")


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


class Acknowledged(Event):
    kind: Literal["acknowledged"] = "acknowledged"


class Snoozed(Event):
    kind: Literal["snoozed"] = "snoozed"
    clock: Clock
    until: datetime
    reason: str


class Resolved(Event):
    kind: Literal["resolved"] = "resolved"
    resolution: str


class Unresolved(Event):
    kind: Literal["unresolved"] = "unresolved"
    reason: str


class Closed(Event):
    kind: Literal["closed"] = "closed"
    reason: str
    comment: str = ""


class Reopened(Event):
    kind: Literal["reopened"] = "reopened"
    reason: str


class Nudge(BaseModel):
    """One threshold that was reached: `target_at` is the promise, `threshold` whether it is near or past."""

    model_config = ConfigDict(frozen=True)
    clock: Clock
    threshold: Literal["warning", "breach"]
    target_at: datetime


class ReminderDue(Event):
    """Nudges that fell due together. `late_seconds` tells how long nobody could be reminded, 0 if in time."""

    kind: Literal["reminder_due"] = "reminder_due"
    nudges: tuple[Nudge, ...]
    person: str | None = None
    late_seconds: int = 0


class DeliveryFailed(Event):
    kind: Literal["delivery_failed"] = "delivery_failed"
    what: str
    problem: str


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
    | Acknowledged
    | Snoozed
    | Resolved
    | Unresolved
    | Closed
    | Reopened
    | ReminderDue
    | DeliveryFailed,
    Field(discriminator="kind"),
]

_reader: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def read(payload: dict[str, object]) -> AnyEvent:
    """The event that a timeline row holds. Raises pydantic.ValidationError for a payload no version wrote."""
    return _reader.validate_python(payload)
