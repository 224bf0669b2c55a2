"""Planned absence: which rest days and which leave a person may set (R8). Pure."""

from collections.abc import Set
from datetime import date, timedelta
from enum import StrEnum

from bot.days import DAY, FARTHEST_PLAN

RESTS_A_WEEK = 3
LONGEST_RANGE = 21
MOST_A_YEAR, A_YEAR = 60, timedelta(days=365)


class Unfit(StrEnum):
    """Why a range of leave is refused whole."""

    BACKWARDS = "backwards"
    TOO_SOON = "not from tomorrow"
    TOO_LONG = "too long"
    TOO_FAR = "too far ahead"
    TOO_MUCH = "too much"


def unfit(first: date, last: date, today: date, planned: Set[date]) -> Unfit | None:
    """R8: from tomorrow on, at most 21 days a range, at most 60 in any 365 consecutive dates; and
    no further ahead than a file may say, so that a record can always move."""
    if first <= today:
        return Unfit.TOO_SOON
    if last < first:
        return Unfit.BACKWARDS
    if (last - first).days >= LONGEST_RANGE:
        return Unfit.TOO_LONG
    if last - today > FARTHEST_PLAN:
        return Unfit.TOO_FAR
    together = planned | set(dates(first, last))
    return Unfit.TOO_MUCH if most_in_a_year(together) > MOST_A_YEAR else None


def dates(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def most_in_a_year(days: Set[date]) -> int:
    """The greatest number of these dates in any 365 consecutive ones."""
    ordered, most, low = sorted(days), 0, 0
    for high, day in enumerate(ordered):
        while day - ordered[low] >= A_YEAR:
            low += 1
        most = max(most, high - low + 1)
    return most


def ending(today: date, planned: Set[date]) -> set[date]:
    """R8: ending leave early cancels today and the dates that follow without a gap."""
    gone: set[date] = set()
    while today in planned and today not in gone:
        gone.add(today)
        today += DAY
    return gone
