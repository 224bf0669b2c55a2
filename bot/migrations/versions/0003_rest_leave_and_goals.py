"""Rest days, planned leave, and a goal of days a week."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "streak_rests",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("weekdays", sa.String(7), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "streak_leave",
        _person(primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, primary_key=True),
    )
    op.create_table(
        "streak_goals",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
