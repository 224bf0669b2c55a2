"""A streak that ended, as it is said once: what stays, and what comes next."""

from bot.days import spoken
from bot.notices import Notice
from bot.offers import Line
from cogs.streaks.losing import lost
from cogs.streaks.outcomes import Planned, Standing

LOST = "lost streak"


def news(result: Standing | Planned) -> list[Notice]:
    found = lost(result.record)
    if not found:
        return []
    next_ = "This is day 1 of the next." if result.record.streak else "A check-in today is day 1."
    words = (
        f"Your streak of {_days(found.streak)} ended on {spoken(found.day)}. "
        f"Your longest, {_days(found.longest)}, stays yours. {next_}"
    )
    return [Notice(LOST, found.day.toordinal(), Line(words))]


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
