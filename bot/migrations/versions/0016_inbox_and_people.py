"""What moderators decided about people in their server, and when they hear what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

# Where all that was undone on a day is of one kind, an undoing took back that one.
SAY_WHAT_WAS_UNDONE = """
    UPDATE streak_rulings SET undid = (
        SELECT CASE WHEN count(DISTINCT before.kind) = 1 THEN min(before.kind) END
        FROM streak_rulings AS before
        WHERE before.person = streak_rulings.person AND before.day = streak_rulings.day
          AND before.id < streak_rulings.id AND before.undone AND before.kind <> 'undo'
    )
    WHERE kind = 'undo'
"""


def upgrade() -> None:
    op.add_column("guilds", sa.Column("summary_at", sa.Time))
    op.add_column("streak_rulings", sa.Column("undid", sa.String(10)))
    op.execute(SAY_WHAT_WAS_UNDONE)
    op.create_table(
        "guild_restraints",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("restraint", sa.String(10), nullable=False),
        sa.Column("lifts", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("restraints_on", "guild_restraints", ["person", "guild"])
    op.create_index("restraints_of", "guild_restraints", ["guild", "id"])
    op.create_table(
        "restraint_cases",
        sa.Column("interaction", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("restraint", sa.String(10)),
        sa.Column("lifts", sa.Boolean, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("by", sa.BigInteger),
    )
