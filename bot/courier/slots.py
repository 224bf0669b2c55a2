"""When a daily letter is due: one slot per local date, by the rule of study days (R1). Pure."""

from collections.abc import Sequence
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

    `at` is a wall time in `zone`: in a gap it moves forward, an overlap takes the first.
    """
    upcoming = day(zone, at, now) + DAY
    days = [date.fromisoformat(since) if since else upcoming]
    while days[-1] < upcoming:
        days.append(days[-1] + DAY)
    return [Due(found.isoformat(), start(zone, at, found)) for found in days]
