"""Tables: an incident as it is at present, and who and what belongs to it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, inspect, text
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from storage.tables.base import Base, OfIncident, one_of

if TYPE_CHECKING:
    from storage.tables.clocks import CycleResult, Deadline, RecordedClockEvent, Snooze
    from storage.tables.delivery import Room
    from storage.tables.timeline import StatusUpdate, TimelinePin

T = TypeVar("T", bound=OfIncident)
TableOf = type[T]
AnyTable = type[Base]


class Incident(Base):
    """One incident as it is at present; its timeline tells how it came to be.

    What belongs to it is there as far as whoever reads it said so (`storage.loading`); everything else raises.
    """

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "idempotency_key"),
        one_of("mode", "standard", "retrospective", "test", "tutorial"),
        one_of("visibility", "public", "private"),
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

    milestones: Mapped[list["MilestoneReached"]] = relationship(order_by="MilestoneReached.id", lazy="raise")
    assignments: Mapped[list["RoleAssignment"]] = relationship(order_by="RoleAssignment.id", lazy="raise")
    responders: Mapped[list["Responder"]] = relationship(order_by="Responder.id", lazy="raise")
    deadlines: Mapped[list["Deadline"]] = relationship(
        order_by="Deadline.id", lazy="raise", cascade="all, delete-orphan"
    )
    clock_events: Mapped[list["RecordedClockEvent"]] = relationship(
        order_by="RecordedClockEvent.id",
        lazy="raise",
        primaryjoin="and_(Incident.id == RecordedClockEvent.incident_id, ~RecordedClockEvent.is_past)",
    )
    cycle_results: WriteOnlyMapped["CycleResult"] = relationship(order_by="CycleResult.id")
    verdicts: Mapped[list["CycleResult"]] = relationship(order_by="CycleResult.id", lazy="raise", viewonly=True)
    snoozes: Mapped[list["Snooze"]] = relationship(order_by="Snooze.id", lazy="raise")
    pins: Mapped[list["TimelinePin"]] = relationship(order_by="TimelinePin.id", lazy="raise")
    updates: WriteOnlyMapped["StatusUpdate"] = relationship(order_by="StatusUpdate.id")
    room: Mapped["Room"] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __init__(self, **given: Any) -> None:
        """A new incident has no rows of any table yet: none of them is asked of the database."""
        super().__init__(**given)
        for name in self.collections().values():
            if name not in given:
                set_committed_value(self, name, [])

    @classmethod
    def collections(cls) -> dict[AnyTable, str]:
        """The tables whose rows belong to an incident, and what their lists are called."""
        found = inspect(cls).relationships.items()
        return {one.mapper.class_: name for name, one in found if one.lazy == "raise"}

    def has_loaded(self, table: AnyTable) -> bool:
        """Whether the rows of this table that belong to it are there."""
        return self.collections()[table] not in inspect(self).unloaded

    @classmethod
    def take_up_rows(cls) -> None:
        """Make every table of rows that belong to an incident known to it; once all tables are there."""
        for table in OfIncident.__subclasses__():
            rows = relationship(table, order_by=f"{table.__name__}.id", lazy="raise", cascade="all, delete-orphan")
            inspect(cls).add_property(table.__tablename__, rows)

    def rows(self, table: TableOf[T]) -> list[T]:
        """The rows of a capability's table that belong to it: a list to add to and to remove from."""
        found: list[T] = getattr(self, table.__tablename__)
        return found

    def add_verdict(self, verdict: "CycleResult") -> None:
        """Write down how a cycle ended. The verdicts before it may be many, and are loaded where they are read only."""
        self.cycle_results.add(verdict)
        if "verdicts" not in inspect(self).unloaded:
            set_committed_value(self, "verdicts", [*self.verdicts, verdict])

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
        one_of("invitation", "wanted", "done", "failed"),
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
