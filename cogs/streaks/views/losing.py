"""A streak that ended, as it is said once: what stays, and what comes next."""

from bot import look
from bot.days import spoken
from bot.notices import Notice
from bot.offers import Line
from cogs.streaks.losing import Lost, lost
from cogs.streaks.outcomes import Planned, Standing
from cogs.streaks.rules import Record

LOST = "lost streak"


def news(result: Standing | Planned) -> list[Notice]:
    found = lost(result.record)
    if not found:
        return []
    next_ = _next(result.record)
    words = f"{_ended(found)} Your longest, {look.days(found.longest)}, stays yours. {next_}"
    return [Notice(LOST, found.day.toordinal(), Line(words))]


def _ended(found: Lost) -> str:
    """Of a struck day nobody says that nothing was done."""
    streak, day = f"Your streak of {look.days(found.streak)} ended", spoken(found.day)
    return f"{streak}: the moderators struck {day}." if found.struck else f"{streak} on {day}."


def _next(record: Record) -> str:
    if record.streak:
        return "This is day 1 of the next."
    return f"A check-in {'tomorrow' if record.struck_today else 'today'} is day 1."
