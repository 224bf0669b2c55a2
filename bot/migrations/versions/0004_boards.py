"""What a server's board shows of each person, and who doesn't want to be shown."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
