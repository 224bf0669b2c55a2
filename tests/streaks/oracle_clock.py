"""The oracle's calendar: what today is and was for one person (STREAKS R1 to R4, R13's spans)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, reset_tzpath

DAY = timedelta(days=1)
LATE = timedelta(minutes=15)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)

reset_tzpath(())  # R1: the pinned tzdata, never the machine's


@cache
def start(zone: str, day_start: time, d: date) -> datetime:
    """R1: the UTC instant at which study day `d` begins."""
    return datetime.combine(d, day_start, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day(zone: str, day_start: time, instant: datetime) -> date:
    """R1: the greatest D with start(D) <= instant."""
    d = instant.astimezone(ZoneInfo(zone)).date() + 2 * DAY
    while start(zone, day_start, d) > instant:
        d -= DAY
    return d


def dates(first: date, last: date) -> Iterator[date]:
    """Both ends included."""
    while first <= last:
        yield first
        first += DAY


@dataclass(frozen=True)
class Stretch:
    """From `since` until the next stretch, today is max(day in this zone, least)."""

    since: datetime
    zone: str
    day_start: time
    least: date

    def starts(self, d: date) -> datetime:
        return start(self.zone, self.day_start, d)

    def today(self, instant: datetime) -> date:
        return max(day(self.zone, self.day_start, instant), self.least)


@dataclass(frozen=True)
class Jump:
    """R4: a change of zone or day end that moved today forward."""

    old: date
    new: date


class Calendar:
    def __init__(self, zone: str, day_start: time) -> None:
        self._stretches = [Stretch(LONG_AGO, zone, day_start, date.min)]
        self._floor = date.min
        self.jumps: list[Jump] = []

    @property
    def present(self) -> Stretch:
        return self._stretches[-1]

    def today(self, now: datetime) -> date:
        """R3: max(day(now), floor, latest activity day)."""
        return self.present.today(now)

    def filing_today(self, now: datetime, t: datetime) -> date:
        """R2: by the interaction's own time if that is near, else by ours."""
        if abs(t - now) > LATE:
            return self.today(now)
        return max(day(self.present.zone, self.present.day_start, t), self._floor)

    def entered(self, now: datetime, d: date) -> None:
        """R3: the latest activity day is a floor for good."""
        self._add(replace(self.present, since=now, least=max(self.present.least, d)))

    def moved(self, now: datetime, zone: str | None, day_start: time | None) -> None:
        """R3: the floor becomes the today of the moment before. R4: a jump is remembered."""
        old, was = self.today(now), self.present
        self._floor = old
        new_start = was.day_start if day_start is None else day_start
        self._add(Stretch(now, zone or was.zone, new_start, old))
        if self.today(now) > old:
            self.jumps.append(Jump(old, self.today(now)))

    def today_was(self, instant: datetime) -> date:
        """What today read at an instant of the past."""
        return [s for s in self._stretches if s.since <= instant][-1].today(instant)

    def passed(self, d: date) -> tuple[datetime, Stretch]:
        """The first instant at which today reads later than `d`, and the zone in force there."""
        untils = [s.since for s in self._stretches[1:]] + [NEVER]
        for stretch, until in zip(self._stretches, untils, strict=True):
            starts = LONG_AGO if stretch.least > d else stretch.starts(d + DAY)
            if max(stretch.since, starts) < until:
                return max(stretch.since, starts), stretch
        raise AssertionError("the last stretch has no end")

    def span(self, d: date) -> tuple[datetime, datetime]:
        """R13: from the first instant at which today read `d` to the first it read later."""
        return self.passed(d - DAY)[0], self.passed(d)[0]

    def void(self, d: date) -> bool:
        """R6: zero length in the zone in which the day was passed."""
        there = self.passed(d)[1]
        return there.starts(d) == there.starts(d + DAY)

    def _add(self, stretch: Stretch) -> None:
        self._stretches.append(replace(stretch, since=max(stretch.since, self.present.since)))
