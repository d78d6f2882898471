"""What clocks were counted by, kept with them: an edit of the configuration changes nothing that is past."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

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
        mark.create_foreign_key(op.f("fk_clock_mark_hours"), "calendar_hours", ["hours"], ["digest"])
