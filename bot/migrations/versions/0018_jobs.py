"""To be filled in."""

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    pass
