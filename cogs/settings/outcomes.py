"""What the deeds of settings come out as, and the choices that are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.days import Calendar
from bot.members import Profile
from bot.portability.merging import Came
from bot.zones import Place
from cogs.settings.library import FirstDeed, Track

START, ZONE = "start", "zone"  # why a place is asked: it travels in the custom_id
HOURS = (2, 5, 10, 20)
NEVER, USUAL = "never", "usual"  # what may be picked in place of a time
REMINDERS = [time(hour) for hour in range(6, 24)]
DAY_STARTS = [time(minutes // 60, minutes % 60) for minutes in range(0, 361, 30)]
LATEST_DAY_START = DAY_STARTS[-1]


@dataclass(frozen=True)
class Meaning:
    """What another zone or day start would mean for today (R3)."""

    zone: str
    day_start: time
    today: date
    ends: datetime
    new_today: date
    new_ends: datetime

    @property
    def matters(self) -> bool:
        """False where today stays the same day and ends at the same instant."""
        return (self.today, self.ends) != (self.new_today, self.new_ends)


@dataclass(frozen=True)
class Moved:
    """The new zone and day start hold."""

    calendar: Calendar


@dataclass(frozen=True)
class Welcome:
    profile: Profile
    track: Track
    deed: FirstDeed
    place: Place
    more: int


@dataclass(frozen=True)
class Reminders:
    """The usual time, None where they are off, and the weekdays (Monday is 0) that differ from it:
    None for one without a reminder."""

    usual: time | None
    differing: Mapping[int, time | None]


@dataclass(frozen=True)
class Overview:
    """Everything that /me settings shows."""

    profile: Profile
    place: Place
    day_start: time
    home: int | None
    servers: Sequence[int]
    track: Track | None
    now: datetime
    reminders: Reminders


@dataclass(frozen=True)
class Exported:
    """A record as a file."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Arriving:
    """What a file would bring, or has brought; `draft` names the file that waits for a yes."""

    came: Came
    draft: int = 0


@dataclass(frozen=True)
class Keeping:
    """What would go with a person by kind, and how many of others' rows would lose their id.

    `began` names the record: the second at which it began here, 0 where there is none.
    """

    rows: Mapping[str, int]
    named: int
    began: int


@dataclass(frozen=True)
class Forgotten:
    """`again` is True where nothing was left to forget."""

    again: bool
