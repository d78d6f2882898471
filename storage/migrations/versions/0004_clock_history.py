"""What clocks were counted by, kept with them: an edit of the configuration changes nothing that is past."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# What SQLite's tables do not tell when they are made anew.
KINDS = sa.CheckConstraint(
    "kind IN ('started', 'stopped', 'paused', 'resumed', 'retargeted', 'agreed')", name="ck_clock_mark_kind"
)


def upgrade() -> None:
    op.create_table(
        "calendar_hours",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_calendar_hours")),
    )
    op.add_column("workspace", sa.Column("followed_policy", sa.String(), nullable=True))
    with op.batch_alter_table("clock_mark", table_args=(KINDS,)) as mark:
        mark.add_column(sa.Column("hours", sa.String(), nullable=True))
        mark.add_column(sa.Column("cycle", sa.Integer(), nullable=True))
        mark.add_column(sa.Column("is_past", sa.Boolean(), nullable=False, server_default=sa.false()))
        mark.create_foreign_key(op.f("fk_clock_mark_hours"), "calendar_hours", ["hours"], ["digest"])
    with op.batch_alter_table("clock_mark", table_args=(KINDS,)) as mark:
        mark.alter_column("is_past", server_default=None)
    op.create_index(
        "ix_clock_mark_present",
        "clock_mark",
        ["incident_id"],
        unique=False,
        sqlite_where=sa.text("is_past = 0"),
        postgresql_where=sa.text("NOT is_past"),
    )
    create_results()


def create_results() -> None:
    op.create_table(
        "cycle_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("ended_early", sa.Boolean(), nullable=False),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("consumed_seconds", sa.Double(), nullable=False),
        sa.Column("stopped_seconds", sa.Double(), nullable=False),
        sa.Column("allowed_seconds", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_cycle_result_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_result")),
        sa.UniqueConstraint("incident_id", "clock", "number", name=op.f("uq_cycle_result_incident_id_clock_number")),
    )
