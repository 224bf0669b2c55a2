"""Who shares what, who cheered, and who looks out for whom."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass
