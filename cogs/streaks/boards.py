"""How a board ranks (R12). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Period(StrEnum):
    """Of each person's own today."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


class Measure(StrEnum):
    STREAK = "streak"
    DAYS = "days"
    PERCENT = "percent"


class Board(NamedTuple):
    measure: Measure
    period: Period


BOARDS = [Board(measure, period) for measure in Measure for period in Period]


@dataclass(frozen=True)
class Figure:
    """What a person reads on a board if nothing more happens: `value`, and from `turns_at` on
    `then`; None where it never turns. Streaks and days are counts, percents as in `figures.py`."""

    value: int
    turns_at: datetime | None = None
    then: int = 0

    def reads(self, now: datetime) -> int:
        return self.value if self.turns_at is None or now < self.turns_at else self.then


@dataclass(frozen=True)
class Standing:
    """One person on one board, replayed without imported days."""

    person: int
    figure: Figure
    longest: int
    total: int


@dataclass(frozen=True)
class Place:
    """`rank` is None further down than is counted."""

    rank: int | None
    person: int
    value: int


def ranked(standings: Iterable[Standing], now: datetime) -> list[Place]:
    """R12: taken at one instant; ties share a rank (1, 2, 2, 4), shown by longest, total, id; a 0
    is not listed."""
    listed = [standing for standing in standings if standing.figure.reads(now)]
    listed.sort(key=lambda s: (-s.figure.reads(now), -s.longest, -s.total, s.person))
    return numbered([(s.person, s.figure.reads(now)) for s in listed])


def numbered(listed: Iterable[tuple[int, int]], before: int = 0, first: int = 1) -> list[Place]:
    """Ranks for people and values in a board's order, of whom the first has rank `first` and
    `before` others in front."""
    places: list[Place] = []
    for number, (person, value) in enumerate(listed, start=before + 1):
        if places:
            tied = places[-1].value == value
            places.append(Place(places[-1].rank if tied else number, person, value))
        else:
            places.append(Place(first, person, value))
    return places
