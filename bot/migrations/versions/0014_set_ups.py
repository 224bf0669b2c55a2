"""How servers were set up: drafts, what was changed and made, and what was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "set_up_drafts",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("by", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("said", sa.Text, nullable=False),
    )
    op.create_table(
        "set_ups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False, index=True),
        sa.Column("by", sa.BigInteger),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.Column("moved_at", INSTANT),
        sa.Column("undone_by", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "set_up_made",
        sa.Column(
            "set_up", sa.Integer, sa.ForeignKey("set_ups.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("key", sa.String(60), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("first_try", INSTANT),
        sa.Column("made", sa.BigInteger),
        sa.Column("why", sa.String(100), nullable=False),
    )
