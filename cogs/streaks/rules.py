"""The replay: a streak and everything shown of it, computed from the facts (STREAKS R5 to R11).

Pure: the same facts and the same instant always give the same record.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.days import DAY
from cogs.streaks.cover import Cover, Verdict
from cogs.streaks.facts import Facts
from cogs.streaks.terms import TermsByDay, began

VERSION = 1  # of these rules; stored rows with another one are computed anew (R11)


class State(StrEnum):
    DONE = "done"
    RESTING = "resting"
    AT_RISK = "at risk"
    NONE = "none"


class Day(NamedTuple):
    """One line of the ledger: how a study day closed, and what was held after it."""

    day: date
    verdict: Verdict
    streak: int
    freezes: int


@dataclass(frozen=True)
class Record:
    """All that is shown. `days` runs from the record's first study day to today.

    `expires_at` is the first instant at which the streak would read 0 if nothing more happened.
    `planned` holds what already covers days to come of this week (rest, leave, void), and
    `covered_ahead` says how many days in a row after today are covered, from tomorrow on.
    `struck_today` says that nothing of today can count (R9).
    """

    days: tuple[Day, ...]
    longest: int
    total: int
    expires_at: datetime | None
    planned: Mapping[date, Verdict]
    covered_ahead: int = 0
    struck_today: bool = False

    @property
    def today(self) -> Day:
        return self.days[-1]

    @property
    def streak(self) -> int:
        return self.today.streak

    @property
    def freezes(self) -> int:
        return self.today.freezes

    def has_done(self, day: date) -> bool:
        return any(line.day == day and line.verdict is Verdict.DONE for line in self.days)

    @property
    def state(self) -> State:
        """R11."""
        if self.today.verdict is Verdict.DONE:
            return State.DONE
        if not self.streak:
            return State.NONE
        return State.AT_RISK if self.today.verdict is Verdict.OPEN else State.RESTING


def replay(facts: Facts, now: datetime, *, imported: bool = True) -> Record:
    """R5 to R11. Boards leave out all that is imported (R12)."""
    facts = facts if imported else facts.here
    return _Replay(facts, imported).run(facts.calendar.today(now))


class _Replay:
    def __init__(self, facts: Facts, imported: bool) -> None:
        entries = [e for e in facts.entries if imported or not e.imported]
        self._facts = facts
        self._done = {e.day for e in entries if e.counts} - facts.struck
        self._first = min([began(facts.calendar), *(e.day for e in entries)])
        self._grants = Counter(facts.grants)
        self._cover = Cover(facts, self._done)
        self._terms = TermsByDay(facts)

    def run(self, today: date) -> Record:
        began_with = self._terms.on(began(self._facts.calendar)).freezes_initial
        line = Day(self._first - DAY, Verdict.OPEN, 0, began_with)
        days = []
        for n in range((today - self._first).days):
            line = self._close(self._first + n * DAY, line)
            days.append(line)
        days.append(self._open(today, line))
        return Record(
            tuple(days),
            longest=max(day.streak for day in days),
            total=sum(day.verdict is Verdict.DONE for day in days),
            expires_at=self._expires(days[-1], line),
            planned=self._planned(today),
            covered_ahead=self._covered_ahead(today),
            struck_today=today in self._facts.struck,
        )

    def _covered_ahead(self, today: date) -> int:
        """Comes to an end: rest and leave have limits (R8)."""
        number = 0
        while self._cover.of(today + (number + 1) * DAY):
            number += 1
        return number

    def _planned(self, today: date) -> dict[date, Verdict]:
        ahead = [today + n * DAY for n in range(1, 7 - today.weekday())]
        covers = {day: self._cover.of(day) for day in ahead}
        return {day: verdict for day, verdict in covers.items() if verdict}

    def _close(self, day: date, before: Day) -> Day:
        """R6: what becomes of a day when it is over."""
        freezes = self._held(day, before)
        if day in self._done:
            return self._count(day, before.streak, freezes)
        if verdict := self._cover.of(day):
            return Day(day, verdict, before.streak, freezes)
        if before.streak and freezes:
            return Day(day, Verdict.FROZEN, before.streak, freezes - 1)
        struck = day in self._facts.struck
        return Day(day, Verdict.STRUCK if struck else Verdict.MISSED, 0, freezes)

    def _open(self, today: date, before: Day) -> Day:
        """Today is open and never closed; what already covers it is said (R11, resting)."""
        freezes = self._held(today, before)
        if today in self._done:
            return self._count(today, before.streak, freezes)
        verdict = self._cover.of(today, is_today=True) or Verdict.OPEN
        return Day(today, verdict, before.streak, freezes)

    def _held(self, day: date, before: Day) -> int:
        """A lowered cap clips first (R7); then the day's grants come, up to the cap (R9)."""
        cap = self._terms.on(day).freeze_cap
        return min(cap, min(cap, before.freezes) + self._grants[day])

    def _count(self, day: date, streak: int, freezes: int) -> Day:
        """R7: a streak that reaches a multiple of `earn_every` earns a freeze, up to the cap."""
        terms, streak = self._terms.on(day), streak + 1
        earned = terms.earn_every and streak % terms.earn_every == 0
        return Day(day, Verdict.DONE, streak, min(terms.freeze_cap, freezes + bool(earned)))

    def _expires(self, today: Day, before: Day) -> datetime | None:
        """R11: closes today and the days to come, with nothing done, until the streak is gone."""
        if not today.streak:
            return None
        line = today if today.verdict is Verdict.DONE else self._close(today.day, before)
        while line.streak:
            line = self._close(line.day + DAY, line)
        return self._facts.calendar.now_in_force.starts(line.day + DAY)
