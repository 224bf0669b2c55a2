"""The oracle's weekly rhythm (STREAKS, "The weekly rhythm, beside the daily streak").

Where the page leaves a choice open, this is what was read (1 to 19 are in oracle.py):

Choice 20: each day of a week stands under one head only, the first that matches in R6: a rest date
    on leave is away and not rest, a fourth rest date is neither, a jumped day is away only if the
    jump was used. Frozen, struck and missed days are neither: they could have been done.
Choice 21: a day to come is what R6 would close it as if nothing happened, as for R11: a void day
    ahead is away already. Today is read as the ledger reads it, so a void today is not away yet.
Choice 22: "before it" is before the study day on which the first goal was set; that day is an
    ordinary one. Un-done rest days before it are away too, as is what lies before the record.
Choice 23: a clearing is a change: the week in hand keeps its goal and counts as long as it lasts.
    A clearing before any goal is accepted and changes nothing; the next is still the first ever.
Choice 24: of several changes in one week the last accepted holds, from the next on. The week of
    the first goal keeps that goal, whatever was changed or cleared in it afterwards.
Choice 25: a week without a goal needs 0 but is neither kept nor neutral, though wholly on leave.
Choice 26: one week alone reads its own percent, the week in hand too; "over longer periods" begins
    at two weeks asked for, and a month is longer however many of its weeks count. A period in which
    no week counts has no percent (None), as has a neutral week.
Choice 27: a goal outside 0 to 7 is refused and leaves no trace.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from .oracle_clock import DAY, dates
from .oracle_replay import Replay

WEEK = timedelta(days=7)
AWAY = ("leave", "travel", "void", "repaired", "outage")
WHOLE = Fraction(100)


def monday_of(d: date) -> date:
    return d - d.weekday() * DAY


@dataclass(frozen=True)
class Week:
    monday: date
    goal: int | None
    done: int
    away: int
    rest: int
    open: bool  # the week in hand

    @property
    def needed(self) -> int:
        """Rhythm, needed = min(ceil(N * (7 - away) / 7), 7 - away - rest), in whole numbers."""
        if self.goal is None:
            return 0
        there = 7 - self.away
        return min(-(-self.goal * there // 7), there - self.rest)

    @property
    def neutral(self) -> bool:
        """Rhythm, a week that needs 0 is neutral."""
        return self.goal is not None and self.needed == 0

    @property
    def kept(self) -> bool:
        """Rhythm, the week is kept when done >= needed."""
        return self.goal is not None and not self.neutral and self.done >= self.needed

    @property
    def month(self) -> tuple[int, int]:
        """Rhythm, a week belongs to the month of its Thursday."""
        thursday = self.monday + 3 * DAY
        return thursday.year, thursday.month

    @property
    def percent(self) -> Fraction | None:
        """Rhythm, percent of own goal is min(100, 100 * done / needed)."""
        if not self.needed:
            return None
        return min(WHOLE, Fraction(100 * self.done, self.needed))


@dataclass(frozen=True)
class Rhythm:
    weeks: list[Week]  # from the record's first to the one in hand

    @property
    def this_week(self) -> Week:
        return self.weeks[-1]

    @property
    def streak(self) -> int:
        """Rhythm, kept weeks in a row."""
        streak = 0
        for week in self.weeks:
            if week.kept:
                streak += 1
            elif week.goal is None or not (week.neutral or week.open):
                streak = 0
        return streak

    def percent(self, first: date, last: date) -> Fraction | None:
        """Of the weeks from one Monday to another, both included (Choice 26)."""
        asked = [week for week in self.weeks if first <= week.monday <= last]
        if first == last:
            return asked[0].percent if asked else None
        return mean(asked)

    def percent_of_month(self, year: int, month: int) -> Fraction | None:
        return mean(week for week in self.weeks if week.month == (year, month))


def mean(weeks: Iterable[Week]) -> Fraction | None:
    """Rhythm, over longer periods: not neutral, not without a goal, not in hand until kept."""
    counting = [week for week in weeks if week.kept or not week.open]
    percents = [week.percent for week in counting if week.percent is not None]
    return sum(percents, Fraction()) / len(percents) if percents else None


def shown(percent: Fraction) -> int:
    """Rhythm, ranked exactly, shown rounded down."""
    return percent.numerator // percent.denominator


@dataclass
class Goals:
    """What was set and on which study day, in the order of acceptance; 0 is a clearing."""

    facts: list[tuple[date, int]] = field(default_factory=list)

    def of(self, monday: date) -> int | None:
        held = [n for since, n in self._in_force() if since <= monday]
        return (held[-1] if held else 0) or None

    def away_before(self, d: date) -> bool:
        """Rhythm, the un-done days before the first goal are away in its week (Choice 22)."""
        return any(monday_of(first) <= d < first for first, _ in self.facts[self._first :][:1])

    @property
    def _first(self) -> int:
        """Where the first goal ever stands among the facts."""
        return next((i for i, (_, n) in enumerate(self.facts) if n), len(self.facts))

    def _in_force(self) -> Iterable[tuple[date, int]]:
        """Rhythm, the first goal ever holds at once, a changed one from next week."""
        for i, (d, n) in enumerate(self.facts):
            yield (monday_of(d) if i == self._first else monday_of(d) + WEEK), n


def rhythm(replay: Replay, goals: Goals) -> Rhythm:
    """From the week of the record's first day to the week in hand, today's."""
    monday, last = monday_of(replay.first), monday_of(replay.facts.today)
    weeks = []
    while monday <= last:
        weeks.append(_week(replay, goals, monday, in_hand=monday == last))
        monday += WEEK
    return Rhythm(weeks)


def _week(replay: Replay, goals: Goals, monday: date, in_hand: bool) -> Week:
    heads = Counter(_head(replay, goals, d) for d in dates(monday, monday + 6 * DAY))
    return Week(monday, goals.of(monday), heads["done"], heads["away"], heads["rest"], open=in_hand)


def _head(replay: Replay, goals: Goals, d: date) -> str | None:
    """Rhythm, under which head a day stands: done, away, rest or none (Choice 20)."""
    standing = replay.standing(d)
    if standing != "done" and (goals.away_before(d) or standing in AWAY):
        return "away"
    return standing
