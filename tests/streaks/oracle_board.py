"""The oracle's boards: several people at one instant (STREAKS R12).

Choice 28: "this week" and "this month" of a board are those of each person's own today.
Choice 29: a 0 of any measure is not listed, as a streak of 0 is not; nor is who has no percent.
Choice 30: on every board ties are shown by longest (greatest first), then total (likewise), then
    id (smallest first), both figures of the whole record without imported days.
Choice 31: a period's percent is that of the weeks whose Thursday lies in it, as months have it.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from .oracle import Oracle
from .oracle_clock import DAY
from .oracle_rhythm import monday_of

People = Sequence[tuple[int, Oracle]]
Period = Callable[[date], tuple[date, date]]  # from a person's today: first and last day of it


@dataclass(frozen=True)
class Place:
    rank: int
    person: int
    value: Fraction


def this_week(today: date) -> tuple[date, date]:
    return monday_of(today), monday_of(today) + 6 * DAY


def this_month(today: date) -> tuple[date, date]:
    last = monthrange(today.year, today.month)[1]
    return today.replace(day=1), today.replace(day=last)


def always(_: date) -> tuple[date, date]:
    return date.min, date.max


def by_streak(people: People, now: datetime) -> list[Place]:
    return _board(people, now, lambda oracle: oracle.show(now, imported=False).streak)


def by_days(people: People, now: datetime, period: Period) -> list[Place]:
    """Days kept in a period."""
    return _board(people, now, lambda oracle: _days_kept(oracle, now, period))


def by_percent(people: People, now: datetime, period: Period) -> list[Place]:
    """Percent of own goal in a period, exactly."""
    return _board(people, now, lambda oracle: _percent(oracle, now, period))


def _days_kept(oracle: Oracle, now: datetime, period: Period) -> int:
    reading = oracle.show(now, imported=False)
    first, last = period(reading.today)
    return len([d for d, verdict, *_ in reading.ledger if verdict == "done" and first <= d <= last])


def _percent(oracle: Oracle, now: datetime, period: Period) -> Fraction | None:
    """Choice 31: from the first Monday whose Thursday is inside to the last."""
    first, last = period(oracle.show(now, imported=False).today)
    first_thursday = first + (3 - first.weekday()) % 7 * DAY
    last_thursday = last - (last.weekday() - 3) % 7 * DAY
    return oracle.percent(now, monday_of(first_thursday), monday_of(last_thursday), imported=False)


def _board(
    people: People, now: datetime, measure: Callable[[Oracle], Fraction | int | None]
) -> list[Place]:
    """R12: ties share a rank (1, 2, 2, 4): one more than there are people with more."""
    values = {person: Fraction(measure(oracle) or 0) for person, oracle in people}
    listed = [person for person, value in values.items() if value]
    better = {person: sum(values[p] > values[person] for p in listed) for person in listed}
    order = {person: _order(person, oracle, now) for person, oracle in people}
    places = sorted(listed, key=lambda person: (better[person], order[person]))
    return [Place(better[person] + 1, person, values[person]) for person in places]


def _order(person: int, oracle: Oracle, now: datetime) -> tuple[int, int, int]:
    """R12: within a rank by longest, total, id."""
    reading = oracle.show(now, imported=False)
    return -reading.longest, -reading.total, person
