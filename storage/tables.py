"""The incident record as tables: what an incident is now, how it came to be, and what the outside still has to hear."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship

from storage.types import Json, UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Workspace(Base):
    """A Slack workspace, and the last incident number given out in it."""

    __tablename__ = "workspace"

    team_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    bot_user_id: Mapped[str] = mapped_column(default="")
    last_number: Mapped[int] = mapped_column(default=0)


class Incident(Base):
    """One incident as it is at present; its timeline tells how it came to be."""

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "idempotency_key"),
        _one_of("mode", "standard", "retrospective", "test", "tutorial"),
        _one_of("visibility", "public", "private"),
        Index(None, "team_id", "phase", "declared_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    number: Mapped[int]
    reference: Mapped[str]
    idempotency_key: Mapped[str]
    version: Mapped[int] = mapped_column()

    mode: Mapped[str] = mapped_column(default="standard")
    visibility: Mapped[str] = mapped_column(default="public")
    severity: Mapped[str]
    type: Mapped[str]
    milestone: Mapped[str]
    phase: Mapped[str]
    name: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    last_update: Mapped[str] = mapped_column(default="")
    resolution: Mapped[str] = mapped_column(default="")
    close_reason: Mapped[str] = mapped_column(default="")
    close_comment: Mapped[str] = mapped_column(default="")

    creator_id: Mapped[str]
    source_permalink: Mapped[str] = mapped_column(default="")
    announced_in: Mapped[list[Any]] = mapped_column(default=list)

    declared_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    last_update_at: Mapped[datetime | None]
    next_update_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    escalation_step: Mapped[int] = mapped_column(default=0)
    escalated_at: Mapped[datetime | None]

    milestones: Mapped[list["MilestoneReached"]] = relationship(order_by="MilestoneReached.id", lazy="selectin")
    assignments: Mapped[list["RoleAssignment"]] = relationship(order_by="RoleAssignment.id", lazy="selectin")
    responders: Mapped[list["Responder"]] = relationship(order_by="Responder.id", lazy="selectin")
    deadlines: Mapped[list["Deadline"]] = relationship(
        order_by="Deadline.id", lazy="selectin", cascade="all, delete-orphan"
    )
    clock_events: Mapped[list["RecordedClockEvent"]] = relationship(order_by="RecordedClockEvent.id", lazy="selectin")
    snoozes: Mapped[list["Snooze"]] = relationship(order_by="Snooze.id", lazy="selectin")
    pins: Mapped[list["TimelinePin"]] = relationship(order_by="TimelinePin.id", lazy="selectin")
    updates: WriteOnlyMapped["StatusUpdate"] = relationship(order_by="StatusUpdate.id")
    room: Mapped["Room"] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def holders(self) -> list["RoleAssignment"]:
        """The role assignments that stand now."""
        return [assignment for assignment in self.assignments if assignment.ended_at is None]


class MilestoneReached(Base):
    """That an incident reached a milestone, when, and by whose word; never changed, only followed by the next."""

    __tablename__ = "milestone_reached"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    milestone: Mapped[str]
    phase: Mapped[str]
    occurred_at: Mapped[datetime]
    actor_id: Mapped[str | None]


class RoleAssignment(Base):
    """Who held which role from when to when; without an end, who holds it now."""

    __tablename__ = "role_assignment"
    __table_args__ = (
        Index(
            "uq_role_assignment_exclusive_holder",
            "incident_id",
            "role",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND exclusive"),
            postgresql_where=text("ended_at IS NULL AND exclusive"),
        ),
        Index(
            "uq_role_assignment_holder",
            "incident_id",
            "role",
            "user_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(None, "team_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    role: Mapped[str]
    exclusive: Mapped[bool]
    user_id: Mapped[str]
    assigned_by: Mapped[str | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Responder(Base):
    """A person who belongs in the room: asked to join, or found there. `left_at` is set while they are out.

    `seen_at` is when they last came or went, by Slack's clock.
    """

    __tablename__ = "responder"
    __table_args__ = (
        UniqueConstraint("incident_id", "user_id"),
        _one_of("invitation", "wanted", "done", "failed"),
        Index(None, "team_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    user_id: Mapped[str]
    since: Mapped[datetime]
    left_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    invitation: Mapped[str] = mapped_column(default="wanted")
    problem: Mapped[str] = mapped_column(default="")


class TimelineEvent(Base):
    """One thing that happened, typed by `kind` with its payload. The database refuses to change or delete a row."""

    __tablename__ = "timeline_event"
    __table_args__ = (Index(None, "incident_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    kind: Mapped[str]
    actor_id: Mapped[str | None]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]


class StatusUpdate(Base):
    """A status update as people read it, with what the incident was at that moment."""

    __tablename__ = "status_update"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    author_id: Mapped[str | None]
    body: Mapped[str]
    milestone: Mapped[str]
    severity: Mapped[str]
    next_update_at: Mapped[datetime | None]
    posted_at: Mapped[datetime]


class TimelinePin(Base):
    """Whether a person has put a message on the timeline, by the newest word on it (Slack keeps no order)."""

    __tablename__ = "timeline_pin"
    __table_args__ = (UniqueConstraint("incident_id", "channel_id", "message_ts", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    channel_id: Mapped[str]
    message_ts: Mapped[str]
    user_id: Mapped[str]
    present: Mapped[bool]
    changed_at: Mapped[datetime]


class Snooze(Base):
    """A clock put off until a time, with the reason given."""

    __tablename__ = "snooze"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    clock: Mapped[str]
    until: Mapped[datetime]
    reason: Mapped[str]
    actor_id: Mapped[str | None]
    snoozed_at: Mapped[datetime]


class RecordedClockEvent(Base):
    """Something that happened to an SLA clock; never changed, only followed by the next.

    `until` is the end of a pause, `moment` what was agreed upon. `target` is the promise from then on: working time in
    `seconds`, the name of its `calendar`, and its `thresholds`.
    """

    __tablename__ = "clock_mark"
    __table_args__ = (_one_of("kind", "started", "stopped", "paused", "resumed", "retargeted", "agreed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    clock: Mapped[str]
    kind: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime | None]
    moment: Mapped[datetime | None]
    target: Mapped[dict[str, Any] | None]


class Deadline(Base):
    """A moment at which something is to be said of a clock. Fired rows stay as the ledger: each fires once."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("incident_id", "clock", "threshold", "anchor"),
        Index(
            "ix_deadline_due",
            "due_at",
            sqlite_where=text("fired_at IS NULL"),
            postgresql_where=text("fired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    clock: Mapped[str]
    threshold: Mapped[str]
    anchor: Mapped[str]
    due_at: Mapped[datetime]
    target_at: Mapped[datetime]
    fired_at: Mapped[datetime | None]


class Work(Base):
    """What one lane of delivery has to carry of an incident: which version is wanted, which was applied, whose it is.

    `tried` is the last version that a round took up, `attempts` how many rounds have failed since one did not. A failed
    round sets when it failed and when to try again; a worker holds the row while it has the lease.
    """

    __tablename__ = "work"
    __table_args__ = (
        Index(
            "ix_work_due",
            "team_id",
            "lane",
            "retry_at",
            sqlite_where=text("applied < wanted"),
            postgresql_where=text("applied < wanted"),
        ),
    )

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    lane: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    wanted: Mapped[int]
    applied: Mapped[int] = mapped_column(default=0)
    tried: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]


class Room(Base):
    """The channel of an incident as it was last left, and whether it is to have one."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("team_id", "channel_id"),)

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    is_wanted: Mapped[bool] = mapped_column(default=True)
    problem: Mapped[str] = mapped_column(default="")

    channel_id: Mapped[str | None]
    channel_name: Mapped[str] = mapped_column(default="")
    creating_name: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    topic: Mapped[str] = mapped_column(default="")
    pinned_ts: Mapped[str] = mapped_column(default="")
    bookmarks: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Card(Base):
    """A summary of an incident that is edited in place: pinned in the room, or its twin in an announcement channel."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("incident_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    place: Mapped[str]
    channel_id: Mapped[str] = mapped_column(default="")
    message_ts: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    attempted_at: Mapped[datetime | None]
    look_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")


class Post(Base):
    """The outbox: one event for one address, which lane carries it there, and whether it arrived."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("event_id", "destination"),
        _one_of("state", "pending", "sending", "delivered", "failed"),
        Index(None, "incident_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("timeline_event.id"))
    destination: Mapped[str]
    lane: Mapped[str]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None]
    look_at: Mapped[datetime | None]
    channel_id: Mapped[str] = mapped_column(default="")
    message_ts: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]

    event: Mapped[TimelineEvent] = relationship(lazy="raise")


class Receipt(Base):
    """That an operation with this key was carried out, so that saying it twice does it once."""

    __tablename__ = "receipt"

    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    operation: Mapped[str]
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    carried_out_at: Mapped[datetime]


class Person(Base):
    """What Slack last said about a person."""

    __tablename__ = "person"

    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="")
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_deactivated: Mapped[bool] = mapped_column(default=False)
    fetched_at: Mapped[datetime]


class Channel(Base):
    """What Slack last said about a channel that is not a room: announcement channels, mostly."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("team_id", "name"),)

    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    channel_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    fetched_at: Mapped[datetime]
