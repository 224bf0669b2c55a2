"""When letters are due: one slot per local date or ISO week, by the rule of study days (R1). Pure.

All times are wall times in `zone`: one in a gap moves forward, in an overlap the first is taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.days import DAY, day, start


@dataclass(frozen=True)
class Due:
    """`slot` is a local date, an ISO week or an occasion's own id, never an instant; slots of one
    schedule sort in the order of their instants."""

    slot: str
    at: datetime


def daily(zone: str, at: time, since: str | None, now: datetime) -> Sequence[Due]:
    """The dates from `since` on whose time has come by now, and the one to come, oldest first.

    Without `since` only the one to come.
    """
    return on_weekdays(zone, dict.fromkeys(range(7), at), since, now)


def on_weekdays(
    zone: str, times: Mapping[int, time], since: str | None, now: datetime
) -> Sequence[Due]:
    """As `daily`, on the weekdays that have a time (Monday is 0); empty where none has one."""
    if not times:
        return []
    begin = date.fromisoformat(since) if since else _yesterday(zone, now)
    dated = _dated(zone, times, begin)
    return _until_coming(((found.isoformat(), at) for found, at in dated), since, now)


def weekly(zone: str, weekday: int, at: time, since: str | None, now: datetime) -> Sequence[Due]:
    """As `daily`, once in each ISO week (`2026-W09`), on this weekday (Monday is 0)."""
    begin = _monday(since) if since else _yesterday(zone, now)
    dated = _dated(zone, {weekday: at}, begin)
    return _until_coming(((_week(found), at) for found, at in dated), since, now)


def _dated(zone: str, times: Mapping[int, time], begin: date) -> Iterator[tuple[date, datetime]]:
    """Every date from `begin` on that has a time, without those that a zone left out."""
    found = begin
    while True:
        if found.weekday() in times and _exists(zone, found):
            yield found, start(zone, times[found.weekday()], found)
        found += DAY


def _until_coming(
    named: Iterator[tuple[str, datetime]], since: str | None, now: datetime
) -> Sequence[Due]:
    come: list[Due] = []
    for slot, at in named:
        if at > now:
            return [*come, Due(slot, at)]
        if since:
            come.append(Due(slot, at))
    raise AssertionError("dates don't end")


def _exists(zone: str, found: date) -> bool:
    return start(zone, time.min, found) < start(zone, time.min, found + DAY)


def _yesterday(zone: str, now: datetime) -> date:
    return day(zone, time.min, now) - DAY


def _week(found: date) -> str:
    year, week, _ = found.isocalendar()
    return f"{year}-W{week:02}"


def _monday(week: str) -> date:
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)
