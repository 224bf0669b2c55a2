"""The weekly rhythm beside the daily streak: a goal of some days a week, kept or not. Pure.

STREAKS, *The weekly rhythm*. A week is an ISO week of study days and is named by its Monday.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import dropwhile

from bot.days import DAY
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Goal
from cogs.streaks.rules import Record

AWAY = {Verdict.LEAVE, Verdict.TRAVEL, Verdict.VOID, Verdict.REPAIRED, Verdict.OUTAGE}
WEEK = 7 * DAY


@dataclass(frozen=True)
class Week:
    """How an ISO week stands. `needed` is None in a week without a goal; `goal` is what was set,
    0 for none."""

    monday: date
    done: int
    needed: int | None
    goal: int = field(default=0, compare=False)

    @property
    def kept(self) -> bool:
        return bool(self.needed) and self.done >= (self.needed or 0)

    @property
    def neutral(self) -> bool:
        """A week that needs nothing keeps the streak and adds nothing."""
        return self.needed == 0

    @property
    def percent(self) -> Fraction | None:
        """Percent of the own goal, at most 100; None where there was nothing to reach."""
        return min(Fraction(100), Fraction(100 * self.done, self.needed)) if self.needed else None


@dataclass(frozen=True)
class Rhythm:
    """The weeks from the record's first to the one in hand, and the kept ones in a row."""

    weeks: Sequence[Week]
    streak: int

    @property
    def in_hand(self) -> Week:
        return self.weeks[-1]

    def percent(self, first: date, last: date) -> Fraction | None:
        """The mean over the weeks from one Monday to another, exactly; None where none counts.

        In more than one week the one in hand counts once it is kept.
        """
        counted = [w for w in self.weeks if first <= w.monday <= last]
        if first == last:
            return counted[0].percent if counted else None
        figures = [w.percent for w in counted if w.kept or w is not self.in_hand]
        real = [figure for figure in figures if figure is not None]
        return sum(real, Fraction(0)) / len(real) if real else None


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def month(week: date) -> tuple[int, int]:
    """A week belongs to the month of its Thursday."""
    thursday = week + 3 * DAY
    return thursday.year, thursday.month


def rhythm(record: Record, goals: Sequence[Goal]) -> Rhythm:
    """The weeks of a replay. Days to come of the week in hand count as planned."""
    verdicts = {line.day: line.verdict for line in record.days} | dict(record.planned)
    start = monday(record.days[0].day)
    mondays = [start + n * WEEK for n in range((monday(record.today.day) - start).days // 7 + 1)]
    goals_by_week = _Goals(goals)
    weeks = [_week(m, verdicts, goals_by_week) for m in mondays]
    return Rhythm(weeks, _streak(weeks))


def _week(start: date, verdicts: Mapping[date, Verdict], goals: "_Goals") -> Week:
    days = [(day, verdicts.get(day)) for day in (start + n * DAY for n in range(7))]
    done = sum(verdict is Verdict.DONE for _, verdict in days)
    goal = goals.of(start)
    if not goal:
        return Week(start, done, None)
    before = goals.before_first(start)
    away = sum(v in AWAY or (v is not Verdict.DONE and d in before) for d, v in days)
    rest = sum(v is Verdict.REST and d not in before for d, v in days)
    # ceil(N * (7 - away) / 7), and never more than the days that were left
    return Week(start, done, min(-(-goal * (7 - away) // 7), 7 - away - rest), goal)


class _Goals:
    """The first goal ever holds at once, later ones from the next week on; clearing what isn't
    there sets none."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        said = list(dropwhile(lambda goal: not goal.days, goals))
        first = self._first = said[0] if said else None
        self._days = [goal.days for goal in said]
        self._since = [monday(goal.said_on) + (0 * DAY if goal is first else WEEK) for goal in said]

    def of(self, week: date) -> int:
        """The goal that holds in a week, 0 for none."""
        said = bisect_right(self._since, week)
        return self._days[said - 1] if said else 0

    def before_first(self, week: date) -> set[date]:
        """The days of this week before the first goal was said: un-done ones are away."""
        first = self._first
        if not first or monday(first.said_on) != week:
            return set()
        return {week + n * DAY for n in range((first.said_on - week).days)}


def _streak(weeks: Sequence[Week]) -> int:
    """Kept weeks in a row. Neutral ones keep it, one without a goal ends it, and the one in hand
    counts as soon as it is kept and breaks nothing."""
    length = 0
    for week in weeks:
        if week.kept:
            length += 1
        elif week.needed is None or not (week.neutral or week is weeks[-1]):
            length = 0
    return length
