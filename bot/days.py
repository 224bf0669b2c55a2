"""Study days: which day an instant belongs to, in a person's own zone (STREAKS R1 to R3). Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

reset_tzpath(())  # only the pinned tzdata package: the machine's own may know other rules

DAY = timedelta(days=1)
FARTHEST_PLAN = timedelta(days=366)  # how far ahead plans may reach
SNOWFLAKE_TRUST = timedelta(minutes=15)
RESOLUTION = timedelta.resolution


def start(zone: str, day_start: time, day: date) -> datetime:
    """R1: the instant at which a study day begins, in UTC.

    A wall time in a gap moves forward by the gap's length, an overlap takes the first.
    """
    return datetime.combine(day, day_start, tzinfo=_zone(zone)).astimezone(UTC)


def day(zone: str, day_start: time, instant: datetime) -> date:
    """R1: the greatest study day that has begun by this instant."""
    found = instant.astimezone(_zone(zone)).date() + DAY
    while start(zone, day_start, found) > instant:
        found -= DAY
    return found


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The IANA names that the pinned tzdata knows."""
    return frozenset(available_timezones())


def spoken(day: date) -> str:
    """A study day as one would say it: "Tuesday 24 November"."""
    return f"{day:%A} {day.day} {day:%B}"


def filed_at(now: datetime, sent: datetime) -> datetime:
    """R2: the instant by which an entry is filed: when it was sent, if that can be believed."""
    return sent if abs(now - sent) <= SNOWFLAKE_TRUST else now


@dataclass(frozen=True)
class Setting:
    """A dated fact: from `at` on a person's days follow this zone and day start.

    `floor` is the study day that was today just before (R3); None when the record begins.
    """

    at: datetime
    zone: str
    day_start: time
    floor: date | None = None

    def today(self, instant: datetime) -> date:
        found = day(self.zone, self.day_start, instant)
        return max(found, self.floor) if self.floor else found

    def wall(self, instant: datetime) -> time:
        """What a clock on the wall shows there."""
        return instant.astimezone(_zone(self.zone)).time()

    def starts(self, day_: date) -> datetime:
        return start(self.zone, self.day_start, day_)


@dataclass(frozen=True)
class Calendar:
    """One person's days: their settings in the order they were made, and when each later study
    day was first written on. Never empty."""

    settings: Sequence[Setting]
    latest: date | None = None

    @property
    def now_in_force(self) -> Setting:
        return self.settings[-1]

    def in_force(self, instant: datetime) -> Setting:
        """The setting that held at a past instant; before the first, the first."""
        held = bisect_right(self.settings, instant, key=lambda setting: setting.at)
        return self.settings[max(0, held - 1)]

    def today(self, now: datetime) -> date:
        """R3: the later of the clock's day, the floor and the latest activity day."""
        found = self.now_in_force.today(now)
        return max(found, self.latest) if self.latest else found

    def filing_today(self, now: datetime, sent: datetime) -> date:
        """R2: today for an entry sent at `sent` and accepted at `now`."""
        if filed_at(now, sent) == sent:
            return self.now_in_force.today(sent)
        return self.today(now)

    def then(self, instant: datetime) -> date:
        """Today as it read at a past instant."""
        return self.in_force(instant).today(instant)

    def opens(self, day_: date) -> datetime:
        """The first instant at which today reads this day or a later one, changes included."""
        number = bisect_left(self._reached, day_)
        setting = self.settings[number]
        if setting.floor is not None and setting.floor >= day_:
            return setting.at
        begins = setting.starts(day_)
        return max(setting.at, begins) if number else begins

    @cached_property
    def _reached(self) -> Sequence[date]:
        """The latest day that today has read by the end of each setting but the last: what was
        set at the same instant as the next never held."""
        first = self.settings[0]
        latest = (
            old.today(new.at - RESOLUTION) if old is first or old.at < new.at else date.min
            for old, new in zip(self.settings, self.settings[1:], strict=False)
        )
        return list(accumulate(latest, max))

    def exists(self, day_: date) -> bool:
        """False for a day of zero length, as Samoa's 30 December 2011 (R6, void)."""
        last = self.settings[-1]
        setting = last if len(self.settings) == 1 else self.in_force(self.opens(day_ + DAY))
        return setting.starts(day_) < setting.starts(day_ + DAY)
