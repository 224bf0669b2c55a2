"""When a streak ended, so that it can be said once. Pure."""

from dataclasses import dataclass
from datetime import date

from cogs.streaks.rules import Record


@dataclass(frozen=True)
class Lost:
    """The day that closed without anything to keep the streak, and how long it had been."""

    day: date
    streak: int
    longest: int


def lost(record: Record) -> Lost | None:
    """The last streak that ended, until the next is longer than the day that begins it."""
    if record.streak > 1:
        return None
    pairs = zip(record.days[-2::-1], record.days[::-1], strict=False)
    ended = ((before, line) for before, line in pairs if before.streak and not line.streak)
    found = next(ended, None)
    return Lost(found[1].day, found[0].streak, record.longest) if found else None
