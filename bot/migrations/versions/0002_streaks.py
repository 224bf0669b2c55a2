"""Streak settings, moderators' rulings, and the stored reading of each streak."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "streak_terms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False, index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("freezes_initial", sa.Integer, nullable=False),
        sa.Column("earn_every", sa.Integer, nullable=False),
        sa.Column("freeze_cap", sa.Integer, nullable=False),
        sa.Column("backdate_days", sa.Integer, nullable=False),
        sa.Column("by", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "streak_rulings",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("undone", sa.Boolean, nullable=False, server_default=sa.false()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "streak_drafts",
        sa.Column("interaction", sa.BigInteger, primary_key=True, autoincrement=False),
        _person(index=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
    )
    op.create_table(
        "streak_rows",
        _person(primary_key=True, autoincrement=False),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("longest", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("expires_at", INSTANT),
        sa.Column("board_streak", sa.Integer, nullable=False),
        sa.Column("board_longest", sa.Integer, nullable=False),
        sa.Column("board_total", sa.Integer, nullable=False),
        sa.Column("board_expires_at", INSTANT),
        sa.Column("stamp", sa.String(80), nullable=False),
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
