"""The streak's line on the day's card, and in the daily reminder."""

from bot import look
from bot.days import DAY, spoken
from bot.offers import Line, Link
from cogs.streaks.outcomes import Standing
from cogs.streaks.rules import State

CHECK_IN = Link("Check in", "streaks:check-in")
WHY = Link("Why this streak?", "streaks:why:0")
STRUCK = "The moderators struck today, so it can't count"


def line(result: Standing) -> Line:
    record = result.record
    if record.struck_today:
        return Line(f"{_so_far(result)} {STRUCK}; next is {spoken(result.today + DAY)}.", [WHY])
    match record.state:
        case State.DONE:
            next_ = spoken(result.next_day)
            return Line(f"{_so_far(result)} Today is kept; next is {next_}.", [WHY])
        case State.RESTING:
            words = f"{_so_far(result)} Today is covered; a check-in still counts."
        case State.AT_RISK:
            more = record.streak + 1
            words = f"{_so_far(result)} A check-in today makes it {more}."
        case State.NONE:
            words = "Streak: a check-in today is day 1."
    return Line(words, [CHECK_IN])


def reminder(result: Standing) -> Line | None:
    """Only where there is something left to do today."""
    left = result.record.state in (State.AT_RISK, State.NONE)
    return line(result) if left and not result.record.struck_today else None


def _so_far(result: Standing) -> str:
    return f"Streak: **{look.days(result.record.streak)}**."
