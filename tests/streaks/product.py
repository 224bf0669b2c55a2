"""The product's own rules behind the oracle's deeds: the same life, told to both."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from bot.days import Calendar, Setting, filed_at
from cogs.streaks import entering, planning
from cogs.streaks.facts import Dated, Entry, Facts, Goal, Outage, RestPlan, Terms
from cogs.streaks.rhythm import Rhythm, rhythm
from cogs.streaks.rules import Record, replay
from cogs.streaks.terms import TermsByDay

from .histories import Deed
from .oracle import DAY, Settings, Shown

HOME = 1


@dataclass
class Product:
    """Keeps facts as the database would, and answers what the service would."""

    zone: str
    day_start: time
    settings: list[Setting] = field(default_factory=list)
    latest: date | None = None
    own: Counter[tuple[date, bool]] = field(default_factory=Counter)
    imported: set[date] = field(default_factory=set)
    homes: list[Dated] = field(default_factory=list)
    terms: dict[int, list[Dated]] = field(default_factory=dict)
    repaired: set[date] = field(default_factory=set)
    struck: set[date] = field(default_factory=set)
    grants: list[date] = field(default_factory=list)
    rests: list[RestPlan] = field(default_factory=list)
    leave: set[date] = field(default_factory=set)
    outages: list[Outage] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def facts(self, now: datetime) -> Facts:
        settings = self.settings or [Setting(now, self.zone, self.day_start)]
        homes = [replace(self.homes[0], at=settings[0].at), *self.homes[1:]] if self.homes else []
        return Facts(
            calendar=Calendar(settings, self.latest),
            entries=[Entry(day, counts) for day, counts in self.own]
            + [Entry(day, imported=True) for day in self.imported],
            homes=homes or [Dated(settings[0].at, HOME)],
            terms=self.terms,
            repaired=frozenset(self.repaired),
            struck=frozenset(self.struck),
            grants=self.grants,
            leave=frozenset(self.leave),
            rests=self.rests,
            outages=self.outages,
            goals=self.goals,
        )

    def show(self, now: datetime, imported: bool = True) -> Shown:
        return shown(replay(self.facts(now), now, imported=imported))

    def confounds(self, deed: Deed) -> bool:
        """Settings made just after a record began, by a clock that stepped back behind that moment:
        by their dates they can't be told from earlier ones."""
        return bool(deed.kind == "settings" and self.settings and deed.now <= self.settings[0].at)

    def do(self, deed: Deed) -> Any:
        return getattr(self, f"_{deed.kind}")(deed.now, **deed.args)

    def _begin(self, now: datetime, filed: datetime | None = None) -> Calendar:
        """`filed` is earlier or later than `now` where the first entry's own snowflake is."""
        if not self.settings:
            first = filed or now
            self.settings = [Setting(first, self.zone, self.day_start)]
            self.homes = [Dated(first, HOME)]
            for said in self.terms.values():  # known when the record began, so they hold from it
                said[:] = [replace(f, at=min(f.at, first)) if f.at <= now else f for f in said]
        return Calendar(self.settings, self.latest)

    def _reach(self, day: date) -> None:
        self.latest = max(day, self.latest or day)

    def _check_in(
        self, now: datetime, t: datetime | None = None, day: date | None = None, counts: bool = True
    ) -> Any:
        filed = filed_at(now, t or now)
        facts = self.facts(filed)
        today = facts.calendar.filing_today(now, t or now)
        allowed = TermsByDay(facts).on(today).backdate_days
        if wrong := entering.problem(day or today, today, allowed, facts.calendar):
            return str(wrong)
        self._begin(now, filed)
        self.own[day or today, counts] += 1
        self._reach(day or today)
        return day or today

    def _undo(self, _now: datetime, day: date) -> None:
        self.own.pop((day, True), None)

    def _imported(self, now: datetime, days: set[date]) -> Any:
        if any(day > self.facts(now).calendar.today(now) for day in days):
            return "future"
        self._begin(now)
        self.imported |= days
        for day in days:
            self._reach(day)
        return None

    def _move(self, now: datetime, zone: str | None, day_start: time | None) -> None:
        calendar = self._begin(now)
        last = calendar.now_in_force
        start = last.day_start if day_start is None else day_start
        self.settings.append(Setting(now, zone or last.zone, start, calendar.today(now)))

    def _go_home(self, now: datetime, server: int) -> None:
        self._begin(now)
        self.homes.append(Dated(now, server))

    def _settings(self, at: datetime, server: int, settings: Settings) -> None:
        s = settings
        terms = Terms(s.freezes_initial, s.freeze_earn_every, s.freeze_cap, s.backdate_days)
        self.terms.setdefault(server, []).append(Dated(at, server, terms))

    def _repair(self, now: datetime, day: date) -> Any:
        return self._rule(now, day, self.repaired)

    def _strike(self, now: datetime, day: date) -> Any:
        return self._rule(now, day, self.struck)

    def _rule(self, now: datetime, day: date, days: set[date]) -> Any:
        if day > self.facts(now).calendar.today(now):
            return "future"
        self._begin(now)
        days.add(day)
        return None

    def _unrepair(self, _now: datetime, day: date) -> None:
        self.repaired.discard(day)

    def _unstrike(self, _now: datetime, day: date) -> None:
        self.struck.discard(day)

    def _grant(self, now: datetime) -> None:
        self.grants.append(self._begin(now).today(now))

    def _ungrant(self, _now: datetime, n: int) -> None:
        del self.grants[n]

    def _rest(self, now: datetime, weekdays: set[int]) -> Any:
        if len(weekdays) > 3:
            return "too many"
        since = self._begin(now).today(now) + DAY
        self.rests.append(RestPlan(since, frozenset(weekdays)))
        return None

    def _goal(self, now: datetime, n: int) -> Any:
        if not 0 <= n <= 7:
            return "not 1 to 7"
        self.goals.append(Goal(self._begin(now).today(now), n))
        return None

    def _leave(self, now: datetime, first: date, last: date) -> Any:
        today = self.facts(now).calendar.today(now)
        if wrong := planning.unfit(first, last, today, self.leave):
            return str(wrong)
        self._begin(now)
        self.leave |= set(planning.dates(first, last))
        return None

    def _end_leave(self, now: datetime) -> Any:
        gone = planning.ending(self.facts(now).calendar.today(now), self.leave)
        self.leave -= gone
        return None if gone else "no leave"

    def _cancel_leave(self, now: datetime, days: set[date]) -> Any:
        if any(day <= self.facts(now).calendar.today(now) for day in days):
            return "not from tomorrow"
        self.leave -= days
        return None

    def rhythm(self, now: datetime) -> Rhythm:
        return rhythm(replay(self.facts(now), now), self.goals)

    def _outage(self, _now: datetime, start: datetime, end: datetime) -> None:
        self.outages.append(Outage(start, end))


def shown(record: Record) -> Shown:
    """The product's record in the oracle's words."""
    ledger = [(d.day, str(d.verdict), d.streak, d.freezes) for d in record.days]
    return Shown(
        record.today.day,
        record.streak,
        record.longest,
        record.total,
        record.freezes,
        str(record.state),
        record.expires_at,
        ledger,
    )
