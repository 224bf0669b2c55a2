"""People, servers, and the ledger of what people do."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("zone", sa.String(64), nullable=False, server_default="UTC"),
        sa.Column("met_at", INSTANT, nullable=False),
    )
    op.create_table(
        "members",
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("latest", sa.Date),
        sa.Column("zone_said", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("track", sa.String(40)),
        sa.Column("hours_a_week", sa.Integer),
        sa.Column("reminder", sa.Time),
    )
    op.create_table(
        "member_days",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("day_start", sa.Time, nullable=False),
        sa.Column("floor", sa.Date),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "member_homes",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("skill", sa.String(80)),
        sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("imported", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("undone", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("person", "kind", "key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_notes",
        sa.Column("interaction", sa.BigInteger, primary_key=True, autoincrement=False),
        _person(index=True),
        sa.Column("activity", sa.Integer, sa.ForeignKey("activity.id"), nullable=False, index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
