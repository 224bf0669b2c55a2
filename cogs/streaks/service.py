"""What happens when someone checks in, takes it back, or asks about a streak."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, members, words
from bot.activity import Deed, Note
from bot.clock import Clock
from bot.days import DAY, Calendar, filed_at
from bot.db import Database
from bot.errors import Refusal
from bot.members import Person
from cogs.streaks import entering, rules, store
from cogs.streaks.entering import Wrong
from cogs.streaks.facts import Facts
from cogs.streaks.rules import Record, replay
from cogs.streaks.terms import TermsByDay

CHECK_IN = "check-in"
MOST_WORDS = 1000
PAGE = 10
STAMP = f"rules {rules.VERSION}, tzdata {version('tzdata')}"


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

    @property
    def today(self) -> date:
        return self.record.today.day

    @property
    def closes_at(self) -> datetime:
        """When today ends for this person."""
        return self.calendar.now_in_force.starts(self.today + DAY)


@dataclass(frozen=True)
class CheckedIn(Standing):
    """`first` is False where the day was kept already; `minutes` is the day's sum.

    `note` names what *Undo* takes back.
    """

    day: date
    first: bool
    minutes: int
    note: int


@dataclass(frozen=True)
class TakenBack(Standing):
    """`day_left` says that the day is still kept by something else."""

    day: date
    day_left: bool


@dataclass(frozen=True)
class DayDeeds:
    """What was done on a study day."""

    kinds: Sequence[str] = ()
    minutes: int = 0
    late: bool = False


@dataclass(frozen=True)
class Ledger(Standing):
    """One page of the replay, newest day first; pages count from 0."""

    lines: Sequence[rules.Day]
    page: int
    pages: int
    deeds: dict[date, DayDeeds] = field(default_factory=dict)
    zones: dict[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """What the check-in form needs to know: the days that can be named, today first."""

    days: Sequence[date]


class Streaks:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def check_in(self, who: Person, said: Said) -> CheckedIn:
        """Counts a study day as done; raises Refusal where the words, the minutes or the day
        can't be."""
        did = words.meant(said.did, MOST_WORDS, "read chapter 2", "Say what you did")
        _within(said.minutes)
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await members.meet(conn, who, filed_at(now, said.sent))
            facts = await self._facts(conn, who.id)
            today = facts.calendar.filing_today(now, said.sent)
            day = _entered(said.day, today, facts)
            await self._room_for(conn, who.id, day, said)
            deed = Deed(CHECK_IN, day.isoformat(), day, late=day < today)
            recorded = await activity.record(conn, who, deed, now)
            note = await _note(conn, who.id, recorded.id, did, said, now)
            standing = await self._standing(conn, who, now)
            minutes = await activity.minutes(conn, who.id, [day])
        return CheckedIn(
            **vars(standing),
            day=day,
            first=recorded.first,
            minutes=minutes.get(day, 0),
            note=note,
        )

    async def take_back(self, who: Person, note_id: int, sent: datetime) -> TakenBack:
        """Undoes one check-in while its day can still be entered."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await members.meet(conn, who, now)
            note = await activity.note_of(conn, who.id, note_id)
            done = note and await activity.done(conn, note.activity)
            if not note or not done:
                raise Refusal("That check-in was taken back already. Type /streak show.")
            facts = await self._facts(conn, who.id)
            today = facts.calendar.filing_today(now, sent)
            if entering.problem(done.day, today, _backdate(facts, today), facts.calendar):
                raise Refusal(
                    f"{_long(done.day)} is closed, so it stays as it is. "
                    "A moderator of your home server can still strike it."
                )
            last = await activity.drop_note(conn, note)
            if last:
                await activity.undo(conn, who.id, done.id)
            standing = await self._standing(conn, who, now)
        return TakenBack(**vars(standing), day=done.day, day_left=not last)

    async def show(self, who: Person) -> Standing:
        async with self._db.reading() as conn:
            return await self._standing(conn, who, self._clock.now())

    async def why(self, who: Person, page: int) -> Ledger:
        """A page of the ledger; a page that isn't there shows the nearest one."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            standing = await self._standing(conn, who, now)
            newest_first = standing.record.days[::-1]
            pages = -(-len(newest_first) // PAGE)
            page = max(0, min(page, pages - 1))
            lines = newest_first[page * PAGE : (page + 1) * PAGE]
            deeds = await _deeds(conn, who.id, [line.day for line in lines])
        zones = _zone_changes(standing.calendar)
        return Ledger(
            **vars(standing), lines=lines, page=page, pages=pages, deeds=deeds, zones=zones
        )

    async def entry(self, who: Person, sent: datetime) -> Entry:
        """The study days that a form sent now may name."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            facts = await self._read_facts(conn, who, now)
        today = facts.calendar.filing_today(now, sent)
        days = [today - n * DAY for n in range(_backdate(facts, today) + 1)]
        allowed = _backdate(facts, today)
        return Entry([d for d in days if not entering.problem(d, today, allowed, facts.calendar)])

    async def follow(self, conn: AsyncConnection, person_id: int) -> str | None:
        """The watcher: keeps the stored row true whenever a fact has changed (R11)."""
        facts, now = await self._facts(conn, person_id), self._clock.now()
        own = replay(facts, now)
        board = replay(facts, now, imported=False) if _imports(facts) else own
        row = store.Row(
            streak=own.streak,
            longest=own.longest,
            total=own.total,
            expires_at=own.expires_at,
            board_streak=board.streak,
            board_longest=board.longest,
            board_total=board.total,
            board_expires_at=board.expires_at,
            stamp=STAMP,
        )
        await store.keep(conn, person_id, row)
        return f"day {own.streak} kept" if own.state is rules.State.DONE else None

    async def _facts(self, conn: AsyncConnection, person_id: int) -> Facts:
        facts = await store.facts_of(conn, person_id)
        assert facts is not None, "the record begins before anything is asked of it"
        return facts

    async def _read_facts(self, conn: AsyncConnection, who: Person, now: datetime) -> Facts:
        """Someone without a record reads as one that begins now."""
        found = await store.facts_of(conn, who.id)
        return found or await store.first_facts(conn, who, now)

    async def _standing(self, conn: AsyncConnection, who: Person, now: datetime) -> Standing:
        facts = await self._read_facts(conn, who, now)
        profile = await members.profile(conn, who.id)
        return Standing(replay(facts, now), facts.calendar, profile.zone_said)

    async def _room_for(self, conn: AsyncConnection, person_id: int, day: date, said: Said) -> None:
        noted = (await activity.minutes(conn, person_id, [day])).get(day, 0)
        left = activity.MINUTES_A_DAY - noted
        if said.minutes > left and not await activity.note_of(conn, person_id, said.interaction):
            raise Refusal(
                f"A day has 1,440 minutes and {_long(day)} has {left} left. "
                "Enter fewer minutes, or none."
            )


async def _note(
    conn: AsyncConnection, person_id: int, deed: int, did: str, said: Said, now: datetime
) -> int:
    """Keeps the words, and returns the interaction that *Undo* names."""
    same = await activity.same_note(conn, person_id, deed, did, now)
    if same:
        return same.interaction
    note = Note(said.interaction, deed, now, said.minutes, did)
    await activity.add_note(conn, person_id, note)
    return said.interaction


async def _deeds(
    conn: AsyncConnection, person_id: int, days: Sequence[date]
) -> dict[date, DayDeeds]:
    minutes = await activity.minutes(conn, person_id, days)
    found: dict[date, DayDeeds] = {}
    for done in await activity.history(conn, person_id):
        if done.day in days and not done.undone:
            before = found.get(done.day, DayDeeds())
            kinds = [*before.kinds, done.kind]
            late = before.late or done.late
            found[done.day] = DayDeeds(kinds, minutes.get(done.day, 0), late)
    return found


def _entered(typed: str, today: date, facts: Facts) -> date:
    day = entering.named(typed, today)
    allowed = _backdate(facts, today)
    wrong = entering.problem(day, today, allowed, facts.calendar) if day else Wrong.UNREADABLE
    if day is None or wrong:
        raise Refusal(_no_such_day(wrong, typed, day, today, allowed))
    return day


def _no_such_day(wrong: Wrong | None, typed: str, day: date | None, today: date, back: int) -> str:
    oldest = today - back * DAY
    match wrong:
        case Wrong.FUTURE:
            return (
                f"{_long(day or today)} is still to come. Leave the day out to check in for today."
            )
        case Wrong.TOO_OLD:
            return (
                f"{_long(day or today)} can't be entered any more; the oldest day open is "
                f"{_long(oldest)}. Leave the day out to check in for today."
            )
        case Wrong.VOID:
            return f"{_long(day or today)} did not exist where you live. Pick the day before it."
        case _:
            return (
                f"That isn't a day I can read. Type yesterday, a weekday, "
                f"or a date such as {oldest.isoformat()}."
            )


def _within(minutes: int) -> None:
    if not 0 <= minutes <= activity.MINUTES_A_NOTE:
        raise Refusal("Minutes go from 0 to 720 for one check-in. Enter a number in between.")


def _backdate(facts: Facts, today: date) -> int:
    return TermsByDay(facts).on(today).backdate_days


def _imports(facts: Facts) -> bool:
    return any(entry.imported for entry in facts.entries)


def _zone_changes(calendar: Calendar) -> dict[date, str]:
    """The study days on which another zone began to hold."""
    pairs = zip(calendar.settings, calendar.settings[1:], strict=False)
    return {new.today(new.at): new.zone for old, new in pairs if new.zone != old.zone}


def _long(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
