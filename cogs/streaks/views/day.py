"""The streak's line on the day's card, and in the daily reminder."""

from bot.days import DAY, spoken
from bot.offers import Line, Link
from cogs.streaks.outcomes import Standing
from cogs.streaks.rules import State

CHECK_IN = Link("Check in", "streaks:check-in")
WHY = Link("Why this streak?", "streaks:why:0")


def line(result: Standing) -> Line:
    record = result.record
    match record.state:
        case State.DONE:
            words = (
                f"Streak: **{_days(record.streak)}**. Today is kept; next is {_tomorrow(result)}."
            )
            return Line(words, [WHY])
        case State.RESTING:
            words = f"Streak: **{_days(record.streak)}**. Today may rest."
        case State.AT_RISK:
            more = record.streak + 1
            words = f"Streak: **{_days(record.streak)}**. A check-in today makes it {more}."
        case State.NONE:
            words = "Streak: a check-in today is day 1."
    return Line(words, [CHECK_IN])


def reminder(result: Standing) -> Line | None:
    """Only where there is something left to do today."""
    return line(result) if result.record.state in (State.AT_RISK, State.NONE) else None


def _tomorrow(result: Standing) -> str:
    return spoken(result.today + DAY)


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
