"""What excuses a study day that is not done, first match wins (R4, R6, R8, R13). Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from datetime import date, timedelta
from enum import StrEnum

from bot.days import DAY, Calendar
from cogs.streaks.facts import Facts, Outage
from cogs.streaks.planning import RESTS_A_WEEK

TRAVEL_EVERY = timedelta(days=30)
OUTAGE_IN_ALL = timedelta(hours=4)
OUTAGE_AT_THE_END = timedelta(hours=2)


class Verdict(StrEnum):
    DONE = "done"
    FROZEN = "frozen"
    REST = "rest"
    LEAVE = "leave"
    TRAVEL = "travel"
    OUTAGE = "outage"
    REPAIRED = "repaired"
    VOID = "void"
    STRUCK = "struck"
    MISSED = "missed"
    OPEN = "open"


class Cover:
    """Answers for one person and one set of done days."""

    def __init__(self, facts: Facts, done: Set[date]) -> None:
        self._facts, self._done = facts, done
        self._travel = _travelled(facts, done)
        self._outages = together(facts.outages)
        self._rests = sorted(facts.rests, key=lambda plan: plan.since)

    def of(self, day: date, *, is_today: bool = False) -> Verdict | None:
        """R6: why this un-done day costs nothing, or None where nothing covers it. Today is never
        void (R5)."""
        if not is_today and not self._facts.calendar.exists(day):
            return Verdict.VOID
        if self._outages and self._down_on(day):
            return Verdict.OUTAGE
        if day in self._facts.repaired:
            return Verdict.REPAIRED
        if day in self._travel:
            return Verdict.TRAVEL
        if day in self._facts.leave:
            return Verdict.LEAVE
        return Verdict.REST if self._rests_on(day) else None

    def _rests_on(self, day: date) -> bool:
        """R8: only the first three rest dates of an ISO week that are not done are neutral."""
        if not self._is_rest(day):
            return False
        monday = day - day.weekday() * DAY
        week = [monday + n * DAY for n in range(7)]
        return day in [d for d in week if self._is_rest(d) and d not in self._done][:RESTS_A_WEEK]

    def _is_rest(self, day: date) -> bool:
        begun = bisect_right(self._rests, day, key=lambda plan: plan.since)
        return bool(begun) and day.weekday() in self._rests[begun - 1].weekdays

    def _down_on(self, day: date) -> bool:
        """R13: four hours of outage in all, or any in the day's last two hours."""
        spans = down_on(day, self._facts.calendar, self._outages)
        total = sum((span.end - span.begin for span in spans), timedelta(0))
        if not spans or total >= OUTAGE_IN_ALL:
            return bool(spans)
        return spans[-1].end > self._facts.calendar.opens(day + DAY) - OUTAGE_AT_THE_END


def down_on(day: date, calendar: Calendar, outages: Sequence[Outage]) -> list[Outage]:
    """R13: when we were down in a study day, of outages that are in order and apart."""
    first, last = calendar.opens(day), calendar.opens(day + DAY)
    if first == last:
        return []  # jumped over: nothing could be missed in it
    begin = bisect_right(outages, first, key=lambda outage: outage.end)
    end = bisect_left(outages, last, lo=begin, key=lambda outage: outage.begin)
    return [Outage(max(o.begin, first), min(o.end, last)) for o in outages[begin:end]]


def together(outages: Sequence[Outage]) -> list[Outage]:
    """In order and apart: those that touch or overlap are one (R13)."""
    found: list[Outage] = []
    for outage in sorted(outages, key=lambda outage: outage.begin):
        if found and outage.begin <= found[-1].end:
            found[-1] = Outage(found[-1].begin, max(found[-1].end, outage.end))
        else:
            found.append(outage)
    return found


def _travelled(facts: Facts, done: Set[date]) -> set[date]:
    """R4: un-done days that a zone or day-start change jumped over, once in 30 days."""
    neutral: set[date] = set()
    last_used: date | None = None
    for before, after in _jumps(facts.calendar):
        skipped = [before + n * DAY for n in range((after - before).days)]
        undone = [day for day in skipped if day not in done]
        needy = [d for d in undone if d not in facts.leave and d not in facts.repaired]
        if needy and (last_used is None or before - last_used >= TRAVEL_EVERY):
            last_used = before
            neutral.update(undone)
    return neutral


def _jumps(calendar: Calendar) -> list[tuple[date, date]]:
    """Each change of settings as (today before it, today just after it)."""
    return [(s.floor, s.today(s.at)) for s in calendar.settings if s.floor is not None]
