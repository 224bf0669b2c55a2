"""Who shares what, who cheered, who looks out for whom, and what each person was told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "told",
        _person(primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("up_to", sa.BigInteger, nullable=False),
    )


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("members.person"), nullable=False, **options
    )
