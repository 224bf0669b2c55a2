"""What streaks offers to the day's card, and to the daily bundle."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.offers import Line, Quiet, Week
from cogs.streaks.service import Streaks
from cogs.streaks.views import day, week


class DayLines:
    def __init__(self, streaks: Streaks) -> None:
        self._streaks = streaks

    async def today(self, conn: AsyncConnection, person_id: int, now: datetime) -> Line:
        return day.line(await self._streaks.standing(conn, person_id, now))

    async def asking(self, conn: AsyncConnection, person_id: int, now: datetime) -> Line | Quiet:
        return day.asking(await self._streaks.standing(conn, person_id, now))

    async def week(
        self, conn: AsyncConnection, person_id: int, now: datetime
    ) -> Mapping[Week, Line]:
        return week.lines(await self._streaks.week_so_far(conn, person_id, now))
