"""The milestones that servers were shown."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "streak_milestones",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.UniqueConstraint("person", "number", "guild"),
        sqlite_autoincrement=True,
    )
