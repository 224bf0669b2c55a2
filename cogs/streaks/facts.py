"""The facts from which a streak is computed. Nothing here is derived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.days import Calendar


@dataclass(frozen=True)
class Terms:
    """A server's streak settings (R5, R7). `earn_every` 0 means that no freeze is ever earned."""

    freezes_initial: int = 1
    earn_every: int = 7
    freeze_cap: int = 2
    backdate_days: int = 1


@dataclass(frozen=True)
class Dated:
    """Settings or a home server said at an instant; in force from the next study day (R7)."""

    at: datetime
    guild: int
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True)
class Entry:
    """One deed of the ledger that stands."""

    day: date
    counts: bool = True
    imported: bool = False


@dataclass(frozen=True)
class Outage:
    """A span in which the bot could not answer (R13)."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class RestPlan:
    """Weekdays of rest (0 is Monday), in force from this study day until the next plan (R8)."""

    since: date
    weekdays: frozenset[int]


@dataclass(frozen=True)
class Goal:
    """Days a week, 1 to 7, said on this study day; 0 clears the goal."""

    said_on: date
    days: int


@dataclass(frozen=True)
class Facts:
    calendar: Calendar
    entries: Sequence[Entry] = ()
    homes: Sequence[Dated] = ()
    terms: Mapping[int, Sequence[Dated]] = field(default_factory=dict)
    repaired: frozenset[date] = frozenset()
    struck: frozenset[date] = frozenset()
    grants: Sequence[date] = ()
    leave: frozenset[date] = frozenset()
    rests: Sequence[RestPlan] = ()
    outages: Sequence[Outage] = ()
    goals: Sequence[Goal] = ()
    own: "Facts | None" = None

    @property
    def here(self) -> "Facts":
        """These facts without anything that came from a file: what boards count (R12), and the
        rules by which entries are taken."""
        return self.own or self

    def with_entry(self, day: date) -> "Facts":
        """These facts and one more day done."""
        latest = max(day, self.calendar.latest or day)
        return replace(
            self,
            entries=[*self.entries, Entry(day)],
            calendar=replace(self.calendar, latest=latest),
            own=self.own and self.own.with_entry(day),
        )
