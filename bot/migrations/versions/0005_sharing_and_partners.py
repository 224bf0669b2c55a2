"""Who shares what, who cheered, who looks out for whom, and what each person was told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "members", sa.Column("share", sa.String(10), nullable=False, server_default="ask")
    )
    op.create_table(
        "streak_shares",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("person", "day", "guild"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "streak_cheers",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("person", "day", "by"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "told",
        _person(primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("up_to", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "streak_partners",
        _person(primary_key=True, autoincrement=False),
        sa.Column("partner", sa.BigInteger),
        sa.Column("since", INSTANT, nullable=False),
    )
    op.create_table(
        "streak_partner_asks",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(index=True),
        sa.Column("asked", sa.BigInteger, index=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("answer", sa.String(10)),
        sa.Column("posted", sa.Boolean, nullable=False, server_default=sa.false()),
        sqlite_autoincrement=True,
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
