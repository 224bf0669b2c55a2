"""What streaks offers to the day's card and to the daily reminder."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.offers import Line
from cogs.streaks.service import Streaks
from cogs.streaks.views import day


class DayLines:
    def __init__(self, streaks: Streaks) -> None:
        self._streaks = streaks

    async def today(self, conn: AsyncConnection, person_id: int, now: datetime) -> Line:
        return day.line(await self._streaks.standing(conn, person_id, now))

    async def reminder(self, conn: AsyncConnection, person_id: int, now: datetime) -> Line | None:
        return day.reminder(await self._streaks.standing(conn, person_id, now))
