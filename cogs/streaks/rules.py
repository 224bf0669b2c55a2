"""The replay: a streak and everything shown of it, computed from the facts (STREAKS R5 to R11).

Pure: the same facts and the same instant always give the same record.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

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


@dataclass(frozen=True)
class Day:
    """One line of the ledger: how a study day closed, and what was held after it."""

    day: date
    verdict: Verdict
    streak: int
    freezes: int


@dataclass(frozen=True)
class Record:
    """All that is shown. `days` runs from the record's first study day to today.

    `expires_at` is the first instant at which the streak would read 0 if nothing more happened.
    """

    days: tuple[Day, ...]
    longest: int
    total: int
    expires_at: datetime | None

    @property
    def today(self) -> Day:
        return self.days[-1]

    @property
    def streak(self) -> int:
        return self.today.streak

    @property
    def freezes(self) -> int:
        return self.today.freezes

    @property
    def state(self) -> State:
        """R11."""
        if self.today.verdict is Verdict.DONE:
            return State.DONE
        if not self.streak:
            return State.NONE
        return State.AT_RISK if self.today.verdict is Verdict.OPEN else State.RESTING


@dataclass(frozen=True)
class _Held:
    streak: int
    freezes: int


def replay(facts: Facts, now: datetime, *, imported: bool = True) -> Record:
    """R5 to R11. Boards leave the imported days out (R12)."""
    return _Replay(facts, imported).run(facts.calendar.today(now))


class _Replay:
    def __init__(self, facts: Facts, imported: bool) -> None:
        entries = [e for e in facts.entries if imported or not e.imported]
        self._facts = facts
        self._done = {e.day for e in entries if e.counts} - facts.struck
        self._first = min([began(facts.calendar), *(e.day for e in entries)])
        self._cover = Cover(facts, self._done)
        self._terms = TermsByDay(facts)

    def run(self, today: date) -> Record:
        initial = self._terms.on(began(self._facts.calendar)).freezes_initial
        held, days = _Held(0, initial), []
        for n in range((today - self._first).days):
            line = self._close(self._first + n * DAY, held)
            held = _Held(line.streak, line.freezes)
            days.append(line)
        days.append(self._open(today, held))
        return Record(
            tuple(days),
            longest=max(line.streak for line in days),
            total=sum(line.verdict is Verdict.DONE for line in days),
            expires_at=self._expires(days[-1], held),
        )

    def _close(self, day: date, held: _Held) -> Day:
        """R6: what becomes of a day when it is over."""
        held = self._begin(day, held)
        if day in self._done:
            return self._count(day, held)
        if verdict := self._cover.of(day):
            return Day(day, verdict, held.streak, held.freezes)
        if held.streak and held.freezes:
            return Day(day, Verdict.FROZEN, held.streak, held.freezes - 1)
        struck = day in self._facts.struck
        return Day(day, Verdict.STRUCK if struck else Verdict.MISSED, 0, held.freezes)

    def _open(self, today: date, held: _Held) -> Day:
        """Today is open and never closed; what already covers it is said (R11, resting)."""
        held = self._begin(today, held)
        if today in self._done:
            return self._count(today, held)
        verdict = self._cover.of(today) or Verdict.OPEN
        return Day(today, verdict, held.streak, held.freezes)

    def _begin(self, day: date, held: _Held) -> _Held:
        """A lowered cap clips first (R7); then the day's grants come, up to the cap (R9)."""
        cap = self._terms.on(day).freeze_cap
        granted = self._facts.grants.count(day)
        return replace(held, freezes=min(cap, min(cap, held.freezes) + granted))

    def _count(self, day: date, held: _Held) -> Day:
        terms, streak = self._terms.on(day), held.streak + 1
        earned = bool(terms.earn_every) and streak % terms.earn_every == 0
        freezes = min(terms.freeze_cap, held.freezes + earned)
        return Day(day, Verdict.DONE, streak, freezes)

    def _expires(self, today: Day, before: _Held) -> datetime | None:
        """R11: closes today and the days to come, with nothing done, until the streak is gone."""
        if not today.streak:
            return None
        line = today if today.verdict is Verdict.DONE else self._close(today.day, before)
        while line.streak:
            line = self._close(line.day + DAY, _Held(line.streak, line.freezes))
        return self._facts.calendar.now_in_force.starts(line.day + DAY)
