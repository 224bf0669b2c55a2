"""The streak's line on the day's card, and in the daily bundle."""

from bot import look
from bot.days import DAY, spoken
from bot.offers import Line, Link, Quiet
from cogs.streaks.cover import Verdict
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


def asking(result: Standing) -> Line | Quiet:
    """Nobody is asked on a day that is kept or covered, whether or not a streak hangs on it."""
    is_open = result.record.today.verdict is Verdict.OPEN and not result.record.struck_today
    return line(result) if is_open else Quiet.TODAY


def _so_far(result: Standing) -> str:
    return f"Streak: **{look.days(result.record.streak)}**."
