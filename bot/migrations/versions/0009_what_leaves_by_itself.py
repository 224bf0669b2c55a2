"""What leaves by itself: when it is due, what left, and what became of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "schedules",
        *_about(),
        sa.Column("next_slot", sa.String(40)),
        sa.Column("next_due", INSTANT, index=True),
        sa.Column("paused", sa.String(40)),
        sa.UniqueConstraint("recipient", "kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deliveries",
        *_about(),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("channel", sa.BigInteger),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(40)),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("first_try", INSTANT),
        sa.Column("last_try", INSTANT),
        sa.Column("message", sa.BigInteger),
        sa.UniqueConstraint("recipient", "kind", "slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("deliveries_to_post", "deliveries", ["state", "not_before", "due"])


def _about() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recipient", sa.String(30), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person", sa.BigInteger),
    ]
