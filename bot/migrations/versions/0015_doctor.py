"""What keeps us from posting in a server, since when, and whether its moderators were told."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "guild_troubles",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("wrong", sa.String(20), primary_key=True),
        sa.Column("what", sa.String(40), primary_key=True),
        sa.Column("about", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
    )
