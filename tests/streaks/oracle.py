"""STREAKS R1 to R13 in their most literal form, by a hand that has not seen the product's.

Where the page leaves a choice open, this is what was read:

Choice 1: the record begins with the first deed that is not refused, a moderator's too; its first
    day is the today of the moment before that deed (for a check-in: the today it is filed by).
Choice 2: settings that arrived before the record began are in force from its first day at the
    latest, so somebody who starts an hour after a change starts under it. For days further back
    (imported, backdated) they hold from the day after the one, in the person's first zone, on
    which they were made.
Choice 3: "next study day" is the date after today, even if that date turns out void or is jumped.
Choice 4: the today at which a server's setting is placed is what today read at that instant by the
    stamps of the facts. The person's own and the moderators' deeds are placed by the today of the
    moment of acceptance, with everything accepted before.
Choice 5: a deed stamped earlier than the one accepted before it (the clock stepped back) is placed
    in the past, for Choice 4, R13 and voids, at the stamp of that one.
Choice 6: a day is void if it has zero length in the zone in force at the first instant at which
    today read later than it. So Samoa's missing day is void also for somebody who lived some hours
    of it in UTC and then moved there: while it is their today it reads open, closed it is void.
Choice 7: "at most once per 30 days": the next jump must have an old today 30 or more dates later.
Choice 8: days un-done, rested, void or in outage make a jump use up the allowance; only done, on
    leave and repaired do not, as the page lists them. A used jump covers its days on leave as well:
    they read travel, which stands before leave.
Choice 9: a day both struck and repaired is repaired: neutral, and not counted though done.
    Repairing a done day that is not struck changes nothing.
Choice 10: a struck today without cover reads open, as it would not read missed.
Choice 11: all un-done rest dates use up one of the three of a week: repaired and void ones too.
Choice 12: ending leave early lifts the leave alone: a rest weekday may still cover today.
Choice 13: a cancellation that names today or an earlier day is refused whole.
Choice 14: the 60 days of leave are judged when a range is entered, over planned and new together,
    dates named twice counting once.
Choice 15: the last two hours of a shorter day are the whole day; touching an edge is not "any".
    A day that today never read has no length and no outage. For today and later days the end is
    what it will be if nothing changes. The record's first day begins at its start(D).
Choice 16: undoing an own entry of an imported day leaves the imported day. Only an entry that
    counts makes an imported day one's own. Undoing takes the check-in, not what was noted.
Choice 17: a reading without imported days is a whole replay without them, travel included; their
    latest day stays a floor of today.
Choice 18: `now` in a reading decides today and nothing else: every fact accepted so far is known.
Choice 19: refusals are tried in the order future, too old, void. A refused deed leaves no trace.

Choices 20 to 27 are in oracle_rhythm.py, those after in oracle_board.py.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from .oracle_clock import DAY, Calendar, dates, day, start
from .oracle_replay import Facts, Replay, Row, Settings
from .oracle_rhythm import Goals, Rhythm, rhythm

__all__ = ["Oracle", "Settings", "Shown", "day", "start"]

LEAVE_RANGE, LEAVE_YEAR, YEAR = 21, 60, timedelta(days=365)
REST_DAYS = 3
HIGHEST_GOAL = 7


@dataclass(frozen=True)
class Shown:
    today: date
    streak: int
    longest: int
    total: int
    freezes: int
    state: str
    expires_at: datetime | None
    ledger: list[Row]


@dataclass(frozen=True)
class ServerFact:
    at: datetime
    settings: Settings
    early: bool = True  # it arrived before the record began


@dataclass(frozen=True)
class Beginning:
    now: datetime
    first: date
    freezes: int = 0


class Oracle:
    """One person; deeds are given in the order in which they reach the bot."""

    def __init__(
        self,
        zone: str,
        day_start: time = time(0),
        settings: dict[int, list[tuple[datetime, Settings]]] | None = None,
        home: int = 1,
    ) -> None:
        self._calendar = Calendar(zone, day_start)
        self._servers = {
            server: [ServerFact(*fact) for fact in facts]
            for server, facts in (settings or {}).items()
        }
        self._homes = [(date.min, home)]
        self._began: Beginning | None = None
        self._own: set[date] = set()
        self._noted: set[date] = set()
        self._imported: set[date] = set()
        self._struck: set[date] = set()
        self._repaired: set[date] = set()
        self._grants: list[date] = []
        self._rests: list[tuple[date, Set[int]]] = [(date.min, frozenset())]
        self._leave: set[date] = set()
        self._goals = Goals()
        self._outages: list[tuple[datetime, datetime]] = []

    # What a person does

    def check_in(
        self, now: datetime, t: datetime | None = None, day: date | None = None, counts: bool = True
    ) -> date | str:
        """R2, R5: the study day it is filed under, or "future", "too old", "void"."""
        today = self._calendar.filing_today(now, t or now)
        d = day or today
        if refusal := self._unfit(now, d, today):
            return refusal
        self._begin(now, today)
        (self._own if counts else self._noted).add(d)
        self._calendar.entered(now, d)
        return d

    def undo(self, day: date) -> None:
        """R3: the latest activity day stays a floor."""
        self._own.discard(day)

    def imported(self, now: datetime, days: Set[date]) -> str | None:
        """R12: a file that names a day after today is refused whole."""
        today = self._calendar.today(now)
        if any(d > today for d in days):
            return "future"
        self._begin(now, today)
        self._imported |= days
        for d in days:
            self._calendar.entered(now, d)
        return None

    def move(self, now: datetime, zone: str | None = None, day_start: time | None = None) -> None:
        """R3, R4."""
        self._begin(now, self._calendar.today(now))
        self._calendar.moved(now, zone, day_start)

    def go_home(self, now: datetime, server: int) -> None:
        """R7: in force from the next study day."""
        self._homes.append((self._deed(now) + DAY, server))

    def rest(self, now: datetime, weekdays: Set[int]) -> str | None:
        """R8: in force from tomorrow; Monday is 0."""
        if len(weekdays) > REST_DAYS:
            return "too many"
        self._rests.append((self._deed(now) + DAY, frozenset(weekdays)))
        return None

    def leave(self, now: datetime, first: date, last: date) -> str | None:
        """R8: None, or why the whole range is refused."""
        planned = set(dates(first, last))
        if first <= self._calendar.today(now):
            return "not from tomorrow"
        if not planned:
            return "backwards"
        if len(planned) > LEAVE_RANGE:
            return "too long"
        together = self._leave | planned
        if any(sum(d <= e < d + YEAR for e in together) > LEAVE_YEAR for d in together):
            return "too much"
        self._deed(now)
        self._leave = together
        return None

    def end_leave(self, now: datetime) -> str | None:
        """R8: cancels today and the leave dates that follow without a gap."""
        d = self._calendar.today(now)
        if d not in self._leave:
            return "no leave"
        while d in self._leave:
            self._leave.remove(d)
            d += DAY
        return None

    def cancel_leave(self, now: datetime, days: Set[date]) -> str | None:
        """R8: from tomorrow on."""
        if any(d <= self._calendar.today(now) for d in days):
            return "not from tomorrow"
        self._leave -= days
        return None

    def goal(self, now: datetime, n: int) -> str | None:
        """Rhythm: days a week, 1 to 7; 0 clears it."""
        if not 0 <= n <= HIGHEST_GOAL:
            return "not 1 to 7"
        self._goals.facts.append((self._deed(now), n))
        return None

    # What moderators do

    def repair(self, now: datetime, day: date) -> str | None:
        """R9: D <= today."""
        if day > self._calendar.today(now):
            return "future"
        self._deed(now)
        self._repaired.add(day)
        return None

    def unrepair(self, day: date) -> None:
        self._repaired.discard(day)

    def strike(self, now: datetime, day: date) -> str | None:
        """R9: D <= today, whether or not anything is there."""
        if day > self._calendar.today(now):
            return "future"
        self._deed(now)
        self._struck.add(day)
        return None

    def unstrike(self, day: date) -> None:
        self._struck.discard(day)

    def grant(self, now: datetime) -> None:
        """R9: from the person's today."""
        self._grants.append(self._deed(now))

    def ungrant(self, n: int) -> None:
        """The n-th of the grants that stand, oldest first, from 0."""
        del self._grants[n]

    # What happens around them

    def settings(self, at: datetime, server: int, settings: Settings) -> None:
        fact = ServerFact(at, settings, early=self._began is None)
        self._servers.setdefault(server, []).append(fact)

    def outage(self, start: datetime, end: datetime) -> None:
        self._outages.append((start, end))

    # What is shown

    def show(self, now: datetime, imported: bool = True) -> Shown:
        facts = self._facts(now, imported)
        replay = Replay(facts, self._beginning(now).freezes)
        replay.run()
        today, verdict, streak, freezes = replay.ledger[-1]
        longest = max(row[2] for row in replay.ledger)  # R10
        total = len([row for row in replay.ledger if row[1] == "done"])  # R10
        state = _state(verdict, streak)
        ledger, expires_at = list(replay.ledger), replay.expires_at()
        return Shown(today, streak, longest, total, freezes, state, expires_at, ledger)

    def rhythm(self, now: datetime, imported: bool = True) -> Rhythm:
        return rhythm(Replay(self._facts(now, imported), freezes=0), self._goals)

    def percent(
        self, now: datetime, first: date, last: date, imported: bool = True
    ) -> Fraction | None:
        """Of own goal, over the weeks from one Monday to another."""
        return self.rhythm(now, imported).percent(first, last)

    def percent_of_month(self, now: datetime, year: int, month: int) -> Fraction | None:
        return self.rhythm(now).percent_of_month(year, month)

    def _facts(self, now: datetime, imported: bool) -> Facts:
        began = self._beginning(now)
        counting = self._own | self._imported if imported else self._own
        return Facts(
            calendar=self._calendar,
            first=began.first,
            today=self._calendar.today(now),
            activity=counting | self._noted,
            counting=counting,
            struck=self._struck,
            repaired=self._repaired,
            grants=self._grants,
            leave=self._leave,
            rest=self._rest_on,
            outages=self._outages,
            settings=lambda d: self._settings_on(d, began),
        )

    def _unfit(self, now: datetime, d: date, today: date) -> str | None:
        """R5: why an entry for `d` is refused."""
        if d > today:
            return "future"
        if d < today - self._settings_on(today, self._beginning(now, today)).backdate_days * DAY:
            return "too old"
        if d < today and self._calendar.void(d):
            return "void"
        return None

    def _deed(self, now: datetime) -> date:
        """Begins the record if need be; the today of the deed."""
        today = self._calendar.today(now)
        self._begin(now, today)
        return today

    def _begin(self, now: datetime, today: date) -> None:
        self._began = self._began or self._beginning(now, today)

    def _beginning(self, now: datetime, first: date | None = None) -> Beginning:
        """R7: the first freezes are read once; without a record yet, as if it began now."""
        if self._began:
            return self._began
        bare = Beginning(now, first or self._calendar.today(now))
        return replace(bare, freezes=self._settings_on(bare.first, bare).freezes_initial)

    def _settings_on(self, d: date, began: Beginning) -> Settings:
        """R7: the home server's, as in force on `d`."""
        found = Settings()
        facts = self._servers.get(self._home_on(d), [])
        for fact in sorted(facts, key=lambda fact: fact.at):
            if self._in_force_from(fact, began) <= d:
                found = fact.settings
        return found

    def _in_force_from(self, fact: ServerFact, began: Beginning) -> date:
        """R7: from the person's next study day (Choice 2 before there is a record)."""
        next_day = self._calendar.today_was(fact.at) + DAY
        return min(next_day, began.first) if fact.early and fact.at <= began.now else next_day

    def _home_on(self, d: date) -> int:
        return [server for since, server in self._homes if since <= d][-1]

    def _rest_on(self, d: date) -> Set[int]:
        """R8: of several changes in one day the last holds."""
        return [weekdays for since, weekdays in self._rests if since <= d][-1]


def _state(verdict: str, streak: int) -> str:
    """R11."""
    if verdict == "done":
        return "done"
    if streak == 0:
        return "none"
    return "at risk" if verdict == "open" else "resting"
