"""What moderators mean to rule, and what members ask them about a day of theirs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "streak_cases",
        sa.Column("interaction", sa.BigInteger, primary_key=True, autoincrement=False),
        _person(index=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("streak_rulings.id")),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("by", sa.BigInteger),
    )
    op.create_table(
        "streak_questions",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("guild", sa.BigInteger, nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("changed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("answer", sa.Text),
        sa.Column("by", sa.BigInteger),
        sqlite_autoincrement=True,
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
