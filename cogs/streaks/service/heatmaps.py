"""What happens when someone asks for the picture of their year."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from cogs.streaks import grid, heatmap, refusals, store
from cogs.streaks.grid import Mark
from cogs.streaks.outcomes import Heatmap
from cogs.streaks.rules import Record, replay


class Heatmaps:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def draw(self, who: Person, year: int | None) -> Heatmap | None:
        """The last 53 weeks or a calendar year; None before the first day done.

        Raises Refusal for a year without study days.
        """
        async with self._db.reading() as conn:
            record = await self._record(conn, who)
            if not record or not record.total:
                return None
            shown = _grid(record, year)
            noted = await activity.minutes(conn, who.id, shown.days(Mark.DONE))
        png = await asyncio.to_thread(heatmap.drawn, shown)
        return Heatmap(shown, year, grid.longest(record, shown), sum(noted.values()), png)

    async def years(self, who: Person) -> Sequence[int]:
        """The years that can be drawn, newest first."""
        async with self._db.reading() as conn:
            record = await self._record(conn, who)
        return grid.years(record)[::-1] if record else ()

    async def _record(self, conn: AsyncConnection, who: Person) -> Record | None:
        facts = await store.facts_of(conn, who.id)
        return replay(facts, self._clock.now()) if facts else None


def _grid(record: Record, year: int | None) -> grid.Grid:
    if year is None:
        return grid.last_weeks(record)
    if year not in (drawable := grid.years(record)):
        raise refusals.no_such_year(drawable)
    return grid.calendar_year(record, year)
