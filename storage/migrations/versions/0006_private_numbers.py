"""A count of its own for private incidents, where a team numbers them apart."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("workspace", sa.Column("last_private_number", sa.Integer(), nullable=False, server_default="0"))
