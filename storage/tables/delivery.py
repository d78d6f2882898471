"""Tables: what the outside still has to hear, what was last applied to Slack, and what was carried out."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.tables.base import Base, one_of
from storage.tables.timeline import TimelineEvent


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
        one_of("state", "pending", "sending", "delivered", "failed"),
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
