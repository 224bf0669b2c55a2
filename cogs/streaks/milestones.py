"""Which days of a streak are worth a cheer from everybody. Pure."""

from datetime import date

from cogs.streaks.cover import Verdict
from cogs.streaks.rules import Day, Record

FIRST = (7, 30, 100)
YEAR = 365


def is_milestone(streak: int) -> bool:
    """Days 7, 30 and 100, and every year after."""
    return streak in FIRST or (streak > 0 and streak % YEAR == 0)


def reached_on(record: Record, day: date) -> Day | None:
    """The ledger's line of a day that was kept and is a milestone."""
    done = (line for line in record.days if line.day == day and line.verdict is Verdict.DONE)
    return next((line for line in done if is_milestone(line.streak)), None)


def just_reached(record: Record) -> Day | None:
    """The same of today, or of yesterday where that was entered late."""
    lines = (reached_on(record, line.day) for line in reversed(record.days[-2:]))
    return next((line for line in lines if line), None)
