"""Tables: the workspace, and what Slack last said of its people and channels."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Workspace(Base):
    """A Slack workspace, the last incident numbers given out in it, and the process that its clocks follow.

    Processes are known by a digest. Of several that run, `leading_policy` is the one that clocks are to follow; those
    who run it count `leading_beats` up while they do. They all follow it where that is the `followed_policy`, too.
    """

    __tablename__ = "workspace"

    team_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    bot_user_id: Mapped[str] = mapped_column(default="")
    followed_policy: Mapped[str | None]
    leading_policy: Mapped[str | None]
    leading_beats: Mapped[int] = mapped_column(default=0, server_default="0")
    last_number: Mapped[int] = mapped_column(default=0)
    last_private_number: Mapped[int] = mapped_column(default=0, server_default="0")


class SlackPerson(Base):
    """What Slack last said about a person."""

    __tablename__ = "person"

    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="")
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_deactivated: Mapped[bool] = mapped_column(default=False)
    fetched_at: Mapped[datetime]


class SlackChannel(Base):
    """What Slack last said about a channel that is not a room: announcement channels, mostly."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("team_id", "name"),)

    team_id: Mapped[str] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    channel_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    fetched_at: Mapped[datetime]
