"""What members ask moderators about a day of theirs."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
