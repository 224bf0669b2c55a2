"""A year of study days as marks in weeks, and what they come to in numbers. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.days import DAY
from cogs.streaks.cover import Verdict
from cogs.streaks.rules import Record

WEEKS = 53


class Mark(StrEnum):
    """How a day looks in the picture, by the word that its legend has."""

    DONE = "done"
    FROZEN = "frozen"
    EXCUSED = "excused"
    MISSED = "missed"
    VOID = "no such day"
    UNLIVED = "not yet"


MARKS = {
    Verdict.DONE: Mark.DONE,
    Verdict.FROZEN: Mark.FROZEN,
    Verdict.REST: Mark.EXCUSED,
    Verdict.LEAVE: Mark.EXCUSED,
    Verdict.TRAVEL: Mark.EXCUSED,
    Verdict.OUTAGE: Mark.EXCUSED,
    Verdict.REPAIRED: Mark.EXCUSED,
    Verdict.VOID: Mark.VOID,
    Verdict.STRUCK: Mark.MISSED,  # what covers a struck day is its verdict (STREAKS, why)
    Verdict.MISSED: Mark.MISSED,
    Verdict.OPEN: Mark.UNLIVED,
}


@dataclass(frozen=True)
class Grid:
    """Every date of the picture with its mark, in order; those before the record began and those
    to come are UNLIVED."""

    today: date
    marks: Mapping[date, Mark]

    @property
    def first(self) -> date:
        return min(self.marks)

    @property
    def last(self) -> date:
        return max(self.marks)

    def place(self, day: date) -> tuple[int, int]:
        """The week it stands in, from 0, and its weekday (0 is Monday)."""
        return (day - _monday(self.first)).days // 7, day.weekday()

    def days(self, mark: Mark) -> list[date]:
        return [day for day, found in self.marks.items() if found is mark]

    def best_month(self) -> tuple[date, int] | None:
        """The first day of the month with most days done, the latest of several, and how many."""
        months = Counter(day.replace(day=1) for day in self.days(Mark.DONE))
        return max(months.items(), key=lambda month: (month[1], month[0]), default=None)


def last_weeks(record: Record) -> Grid:
    """The week in hand and the 52 before it, from Monday to Sunday."""
    monday = _monday(record.today.day)
    return _grid(record, monday - (WEEKS - 1) * 7 * DAY, monday + 6 * DAY)


def calendar_year(record: Record, year: int) -> Grid:
    return _grid(record, date(year, 1, 1), date(year, 12, 31))


def years(record: Record) -> range:
    """The calendar years that have study days of this record."""
    return range(record.days[0].day.year, record.today.day.year + 1)


def longest(record: Record, grid: Grid) -> int:
    """The greatest streak that was read on a day of the picture."""
    return max((line.streak for line in record.days if line.day in grid.marks), default=0)


def _grid(record: Record, first: date, last: date) -> Grid:
    lived = {line.day: MARKS[line.verdict] for line in record.days}
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return Grid(record.today.day, {day: lived.get(day, Mark.UNLIVED) for day in days})


def _monday(day: date) -> date:
    return day - day.weekday() * DAY
