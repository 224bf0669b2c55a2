"""What the deeds of the streak come out as: plain values that views turn into cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.days import DAY, Calendar
from bot.members import Share
from cogs.streaks.boards import Board, Place
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Goal, Outage
from cogs.streaks.grid import Grid
from cogs.streaks.partnering import PartnerDay
from cogs.streaks.questions import Question
from cogs.streaks.rhythm import Rhythm, Week, rhythm
from cogs.streaks.rules import Day, Record
from cogs.streaks.rulings import Logged


@dataclass(frozen=True)
class Said:
    """What a member typed into /checkin or its form, and when they sent it."""

    interaction: int
    sent: datetime
    did: str
    minutes: int = 0
    day: str = ""


@dataclass(frozen=True)
class Standing:
    """A record as it reads now, with what a card needs to speak of it."""

    record: Record
    calendar: Calendar
    zone_said: bool
    goals: Sequence[Goal]
    partner: PartnerDay | None = field(default=None, kw_only=True)

    @property
    def rhythm(self) -> Rhythm:
        return rhythm(self.record, self.goals)

    @property
    def today(self) -> date:
        return self.record.today.day

    @property
    def next_day(self) -> date:
        """The first study day after today that nothing covers."""
        return self.today + (self.record.covered_ahead + 1) * DAY

    @property
    def closes_at(self) -> datetime:
        """When today ends for this person."""
        return self.calendar.now_in_force.starts(self.today + DAY)


@dataclass(frozen=True)
class WeekSoFar(Standing):
    """The ISO week of today: `minutes` noted on each of its days that has any."""

    minutes: Mapping[date, int]

    @property
    def week(self) -> Week:
        return self.rhythm.in_hand


@dataclass(frozen=True)
class CheckedIn(Standing):
    """`first` is False where the day was kept already; `minutes` is the day's sum.

    `note` names what *Undo* takes back, `share` says whether the day may still be shown here.
    Of a `struck` day nothing counts (R9). `same` says that it was taken for what was said within
    the minute before, so nothing was added.
    """

    day: date
    first: bool
    minutes: int
    note: int
    share: Share = Share.NEVER
    struck: bool = False
    same: bool = False


@dataclass(frozen=True)
class Preview:
    """R5: what an entry further back than yesterday would change; `draft` keeps its words."""

    day: date
    before: Record
    after: Record
    draft: int

    @property
    def counts(self) -> bool:
        """Whether the day is kept by this entry, and by nothing before it."""
        return self.day in _done(self.after) - _done(self.before)

    @property
    def kept_already(self) -> bool:
        return self.day in _done(self.before)


def _done(record: Record) -> set[date]:
    return {line.day for line in record.days if line.verdict is Verdict.DONE}


@dataclass(frozen=True)
class TakenBack(Standing):
    """`day_left` says that the day is still kept by something else."""

    day: date
    day_left: bool


@dataclass(frozen=True)
class DayDeeds:
    """What was done on a study day; `imported` where a file alone says so (R12)."""

    kinds: Sequence[str] = ()
    minutes: int = 0
    late: bool = False
    imported: bool = False


@dataclass(frozen=True)
class Ledger(Standing):
    """One page of the replay, newest day first; pages count from 0. `outages` are of the days
    that closed as one; with what moderators ruled and were asked about these days, newest first.
    """

    lines: Sequence[Day]
    page: int
    pages: int
    deeds: Mapping[date, DayDeeds] = field(default_factory=dict)
    zones: Mapping[date, str] = field(default_factory=dict)
    outages: Mapping[date, Sequence[Outage]] = field(default_factory=dict)
    rulings: Sequence[Logged] = ()
    questions: Sequence[Question] = ()


@dataclass(frozen=True)
class Heatmap:
    """A picture and its facts. `year` is None for the last 53 weeks; `longest` is the greatest
    streak on a day of it, `minutes` what was noted for the days done."""

    grid: Grid
    year: int | None
    longest: int
    minutes: int
    png: bytes


@dataclass(frozen=True)
class Planned:
    """What someone has planned: weekdays of rest (0 is Monday), leave from today on, days a week
    (0 for no goal), and how their streak and their weeks stand."""

    record: Record
    weekdays: frozenset[int]
    leave: Sequence[date]
    goal: int
    rhythm: Rhythm

    @property
    def today(self) -> date:
        return self.record.today.day


@dataclass(frozen=True)
class OpenDays:
    """What the check-in form needs to know: the days that can be named, today first."""

    days: Sequence[date]


@dataclass(frozen=True)
class Shown:
    """A day that someone showed in a server."""

    person: int
    day: date


@dataclass(frozen=True)
class Shared(Shown):
    """The facts that are shown: `number` is how far the streak was on that day, `week` how the
    week of that day stands while it is in hand."""

    id: int
    number: int
    week: Week | None


@dataclass(frozen=True)
class Milestone(Shown):
    """The day on which a streak came to `number` days."""

    number: int


@dataclass(frozen=True)
class Celebrated(Milestone):
    """As a server sees it; `share` is what its *Cheer* names."""

    share: int


@dataclass(frozen=True)
class Showing:
    """A milestone, and the channels in which it can be shown or will be."""

    what: Milestone
    channels: Sequence[int]


@dataclass(frozen=True)
class Cheer:
    """Somebody cheered for this day; ids only grow."""

    id: int
    day: date


@dataclass(frozen=True)
class Glimpse:
    """What others may see of somebody's streak: the record without imported days."""

    person: int
    record: Record


class Unlisted(StrEnum):
    """Why somebody isn't on a board of this server."""

    NEW = "without a record"
    HIDDEN = "hidden"
    ELSEWHERE = "did nothing in this server yet"
    NOTHING = "nothing to show on this board"


@dataclass(frozen=True)
class LeftOff:
    """The moderators of the server left somebody off its boards."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class BoardPage:
    """A page of a server's board at one instant, pages from 0, and the asker's own place. `current`
    is False while old rows of its people wait to be computed anew (R11)."""

    guild: int
    board: Board
    page: int
    places: Sequence[Place]
    more: bool
    own: Place | Unlisted | LeftOff
    counted: int  # places; further down nobody is told a rank
    current: bool = True


@dataclass(frozen=True)
class ServerWeek:
    """The week of a server that begins on `monday` by its own clock: how many kept a day (None for
    more than are counted), and who is in front. `current` as on a page."""

    monday: date
    people: int | None
    days: Sequence[Place]
    percents: Sequence[Place]
    current: bool = True
