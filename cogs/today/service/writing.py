"""What a bundle says, and how far its ladder has come."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, members, reminders
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from bot.notices import Notices
from bot.offers import Line, Shelves
from cogs.today import store
from cogs.today.outcomes import Bundle
from cogs.today.rules import PATIENCE, Ladder, Pace, Step, step


class Writing:
    def __init__(self, db: Database, clock: Clock, shelves: Shelves, notices: Notices) -> None:
        self._db, self._clock = db, clock
        self._shelves, self._notices = shelves, notices

    async def write(
        self, conn: AsyncConnection, person_id: int, slot: date, now: datetime
    ) -> Bundle | None:
        """The day's bundle and the next step of its ladder; None where nothing is to be said.

        The last one of a week tells of the week.
        """
        last_day = max(await reminders.times(conn, person_id), default=slot.weekday())
        closes_week = slot.weekday() == last_day
        due, after = step(await self.ladder(conn, person_id), closes_week)
        calendar = await members.calendar(conn, person_id)
        if due is Step.NOTHING or calendar is None:
            return None
        week = await self._shelves.week.lines(conn, person_id, now) if closes_week else []
        news = await self._news(conn, person_id, slot)
        asks = await self._shelves.bundle.lines(conn, person_id, now)
        said = [*week, *news, *(line for line in asks if line not in week)]
        if not said:
            return None
        if asks or due is not Step.USUAL:  # what asks for nothing waits for no answer
            await store.climbed(conn, person_id, after, now)
        return Bundle(calendar.today(now), said, bool(asks), bool(week), due, last_day)

    async def write_again(
        self, conn: AsyncConnection, person_id: int, now: datetime
    ) -> Bundle | None:
        """After a snooze: what is left to do now; None where nothing is."""
        asks = await self._shelves.bundle.lines(conn, person_id, now)
        calendar = await members.calendar(conn, person_id)
        return Bundle(calendar.today(now), asks) if asks and calendar else None

    async def ladder(self, conn: AsyncConnection, person_id: int) -> Ladder:
        """Any deed since the last bundle begins a new one. A last one that never left is said
        again."""
        before = await store.reminder(conn, person_id)
        if before.sent_at and await activity.since(conn, person_id, before.sent_at):
            return Ladder()
        unsaid = before.ladder.pace is Pace.ENDED
        return Ladder(Pace.WEEKLY, PATIENCE) if unsaid else before.ladder

    async def _news(self, conn: AsyncConnection, person_id: int, slot: date) -> list[Line]:
        """What comes together once a day. It is told once the bundle of this slot has left."""
        found = await self._notices.daily(conn, Person(person_id, None))
        await store.carry(conn, person_id, slot.isoformat(), found)
        return [each.line for each in found]
