"""What happens when someone looks at their day, and when their reminder is due."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, courier, members, reminders
from bot.clock import Clock
from bot.courier import Due, Recipient, slots
from bot.db import Database
from bot.members import Answer, Person
from bot.offers import Shelves
from cogs.today import store
from cogs.today.outcomes import Day, Reminding
from cogs.today.rules import Ladder, Step, step

BUNDLE, SNOOZED = "bundle", "bundle snoozed"
AWAY = timedelta(days=10)
SNOOZE = timedelta(hours=1)
SUNDAY = 6


class Today:
    def __init__(self, db: Database, clock: Clock, shelves: Shelves) -> None:
        self._db, self._clock, self._shelves = db, clock, shelves

    async def show(self, who: Person) -> Day:
        now = self._clock.now()
        async with self._db.reading() as conn:
            calendar = await members.visitor_calendar(conn, who, now)
            lines = await self._shelves.today.lines(conn, who.id, now)
        today, latest = calendar.today(now), calendar.latest
        return Day(today, lines, away=latest is not None and today - latest >= AWAY)

    async def plan(self, conn: AsyncConnection, person_id: int) -> None:
        """The planner: whenever a person's clock or reminder time has changed."""
        to = courier.person(person_id)
        if coming := await self.bundles(conn, to, None, self._clock.now()):
            await store.begin_again(conn, person_id)
            await courier.plan(conn, to, BUNDLE, coming[0])
        else:
            await courier.unplan(conn, to, BUNDLE)
            await courier.unplan(conn, to, SNOOZED)

    async def bundles(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        """The slots of the daily bundle; none without a reminder time."""
        assert to.person is not None
        times = await reminders.times(conn, to.person)
        calendar = await members.calendar(conn, to.person)
        if calendar is None:
            return []
        return slots.on_weekdays(calendar.now_in_force.zone, times, since, now)

    async def snoozes(self, conn: AsyncConnection, to: Recipient) -> Sequence[Due]:
        """The one slot of a snoozed bundle."""
        assert to.person is not None
        asked = await store.reminder(conn, to.person)
        return [Due(str(asked.interaction), asked.snoozed_until)] if asked.snoozed_until else []

    async def remind(
        self, conn: AsyncConnection, person_id: int, slot: date, now: datetime
    ) -> Reminding | None:
        """The day's bundle and the next step of its ladder; None where nothing is to be said."""
        said = await self.still_to_do(conn, person_id, now)
        before = await store.reminder(conn, person_id)
        ladder = before.ladder
        if before.sent_at and await activity.since(conn, person_id, before.sent_at):
            ladder = Ladder()
        now_due, after = step(ladder, slot.weekday() == SUNDAY)
        if not said or now_due is Step.NOTHING:
            return None
        await store.climbed(conn, person_id, after, now)
        if now_due is Step.LAST:
            await members.say(conn, person_id, Answer.REMINDER, None)
        return Reminding(said.day, said.lines, now_due)

    async def still_to_do(
        self, conn: AsyncConnection, person_id: int, now: datetime
    ) -> Reminding | None:
        """What a reminder would say now; None where nothing is left to do."""
        lines = await self._shelves.bundle.lines(conn, person_id, now)
        calendar = await members.calendar(conn, person_id)
        if not lines or calendar is None:
            return None
        return Reminding(calendar.today(now), lines, Step.USUAL)

    async def snooze(self, who: Person, interaction: int) -> time | None:
        """The same once more in an hour; the wall time of it, or None where reminders are off."""
        until = self._clock.now() + SNOOZE
        async with self._db.transaction() as conn:
            calendar = await members.calendar(conn, who.id)
            if calendar is None or (await members.profile(conn, who.id)).reminder is None:
                return None
            await store.answered(conn, who.id)
            await store.snooze(conn, who.id, until, interaction)
            due = Due(str(interaction), until)
            await courier.plan(conn, courier.person(who.id), SNOOZED, due)
        return calendar.now_in_force.wall(until)

    async def stop(self, who: Person) -> None:
        """No more reminders, until a time is set again."""
        async with self._db.transaction() as conn:
            await members.meet(conn, who, self._clock.now())
            await members.say(conn, who.id, Answer.REMINDER, None)
