"""What delivery has to do, by incident and lane: taken out of the room's row, where it was Slack's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TIME = sa.DateTime(timezone=True)

SLACK = "slack"
"""The lane of everything that was delivered before there were others."""

MOVED = ("wanted", "applied", "tried", "attempts", "retry_at", "lease_owner", "lease_until")

# What SQLite's tables do not tell when they are made anew.
OUTBOX_STATES = sa.CheckConstraint("state IN ('pending', 'sending', 'delivered', 'failed')", name="ck_outbox_state")


def upgrade() -> None:
    create_work()
    columns = ", ".join(MOVED)
    op.execute(
        f"INSERT INTO work (incident_id, lane, team_id, {columns}) "  # noqa: S608  names of our own
        f"SELECT incident_id, '{SLACK}', team_id, {columns} FROM room"
    )
    op.drop_index("ix_room_work", table_name="room")
    # A column that is not null wants a value for the rows that are there. SQLite makes the table anew for it.
    with op.batch_alter_table("room") as room:
        for column in MOVED:
            room.drop_column(column)
        room.add_column(sa.Column("is_wanted", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("room") as room:
        room.alter_column("is_wanted", server_default=None)
    with op.batch_alter_table("outbox", table_args=(OUTBOX_STATES,)) as outbox:
        outbox.add_column(sa.Column("lane", sa.String(), nullable=False, server_default=SLACK))
    with op.batch_alter_table("outbox", table_args=(OUTBOX_STATES,)) as outbox:
        outbox.alter_column("lane", server_default=None)


def create_work() -> None:
    op.create_table(
        "work",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failed_at", TIME, nullable=True),
        sa.Column("retry_at", TIME, nullable=True),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_work_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_work_team_id")),
        sa.PrimaryKeyConstraint("incident_id", "lane", name=op.f("pk_work")),
    )
    op.create_index(
        "ix_work_due",
        "work",
        ["team_id", "lane", "retry_at"],
        unique=False,
        sqlite_where=sa.text("applied < wanted"),
        postgresql_where=sa.text("applied < wanted"),
    )
