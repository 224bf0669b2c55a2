"""To be filled in."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    pass
