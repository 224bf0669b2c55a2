"""Which settings are in force on which study day (R7). Pure."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from bot.days import DAY, Calendar
from cogs.streaks.facts import Dated, Facts, Terms


class TermsByDay:
    """R7: settings and a change of home are in force from the person's next study day; those
    that were there when the record began hold from its first day at the latest."""

    def __init__(self, facts: Facts) -> None:
        homes = _homes(facts)
        terms = {guild: _by_day(facts.calendar, said) for guild, said in facts.terms.items()}
        changes = {since for rows in (homes, *terms.values()) for since, _ in rows}
        self._since = sorted(changes | {date.min})
        self._held = [_on(day, homes, terms) for day in self._since]

    def on(self, day: date) -> Terms:
        return self._held[bisect_right(self._since, day) - 1]


ByDay = Sequence[tuple[date, Dated]]


def home_on(facts: Facts, day: date) -> int | None:
    """The server whose settings apply on this study day and whose moderators may rule (R7, R9)."""
    return _home(day, _homes(facts))


def _home(day: date, homes: ByDay) -> int | None:
    return next((home.guild for since, home in reversed(homes) if since <= day), None)


def _on(day: date, homes: ByDay, terms: Mapping[int, ByDay]) -> Terms:
    home = _home(day, homes)
    said = terms.get(home, ()) if home else ()
    return next((fact.terms for since, fact in reversed(said) if since <= day), Terms())


def _homes(facts: Facts) -> ByDay:
    """The homes in the order they were chosen; the one the record began in holds for all days
    before the next."""
    rows = [(facts.calendar.then(home.at) + DAY, home) for home in facts.homes]
    if rows and rows[0][1].at <= facts.calendar.settings[0].at:
        rows[0] = (date.min, rows[0][1])
    return rows


def began(calendar: Calendar) -> date:
    """The study day on which the record began."""
    first = calendar.settings[0]
    return first.today(first.at)


def _by_day(calendar: Calendar, said: Sequence[Dated]) -> ByDay:
    first = calendar.settings[0].at
    rows = [(calendar.then(fact.at) + DAY, fact) for fact in said]
    rows = [(min(day, began(calendar)) if f.at <= first else day, f) for day, f in rows]
    return sorted(rows, key=lambda row: (row[0], row[1].at))
