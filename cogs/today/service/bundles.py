"""What happens around the one private bundle a day: when it is due, and what comes of it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, members, reminders, told
from bot.courier import Due, Left, Recipient, Stopped, slots, standing
from bot.members import Answer, Person
from cogs.today import store
from cogs.today.rules import PATIENCE, Pace
from cogs.today.service.writing import Writing

BUNDLE, SNOOZED = "bundle", "bundle snoozed"
SNOOZE = timedelta(hours=1)


class Bundles(Writing):
    async def plan(self, conn: AsyncConnection, person_id: int) -> None:
        """The planner: whenever a person's clock or reminder times have changed."""
        to = courier.person(person_id)
        coming = await self.slots(conn, to, None, self._clock.now())
        await courier.replan(conn, to, BUNDLE, coming)
        if coming:
            await store.begin_again(conn, person_id)
        else:
            await courier.unplan(conn, to, SNOOZED)

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        """The slots of the bundle; none without a reminder time."""
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

    async def left(self, conn: AsyncConnection, what: Left) -> None:
        """Discord has taken the bundle: only now its news is told, and a last one was the last."""
        assert what.to.person is not None
        person_id = what.to.person
        if news := await store.carried(conn, person_id, what.slot):
            for kind, up_to in news.items():
                await told.mark(conn, person_id, kind, up_to)
            await store.delivered(conn, person_id, what.slot)
        if (await store.reminder(conn, person_id)).ladder.pace is Pace.ENDED:
            await members.say(conn, person_id, Answer.REMINDER, None)

    async def refused(self, conn: AsyncConnection, what: Stopped) -> None:
        """What nobody could read needs no answer: the ladder begins anew once they can."""
        if what.kind == BUNDLE and what.to.person is not None:
            await store.answered(conn, what.to.person)

    async def has_one(self, who: Person) -> bool:
        """Whether a bundle comes every day at present."""
        async with self._db.reading() as conn:
            every_day = len(await reminders.times(conn, who.id)) == len(reminders.WEEK)
            stuck = await standing.paused(conn, [courier.person(who.id)])
            ladder = await self.ladder(conn, who.id)
        patient = ladder.pace is Pace.DAILY and ladder.unanswered < PATIENCE
        return every_day and patient and BUNDLE not in {each.kind for each in stuck}

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
