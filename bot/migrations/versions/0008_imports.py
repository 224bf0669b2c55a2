"""What came from a file: which rows did, and what its owner lived under elsewhere."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INSTANT = sa.DateTime(timezone=True)
MARKED = (
    "activity_notes",
    "member_days",
    "member_homes",
    "streak_rulings",
    "streak_rests",
    "streak_leave",
    "streak_goals",
)


def upgrade() -> None:
    op.add_column("members", sa.Column("imported_at", INSTANT))
    op.add_column("activity", _flag("brought"))
    for table in MARKED:
        op.add_column(table, _flag("imported"))
    op.create_table(
        "streak_terms_elsewhere",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("freezes_initial", sa.Integer, nullable=False),
        sa.Column("earn_every", sa.Integer, nullable=False),
        sa.Column("freeze_cap", sa.Integer, nullable=False),
        sa.Column("backdate_days", sa.Integer, nullable=False),
        _flag("imported"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "streak_outages_elsewhere",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("begin", INSTANT, nullable=False),
        sa.Column("end", INSTANT, nullable=False),
        _flag("imported"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_drafts",
        sa.Column("interaction", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, nullable=False, index=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
