"""Messages that are kept true by edits, what follows a post, and that a backup was put back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("schedules", sa.Column("rests_until", INSTANT))
    op.add_column(
        "deliveries", sa.Column("deed", sa.String(10), nullable=False, server_default="post")
    )
    op.add_column("deliveries", sa.Column("follows", sa.Integer))
    op.create_index("ix_deliveries_follows", "deliveries", ["follows"])
    op.create_table(
        "touches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("schedule", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "restores",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
