"""What happens when someone plans rest, leave or a goal for the week."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members
from bot.clock import Clock
from bot.days import DAY
from bot.db import Database, tell_watchers
from bot.members import Person
from cogs.streaks import entering, planning, refusals, store
from cogs.streaks.facts import Facts, Goal, RestPlan
from cogs.streaks.outcomes import Planned
from cogs.streaks.rhythm import rhythm
from cogs.streaks.rules import replay
from cogs.streaks.store import plans


class Plans:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def show(self, who: Person) -> Planned:
        async with self._db.reading() as conn:
            return await self._planned(conn, who)

    async def rest(self, who: Person, weekdays: frozenset[int]) -> Planned:
        """Rest days from tomorrow on, at most three; none clears them (R8)."""
        if len(weekdays) > planning.RESTS_A_WEEK or not weekdays <= set(range(7)):
            raise refusals.too_many_rests()
        async with self._db.transaction() as conn:
            facts = await self._begun(conn, who)
            plan = RestPlan(facts.calendar.today(self._clock.now()) + DAY, weekdays)
            await plans.plan_rest(conn, who.id, plan)
            await tell_watchers(conn, who.id)
            return await self._planned(conn, who)

    async def leave(self, who: Person, first: str, last: str) -> Planned:
        """A range of leave; refused whole where it breaks a limit (R8)."""
        async with self._db.transaction() as conn:
            facts = await self._begun(conn, who)
            today = facts.calendar.today(self._clock.now())
            begin, end = _range(first, last, today)
            if wrong := planning.unfit(begin, end, today, facts.leave):
                raise refusals.unfit_leave(wrong, today)
            await plans.plan_leave(conn, who.id, planning.dates(begin, end))
            await tell_watchers(conn, who.id)
            return await self._planned(conn, who)

    async def end_leave(self, who: Person) -> Planned:
        """Today is an ordinary day again, and so are the leave dates that follow it (R8)."""
        async with self._db.transaction() as conn:
            facts = await self._begun(conn, who)
            gone = planning.ending(facts.calendar.today(self._clock.now()), facts.leave)
            if not gone:
                raise refusals.no_leave_today()
            await plans.cancel_leave(conn, who.id, gone)
            await tell_watchers(conn, who.id)
            return await self._planned(conn, who)

    async def drop_leave(self, who: Person) -> Planned:
        """Cancels all leave from tomorrow on (R8)."""
        async with self._db.transaction() as conn:
            facts = await self._begun(conn, who)
            today = facts.calendar.today(self._clock.now())
            await plans.cancel_leave(conn, who.id, [day for day in facts.leave if day > today])
            await tell_watchers(conn, who.id)
            return await self._planned(conn, who)

    async def goal(self, who: Person, days: int) -> Planned:
        """Days a week, 1 to 7; 0 clears the goal."""
        if not 0 <= days <= 7:
            raise refusals.no_such_goal()
        async with self._db.transaction() as conn:
            facts = await self._begun(conn, who)
            today = facts.calendar.today(self._clock.now())
            await plans.say_goal(conn, who.id, Goal(today, days))
            await tell_watchers(conn, who.id)
            return await self._planned(conn, who)

    async def _begun(self, conn: AsyncConnection, who: Person) -> Facts:
        await members.meet(conn, who, self._clock.now())
        facts = await store.facts_of(conn, who.id)
        assert facts is not None
        return facts

    async def _planned(self, conn: AsyncConnection, who: Person) -> Planned:
        now = self._clock.now()
        found = await store.facts_of(conn, who.id)
        facts = found or await store.first_facts(conn, who, now)
        record = replay(facts, now)
        today = record.today.day
        return Planned(
            record=record,
            weekdays=facts.rests[-1].weekdays if facts.rests else frozenset(),
            leave=sorted(day for day in facts.leave if day >= today),
            goal=facts.goals[-1].days if facts.goals else 0,
            rhythm=rhythm(record, facts.goals),
        )


def _range(first: str, last: str, today: date) -> tuple[date, date]:
    """Dates to come: a day and month without a year are the next such."""
    begin = entering.coming(first, today)
    end = entering.coming(last, today) if last.strip() else begin
    if begin is None or end is None:
        raise refusals.unreadable_leave(today)
    return begin, end
