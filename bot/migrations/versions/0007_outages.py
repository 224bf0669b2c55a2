"""When the bot last could answer, and when it couldn't."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    pass
