"""What happens when someone looks at their day."""

from datetime import timedelta

from bot import members
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from bot.offers import Shelves
from cogs.today.outcomes import Day

AWAY = timedelta(days=10)


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
