"""How each person's reminders stand."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column(
            "person",
            sa.BigInteger,
            sa.ForeignKey("members.person"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("pace", sa.String(10), nullable=False, server_default="daily"),
        sa.Column("unanswered", sa.Integer, nullable=False, server_default="0"),
        sa.Column("sent_at", INSTANT),
        sa.Column("snoozed_until", INSTANT),
        sa.Column("interaction", sa.BigInteger),
    )
