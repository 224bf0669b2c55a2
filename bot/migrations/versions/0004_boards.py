"""What a server's board shows of each person, and who doesn't want to be shown."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    hidden = sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("members", hidden)
    op.create_table(
        "guild_people",
        _person(primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    _remember_who_is_where()
    op.create_table(
        "board_figures",
        _person(primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("board", sa.String(16), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("turns_at", INSTANT, nullable=False),
        sa.Column("then", sa.BigInteger, nullable=False),
        sa.Column("longest", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
    )
    falling = [sa.text(f"{name} DESC") for name in ("value", "longest", "total")]
    op.create_index("board_order", "board_figures", ["guild", "board", *falling, "person"])
    op.create_index("board_turned", "board_figures", ["guild", "board", "turns_at"])
    op.create_index("board_turns", "board_figures", ["turns_at"])


def _remember_who_is_where() -> None:
    """From what people did before this was kept."""
    op.execute(
        "INSERT INTO guild_people (person, guild, seen_at) "
        "SELECT person, guild, max(at) FROM activity WHERE guild IS NOT NULL "
        "GROUP BY person, guild"
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
