"""What happens when someone checks in, takes it back, or asks about a streak."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, members, words
from bot.activity import Deed
from bot.days import DAY, Calendar
from bot.members import Person
from cogs.streaks import entering, refusals, rules, store
from cogs.streaks.cover import Verdict, down_on, together
from cogs.streaks.facts import Facts, Outage
from cogs.streaks.outcomes import (
    CheckedIn,
    DayDeeds,
    Ledger,
    OpenDays,
    Preview,
    Said,
    Standing,
    TakenBack,
    WeekSoFar,
)
from cogs.streaks.rhythm import monday
from cogs.streaks.rules import replay
from cogs.streaks.service.entries import CHECK_IN, backdate, filed, keep_words, make_room, named
from cogs.streaks.service.partners import partner_day
from cogs.streaks.service.rows import StoredRows
from cogs.streaks.service.sharing import share_after
from cogs.streaks.store import moderating, questions

MOST_WORDS = 1000
SAYS_NOTHING = "That message doesn't say what you did. Type /checkin and say it"
PAGE = 10


class Streaks(StoredRows):
    async def check_in(self, who: Person, said: Said) -> CheckedIn | Preview:
        """Counts a study day as done, or shows first what an older day would change (R5).

        Raises Refusal where the words, the minutes or the day can't be.
        """
        did = words.meant(said.did, MOST_WORDS, "read chapter 2", "Say what you did")
        said = replace(said, did=did)
        async with self._db.transaction() as conn:
            return await self._enter(conn, who, said, agreed=False)

    async def count(self, who: Person, said: Said, written: datetime) -> CheckedIn | Preview:
        """Counts a message, named by `said.interaction`, for the study day it was written on.

        Raises Refusal where it counts already or its day can't be entered any more.
        """
        did = words.meant(said.did[:MOST_WORDS], MOST_WORDS, "read chapter 2", SAYS_NOTHING)
        async with self._db.transaction() as conn:
            facts = await self._facts(conn, who, self._clock.now())
            if note := await activity.note_of(conn, who.id, said.interaction):
                done = await activity.done(conn, note.activity)
                raise refusals.counted_already(done.day if done else None)
            today = facts.calendar.filing_today(self._clock.now(), said.sent)
            day = min(today, facts.calendar.then(written))
            if entering.problem(day, today, backdate(facts, today), facts.calendar):
                raise refusals.written_too_long_ago(day)
            dated = replace(said, did=did, day=day.isoformat())
            return await self._enter(conn, who, dated, agreed=False)

    async def agree(self, who: Person, draft: int, sent: datetime) -> CheckedIn | Preview:
        """Enters the older day whose preview was seen."""
        async with self._db.transaction() as conn:
            said = await store.draft_of(conn, who.id, draft, sent)
            if not said:
                raise refusals.draft_gone()
            return await self._enter(conn, who, said, agreed=True)

    async def leave_out(self, who: Person, draft: int) -> None:
        """Forgets the words of a preview; nothing is entered."""
        async with self._db.transaction() as conn:
            await store.drop_draft(conn, who.id, draft)

    async def take_back(self, who: Person, note_id: int, sent: datetime) -> TakenBack:
        """Undoes one check-in while its day can still be entered."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            note = await activity.note_of(conn, who.id, note_id)
            done = note and await activity.done(conn, note.activity)
            if not note or not done:
                raise refusals.gone()
            facts = await self._facts(conn, who, now)
            today = facts.calendar.filing_today(now, sent)
            if entering.problem(done.day, today, backdate(facts, today), facts.calendar):
                raise refusals.closed(done.day)
            last = await activity.drop_note(conn, note)
            if last:
                await activity.undo(conn, who.id, done.id)
            standing = await self._standing(conn, who, now)
        day_left = not last or standing.record.has_done(done.day)
        return TakenBack(**vars(standing), day=done.day, day_left=day_left)

    async def show(self, who: Person) -> Standing:
        now = self._clock.now()
        async with self._db.reading() as conn:
            standing = await self._standing(conn, who, now)
            return replace(standing, partner=await partner_day(conn, who.id, now))

    async def why(self, who: Person, page: int) -> Ledger:
        """A page of the ledger; a page that isn't there shows the nearest one."""
        async with self._db.reading() as conn:
            standing = await self._standing(conn, who, self._clock.now())
            newest_first = standing.record.days[::-1]
            pages = -(-len(newest_first) // PAGE)
            page = max(0, min(page, pages - 1))
            lines = newest_first[page * PAGE : (page + 1) * PAGE]
            days = [line.day for line in lines]
            deeds = await _deeds(conn, who.id, days)
            rulings = await moderating.about_days(conn, who.id, days)
            asked = await questions.about_days(conn, who.id, days)
            down = together(await store.outages_known(conn))
        return Ledger(
            **vars(standing),
            lines=lines,
            page=page,
            pages=pages,
            deeds=deeds,
            zones=_zone_changes(standing.calendar),
            outages=_outages(lines, standing.calendar, down),
            rulings=rulings,
            questions=asked,
        )

    async def open_days(self, who: Person, sent: datetime) -> OpenDays:
        """The study days that an entry sent now may name."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            facts = await self._facts(conn, who, now)
        today = facts.calendar.filing_today(now, sent)
        allowed = backdate(facts, today)
        days = [today - n * DAY for n in range(allowed + 1)]
        return OpenDays(
            [d for d in days if not entering.problem(d, today, allowed, facts.calendar)]
        )

    async def standing(self, conn: AsyncConnection, person_id: int, now: datetime) -> Standing:
        """For a card of another feature, inside its question."""
        return await self._standing(conn, Person(person_id, None), now)

    async def week_so_far(self, conn: AsyncConnection, person_id: int, now: datetime) -> WeekSoFar:
        """Likewise, with what the week of today holds."""
        standing = await self.standing(conn, person_id, now)
        first = monday(standing.today)
        week = [first + n * DAY for n in range(7)]
        minutes = await activity.minutes(conn, person_id, week)
        return WeekSoFar(**vars(standing), minutes=minutes)

    async def _enter(
        self, conn: AsyncConnection, who: Person, said: Said, *, agreed: bool
    ) -> CheckedIn | Preview:
        now = self._clock.now()
        await members.meet(conn, who, filed(said, now))
        facts = await self._facts(conn, who, now)
        today = facts.calendar.filing_today(now, said.sent)
        day = named(said.day, today, facts)
        noted = await make_room(conn, who.id, day, said, now)
        if day < today - DAY and not agreed:
            draft = replace(said, day=day.isoformat())
            await store.keep_draft(conn, who.id, draft)
            return _preview(facts, day, now, said.interaction)
        deed = Deed(CHECK_IN, day.isoformat(), day, late=day < today)
        return await self._count(conn, who, deed, said, facts, noted)

    async def _count(
        self,
        conn: AsyncConnection,
        who: Person,
        deed: Deed,
        said: Said,
        facts: Facts,
        noted: int,
    ) -> CheckedIn:
        now, day = self._clock.now(), deed.day
        recorded = await activity.record(conn, who, deed, now)
        note = await keep_words(conn, who.id, recorded.id, said, now)
        after, profile = facts.with_entry(day), await members.profile(conn, who.id)
        record = replay(after, now)
        return CheckedIn(
            record,
            after.calendar,
            profile.zone_said,
            after.goals,
            day=day,
            first=recorded.first,
            minutes=noted + (said.minutes if note == said.interaction else 0),
            note=note,
            share=await share_after(conn, who, profile, after, day, now),
            partner=await partner_day(conn, who.id, now),
            struck=day in after.struck,
            same=note != said.interaction,
        )

    async def _facts(self, conn: AsyncConnection, who: Person, now: datetime) -> Facts:
        """Someone without a record reads as one whose record begins now."""
        found = await store.facts_of(conn, who.id)
        return found or await store.first_facts(conn, who, now)

    async def _standing(self, conn: AsyncConnection, who: Person, now: datetime) -> Standing:
        facts = await self._facts(conn, who, now)
        profile = await members.profile(conn, who.id)
        return Standing(replay(facts, now), facts.calendar, profile.zone_said, facts.goals)


def _preview(facts: Facts, day: date, now: datetime, draft: int) -> Preview:
    return Preview(day, replay(facts, now), replay(facts.with_entry(day), now), draft)


async def _deeds(
    conn: AsyncConnection, person_id: int, days: Sequence[date]
) -> dict[date, DayDeeds]:
    minutes = await activity.minutes(conn, person_id, days)
    found: dict[date, DayDeeds] = {}
    for done in await activity.history(conn, person_id, days):
        if not done.undone:
            before = found.get(done.day, DayDeeds(imported=True))
            kinds = [*before.kinds, done.kind]
            late = before.late or done.late
            imported = before.imported and done.imported
            found[done.day] = DayDeeds(kinds, minutes.get(done.day, 0), late, imported)
    return found


def _outages(
    lines: Sequence[rules.Day], calendar: Calendar, down: Sequence[Outage]
) -> dict[date, list[Outage]]:
    days = [line.day for line in lines if line.verdict is Verdict.OUTAGE]
    return {day: down_on(day, calendar, down) for day in days}


def _zone_changes(calendar: Calendar) -> dict[date, str]:
    """The study days on which another zone began to hold."""
    pairs = zip(calendar.settings, calendar.settings[1:], strict=False)
    return {new.today(new.at): new.zone for old, new in pairs if new.zone != old.zone}
