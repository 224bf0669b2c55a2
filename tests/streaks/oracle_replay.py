"""The oracle's replay: one pass over the days of one person, closing each (STREAKS R4 to R13)."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .oracle_clock import DAY, Calendar, dates

EXCUSED_BY_OUTAGE = timedelta(hours=4)
LAST_HOURS = timedelta(hours=2)
REST_A_WEEK = 3
TRAVEL_EVERY = timedelta(days=30)
Row = tuple[date, str, int, int]


@dataclass(frozen=True)
class Settings:
    freezes_initial: int = 1
    freeze_earn_every: int = 7
    freeze_cap: int = 2
    backdate_days: int = 1


@dataclass(frozen=True)
class Facts:
    """All that a replay may look at."""

    calendar: Calendar
    first: date
    today: date
    activity: Set[date]  # any kind, noted too
    counting: Set[date]
    struck: Set[date]
    repaired: Set[date]
    grants: list[date]
    leave: Set[date]
    rest: Callable[[date], Set[int]]  # the rest weekdays in force on a date
    outages: list[tuple[datetime, datetime]]
    settings: Callable[[date], Settings]  # in force on a date

    def done(self, d: date) -> bool:
        """R5 and R9: something counts, and nothing of a struck day does. A day to come has none."""
        return d in self.counting and d not in self.struck and d <= self.today


@dataclass
class Replay:
    facts: Facts
    freezes: int
    streak: int = 0
    ledger: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.travel = travel_days(self.facts)

    @property
    def first(self) -> date:
        """The first day of the ledger: imported and backdated ones may lie before the record."""
        return min(self.facts.first, self.facts.today, *self.facts.activity)

    def run(self) -> None:
        """Closes every day before today and reads today as it stands."""
        today = self.facts.today
        for d in dates(self.first, today - DAY):
            self._note(d, self._close(d))
        self._dawn(today)
        self._note(today, self._open(today))

    def expires_at(self) -> datetime | None:
        """R11: close today and the days after it until the streak reads 0. Uses this replay up."""
        if self.streak == 0:
            return None
        d = self.facts.today
        if not self.facts.done(d):
            self._lapse(d)
        while self.streak:
            d += DAY
            self._close(d)
        return self.facts.calendar.present.starts(d + DAY)

    def standing(self, d: date) -> str | None:
        """R5, R6: "done", else what covers the day, else None; today and later days too."""
        if self.facts.done(d):
            return "done"
        return self._cover(d, ever_void=d != self.facts.today)

    def _note(self, d: date, verdict: str) -> None:
        self.ledger.append((d, verdict, self.streak, self.freezes))

    def _open(self, today: date) -> str:
        """R11 and R6: today is never closed, and never void."""
        if self.facts.done(today):
            return self._study(today)
        return self._cover(today, ever_void=False) or "open"

    def _close(self, d: date) -> str:
        self._dawn(d)
        return self._study(d) if self.facts.done(d) else self._lapse(d)

    def _dawn(self, d: date) -> None:
        """R7: a lowered cap clips first. R9: grants come before the day closes."""
        cap = self.facts.settings(d).freeze_cap
        self.freezes = min(self.freezes, cap)
        self.freezes = min(self.freezes + self.facts.grants.count(d), cap)

    def _study(self, d: date) -> str:
        """R7: a streak that reaches a multiple earns a freeze, up to the cap."""
        settings = self.facts.settings(d)
        self.streak += 1
        if settings.freeze_earn_every and self.streak % settings.freeze_earn_every == 0:
            self.freezes = min(self.freezes + 1, settings.freeze_cap)
        return "done"

    def _lapse(self, d: date) -> str:
        """R6: closing a day that is not done."""
        if cover := self._cover(d):
            return cover
        if self.streak and self.freezes:
            self.freezes -= 1
            return "frozen"
        self.streak = 0
        return "struck" if d in self.facts.struck else "missed"

    def _cover(self, d: date, ever_void: bool = True) -> str | None:
        """R6: what makes an un-done day neutral, the first match."""
        facts = self.facts
        covers: dict[str, Callable[[], bool]] = {
            "void": lambda: ever_void and facts.calendar.void(d),
            "outage": lambda: is_outage(facts, d),
            "repaired": lambda: d in facts.repaired,
            "travel": lambda: d in self.travel,
            "leave": lambda: d in facts.leave,
            "rest": lambda: is_rest(facts, d),
        }
        return next((name for name, holds in covers.items() if holds()), None)


def travel_days(facts: Facts) -> set[date]:
    """R4: at most one jump in 30 days, and none is used up by days that need no excuse."""
    days: set[date] = set()
    last = date.min
    for jump in facts.calendar.jumps:
        undone = {d for d in dates(jump.old, jump.new - DAY) if not facts.done(d)}
        needed = undone - facts.leave - facts.repaired
        if needed and (last == date.min or jump.old - last >= TRAVEL_EVERY):
            days, last = days | undone, jump.old
    return days


def is_rest(facts: Facts, d: date) -> bool:
    """R8: among the first three un-done rest dates of its ISO week."""
    monday = d - d.weekday() * DAY
    week = [r for r in dates(monday, d) if r.weekday() in facts.rest(r) and not facts.done(r)]
    return d in week[:REST_A_WEEK]


def is_outage(facts: Facts, d: date) -> bool:
    """R13: four hours in all, or any in the last two hours of the day."""
    if not facts.outages:
        return False
    begin, end = facts.calendar.span(d)
    total, upto = timedelta(), begin
    for outage in sorted(facts.outages):
        down, up = max(outage[0], upto), min(outage[1], end)
        if down >= up:
            continue
        if up > end - LAST_HOURS:
            return True
        total, upto = total + (up - down), up
    return total >= EXCUSED_BY_OUTAGE
