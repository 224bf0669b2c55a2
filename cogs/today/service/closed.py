"""What happens when Discord doesn't let us write to someone: it is said once, shown in their
settings, and tried again when they say so."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, members
from bot.clock import Clock
from bot.courier import Due, Why, standing
from bot.courier.tables import BLOCKED
from bot.db import Database
from bot.members import Person
from cogs.today import store
from cogs.today.outcomes import Refused
from cogs.today.service.bundles import BUNDLE, Bundles


class Closed:
    def __init__(self, db: Database, clock: Clock, bundles: Bundles) -> None:
        self._db, self._clock, self._bundles = db, clock, bundles

    async def standing(self, who: Person) -> Refused | None:
        """What keeps the bundles from this person at present."""
        async with self._db.reading() as conn:
            return await self._standing(conn, who.id)

    async def refused_after(self, who: Person, told: int) -> Refused | None:
        """The same, unless it was told already."""
        found = await self.standing(who)
        return found if found and found.number > told else None

    async def try_again(self, who: Person) -> Due | None:
        """When the next bundle comes; None where reminders are off."""
        to = courier.person(who.id)
        async with self._db.transaction() as conn:
            coming = await self._bundles.slots(conn, to, None, self._clock.now())
            if coming and await self._standing(conn, who.id):
                await courier.plan(conn, to, BUNDLE, coming[0])
                await store.answered(conn, who.id)
        return coming[0] if coming else None

    async def _standing(self, conn: AsyncConnection, person_id: int) -> Refused | None:
        to = courier.person(person_id)
        if (await members.profile(conn, person_id)).reminder is None:
            return None
        paused = [each for each in await standing.paused(conn, [to]) if each.kind == BUNDLE]
        if not paused:
            return None
        unsent = await standing.unsent(conn, [to])
        last = [each.due for each in unsent if (each.kind, each.state) == (BUNDLE, BLOCKED)]
        number = int(last[0].timestamp()) if last else 0
        return Refused(number, is_closed=paused[0].why is Why.CLOSED)
