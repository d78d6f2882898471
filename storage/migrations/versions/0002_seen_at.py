"""When people were last seen to come to a room or to go from it, by Slack's clock."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("responder", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
