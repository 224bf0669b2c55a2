"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class FrozenClock:
    def __init__(self, at: datetime = MONDAY_NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> datetime:
        """`advance(days=1, seconds=-1)`, as in timedelta; returns the new instant."""
        self.at += timedelta(**span)
        return self.at
