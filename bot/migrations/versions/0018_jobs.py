"""When each job is due, and which process is at it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("lease_until", INSTANT),
    )
