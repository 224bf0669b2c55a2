"""The week so far as the daily bundle tells it: what there is, never what there isn't."""

from collections.abc import Mapping
from datetime import date

from bot import look
from bot.offers import Line, Week
from cogs.streaks.outcomes import WeekSoFar
from cogs.streaks.rhythm import Week as Standing
from cogs.streaks.views import day


def lines(result: WeekSoFar) -> Mapping[Week, Line]:
    """None where nothing was done this week."""
    minutes = result.minutes
    if not result.week.done and not minutes:
        return {}
    found = {Week.STREAK: day.line(result)}
    if result.week.done:
        found[Week.DAYS] = Line(_days(result.week))
    if minutes:
        found[Week.MINUTES] = Line(f"**{look.spent(sum(minutes.values()))}** noted.")
    if len(minutes) > 1:
        found[Week.MOST] = Line(_most(minutes))
    return found


def _days(week: Standing) -> str:
    kept = f"**{look.days(week.done)}** kept"
    if not week.needed:
        return f"{kept}."
    return f"{kept}: your goal is reached." if week.kept else f"{kept} of your {week.needed}."


def _most(minutes: Mapping[date, int]) -> str:
    """Of equals the latest."""
    most = max(sorted(minutes, reverse=True), key=lambda each: minutes[each])
    return f"Most on {most:%A}: {look.spent(minutes[most])}."
