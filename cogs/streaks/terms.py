"""Which settings are in force on which study day (R7). Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from bot.days import DAY, Calendar
from cogs.streaks.facts import Dated, Facts, Terms


class TermsByDay:
    """R7: settings and a change of home are in force from the person's next study day; those
    that were there when the record began hold from its first day at the latest."""

    def __init__(self, facts: Facts) -> None:
        self._homes = _homes(facts)
        self._terms = {guild: _by_day(facts.calendar, said) for guild, said in facts.terms.items()}

    def on(self, day: date) -> Terms:
        home = next((h.guild for since, h in reversed(self._homes) if since <= day), None)
        said = _last(self._terms.get(home, []), day) if home else None
        return said.terms if said else Terms()


def _homes(facts: Facts) -> list[tuple[date, Dated]]:
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


def _by_day(calendar: Calendar, said: Sequence[Dated]) -> list[tuple[date, Dated]]:
    first = calendar.settings[0].at
    rows = [(calendar.then(fact.at) + DAY, fact) for fact in said]
    rows = [(min(day, began(calendar)) if f.at <= first else day, f) for day, f in rows]
    return sorted(rows, key=lambda row: (row[0], row[1].at))


def _last(rows: list[tuple[date, Dated]], day: date) -> Dated | None:
    place = bisect_right(rows, day, key=lambda row: row[0])
    return rows[place - 1][1] if place else None
