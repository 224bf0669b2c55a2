"""What a server's moderators said: channels, roles, switches; and whether we are still there."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("moderator_role", sa.BigInteger))
    op.add_column("guilds", sa.Column("notify_role", sa.BigInteger))
    op.add_column("guilds", sa.Column("removed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "guild_places",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("place", sa.String(40), primary_key=True),
        sa.Column("channel", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "guild_switches",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("need", sa.String(40), primary_key=True),
        sa.Column("is_on", sa.Boolean, nullable=False),
    )
