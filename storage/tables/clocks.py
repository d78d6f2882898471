"""Tables: the SLA clocks of an incident, and the moments at which something is to be said of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Double, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified, set_committed_value

from storage.tables.base import Base, one_of


class Snooze(Base):
    """A clock put off until a time, with the reason given: the last word on it, of which there is one row a clock."""

    __tablename__ = "snooze"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    clock: Mapped[str]
    until: Mapped[datetime]
    reason: Mapped[str]
    actor_id: Mapped[str | None]
    snoozed_at: Mapped[datetime]


class CalendarHours(Base):
    """The content of a calendar, once, by its digest: what is counted by it stays as it was, whatever is edited."""

    __tablename__ = "calendar_hours"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]


class RecordedClockEvent(Base):
    """Something that happened to an SLA clock; never changed, only followed by the next.

    `until` is the end of a pause, `moment` what was agreed upon. `target` is the promise from then on: working time in
    `seconds`, the name of its `calendar`, its `thresholds`, and the `severity` that it is for. `hours` are what that
    calendar was then; what earlier versions wrote has none until it is touched. A start has the number of its `cycle`.
    What `is_past` belongs to a cycle before the last few: nobody needs it any more to know how the clock stands.
    """

    __tablename__ = "clock_mark"
    __table_args__ = (
        one_of("kind", "started", "stopped", "paused", "resumed", "retargeted", "agreed"),
        Index(
            "ix_clock_mark_present",
            "incident_id",
            sqlite_where=text("is_past = 0"),
            postgresql_where=text("NOT is_past"),
        ),
    )

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
    hours_digest: Mapped[str | None] = mapped_column("hours", ForeignKey("calendar_hours.digest"))

    cycle: Mapped[int | None]
    is_past: Mapped[bool] = mapped_column(default=False)

    hours: Mapped[CalendarHours | None] = relationship(lazy="joined", viewonly=True)

    def count_by(self, hours: CalendarHours) -> None:
        """Refer to these hours; `storage.queries.store_hours` has to be asked before it is flushed."""
        self.hours_digest = hours.digest
        set_committed_value(self, "hours", hours)


class CycleResult(Base):
    """How a cycle of a clock ended: written when it does, and never changed. The times are working time.

    One that `ended_early` was neither kept nor broken: what it waited for was called off.
    """

    __tablename__ = "cycle_result"
    __table_args__ = (UniqueConstraint("incident_id", "clock", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    clock: Mapped[str]
    number: Mapped[int]
    is_met: Mapped[bool]
    ended_early: Mapped[bool]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    consumed_seconds: Mapped[float] = mapped_column(Double)
    stopped_seconds: Mapped[float] = mapped_column(Double)
    allowed_seconds: Mapped[float] = mapped_column(Double)


class Deadline(Base):
    """A moment at which something is to be said of a clock. What has fired stays as long as it might be due again.

    A row that is waited for has no `fired_at`. One that was put away before it fired has one before its `due_at`.
    """

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

    @property
    def has_fired(self) -> bool:
        """Whether it was said."""
        return self.fired_at is not None and self.fired_at >= self.due_at

    def wait_for(self, clock: str, threshold: str, anchor: str, due_at: datetime, target_at: datetime) -> None:
        """Make it the row of this moment, whatever it was before."""
        self.clock, self.threshold, self.anchor = clock, threshold, anchor
        self.due_at, self.target_at, self.fired_at = due_at, target_at, None
        self._write_whole()

    def put_away(self, now: datetime) -> None:
        """Let nobody wait for it any more, although it was not said."""
        self.fired_at = min(now, self.due_at - timedelta.resolution)
        self._write_whole()

    def _write_whole(self) -> None:
        """Have all its columns written, so that all rows that change go in one statement."""
        for name in ("clock", "threshold", "anchor", "due_at", "target_at", "fired_at"):
            flag_modified(self, name)
