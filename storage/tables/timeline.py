"""Tables: what happened to an incident, and what people wrote about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


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
