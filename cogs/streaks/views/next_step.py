"""What comes next for a streak, as every card of one's own says it."""

from discord.utils import format_dt

from bot.days import DAY, spoken
from cogs.streaks.cover import Verdict
from cogs.streaks.outcomes import Standing
from cogs.streaks.rules import State

COVERED = {
    Verdict.REST: "Today is a rest day",
    Verdict.LEAVE: "Today is leave",
    Verdict.TRAVEL: "Today is covered, for you travelled",
    Verdict.OUTAGE: "Today costs nothing, for Daymark was down",
    Verdict.REPAIRED: "The moderators repaired today",
}


def next_step(result: Standing) -> str:
    record, ends = result.record, result.record.expires_at
    if record.struck_today:
        return _struck(result)
    if record.state is State.NONE or ends is None:
        return f"Next: a check-in today is day 1. Today ends {format_dt(result.closes_at, 'R')}."
    match record.state:
        case State.DONE:
            return f"{_day_to_come(result)}{_between(result)}\n{_end(result)}"
        case State.RESTING:
            still = f"{COVERED[record.today.verdict]}; a check-in still counts"
            return f"{still}, as day {record.streak + 1}.\n{_day_to_come(result)}\n{_end(result)}"
        case _:
            return _at_risk(result)


def _at_risk(result: Standing) -> str:
    record, closes = result.record, format_dt(result.closes_at, "R")
    act = f"Next: check in today for day {record.streak + 1}. Today ends {closes}."
    if record.expires_at == result.closes_at:
        return f"{act}\nIf nothing is done by then, the next check-in is day 1 again."
    return (
        f"{act}\nIf nothing is done, a freeze covers today; the streak would end {_when(result)}."
    )


def _struck(result: Standing) -> str:
    """R9: nothing of today counts, whatever is done; it closes like any day without a deed."""
    record = result.record
    lives = bool(record.streak) and record.expires_at != result.closes_at
    covers = lives and record.state is State.AT_RISK
    tomorrow = spoken(result.today + DAY)
    said = "The moderators struck today, so nothing of it can count."
    freeze = " A freeze covers it." if covers else ""
    number = record.streak + 1 if lives else 1
    return f"{said}{freeze}\nNext: a check-in tomorrow, {tomorrow}, is day {number}."


def _day_to_come(result: Standing) -> str:
    return f"Next: day {result.record.streak + 1} is {spoken(result.next_day)}."


def _between(result: Standing) -> str:
    """Days that are covered may be done all the same."""
    covered = result.record.covered_ahead
    if not covered:
        return ""
    days = "Tomorrow is" if covered == 1 else f"The {covered} days before it are"
    return f" {days} covered; a check-in then still counts."


def _end(result: Standing) -> str:
    return f"With nothing more, the streak would end {_when(result)}."


def _when(result: Standing) -> str:
    assert result.record.expires_at is not None
    ends = result.record.expires_at
    return f"{format_dt(ends, 'R')}, on {format_dt(ends, 'f')}"
