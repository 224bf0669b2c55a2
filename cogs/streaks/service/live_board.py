"""The board that stays in a channel: one message with a server's week, edited as places change.

The same message week after week, so that its pin and the links to it hold and nobody is called.
"""

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, places
from bot.clock import Clock
from bot.days import day
from bot.needs import Needs
from cogs.streaks.boards import Board, Measure, Period, Place, numbered
from cogs.streaks.needs import BOARD
from cogs.streaks.outcomes import ServerWeek
from cogs.streaks.rhythm import monday
from cogs.streaks.service.rows import StoredRows
from cogs.streaks.store import boards as store

MIDNIGHT = time(0)
SHOWN = 10  # places of each measure
COUNTED = 10_000  # people; counting on would cost what the number is worth


async def changed(conn: AsyncConnection, servers: Iterable[int]) -> None:
    """Something that these servers' boards show has changed in this transaction."""
    for guild in servers:
        await courier.touch(conn, courier.server(guild), BOARD)


async def goodbye(conn: AsyncConnection, person_id: int) -> None:
    """Who is forgotten stands on no board any more."""
    await changed(conn, await guilds.of_person(conn, person_id))


class LiveBoard:
    def __init__(self, streaks: StoredRows, clock: Clock, needs: Needs) -> None:
        self._streaks, self._clock, self._needs = streaks, clock, needs

    async def plan(self, conn: AsyncConnection, guild: int) -> None:
        """The server planner: the board is where moderators want it, or nowhere. One that nobody
        keeps true shows nobody."""
        to, channel = courier.server(guild), await self.channel(conn, guild)
        if (await guilds.server(conn, guild)).removed_at is None:
            await courier.take_down(conn, to, BOARD, channel, self._clock.now())
        if channel:
            await courier.place(conn, to, BOARD)
        else:
            await courier.unplan(conn, to, BOARD)

    async def channel(self, conn: AsyncConnection, guild: int) -> int | None:
        return await places.in_use(conn, self._needs, guild, BOARD)

    async def week(self, conn: AsyncConnection, guild: int, now: datetime) -> ServerWeek:
        """A server's week at this instant, each person's by their own clock (R12)."""
        kept = Board(Measure.DAYS, Period.WEEK)
        today = day(await guilds.zone(conn, guild), MIDNIGHT, now)
        people = await store.better(conn, guild, kept, now, 0, COUNTED)
        return ServerWeek(
            monday(today),
            people,
            await _first(conn, guild, kept, now),
            await _first(conn, guild, Board(Measure.PERCENT, Period.WEEK), now),
            await self._streaks.is_current(conn, guild),
        )


async def _first(conn: AsyncConnection, guild: int, board: Board, now: datetime) -> list[Place]:
    found = await store.listed(conn, guild, board, now, 0, SHOWN)
    return numbered((each.person, each.figure.value) for each in found)
