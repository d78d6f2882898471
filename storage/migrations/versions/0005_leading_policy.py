"""Which of several processes that run the clocks of a workspace follow."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("workspace", sa.Column("leading_policy", sa.String(), nullable=True))
    # With a default of the database's own: made anew, as SQLite would for less, the table would be missed meanwhile.
    op.add_column("workspace", sa.Column("leading_beats", sa.Integer(), nullable=False, server_default="0"))
