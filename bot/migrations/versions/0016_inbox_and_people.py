"""When the moderators of a server are told what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("guilds", sa.Column("summary_at", sa.Time))
