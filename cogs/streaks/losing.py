"""When a streak ended, so that it can be said once. Pure."""

from dataclasses import dataclass
from datetime import date

from cogs.streaks.cover import Verdict
from cogs.streaks.rules import Record


@dataclass(frozen=True)
class Lost:
    """The day that closed without anything to keep the streak, and how long it had been; `struck`
    where moderators had struck that day (R9)."""

    day: date
    streak: int
    longest: int
    struck: bool = False


def lost(record: Record) -> Lost | None:
    """The last streak that ended, until the next is longer than the day that begins it."""
    if record.streak > 1:
        return None
    pairs = zip(record.days[-2::-1], record.days[::-1], strict=False)
    ended = ((before, line) for before, line in pairs if before.streak and not line.streak)
    found = next(ended, None)
    if not found:
        return None
    before, day = found
    return Lost(day.day, before.streak, record.longest, day.verdict is Verdict.STRUCK)
