"""When someone is reminded on single weekdays, and what each reminder told them of."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "member_reminders",
        _member(),
        sa.Column("weekday", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Time),
        sa.Column("imported", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "reminder_news",
        _member(),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("up_to", sa.BigInteger, nullable=False),
    )


def _member() -> sa.Column[int]:
    return sa.Column(
        "person",
        sa.BigInteger,
        sa.ForeignKey("members.person"),
        primary_key=True,
        autoincrement=False,
    )
