"""What waits for the moderators of a server, and when they are told that something does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, places
from bot.clock import Clock
from bot.courier import Due, slots
from bot.db import Database
from bot.members import Person
from bot.offers import Shelves, Waiting

SUMMARY = "inbox"  # the letter's kind
MODERATORS = "moderators"  # the place


@dataclass(frozen=True)
class Told:
    """What a summary tells, oldest first, and where."""

    waiting: Sequence[Waiting]
    channel: int


@dataclass(frozen=True)
class Summaries:
    """When a server's moderators are told, in its zone, and in which channel, if any."""

    at: time
    zone: str
    channel: int | None


class Inbox:
    def __init__(self, db: Database, clock: Clock, shelves: Shelves) -> None:
        self._db, self._clock, self._shelves = db, clock, shelves

    async def waiting(self, by: Person) -> list[Waiting]:
        """Oldest first. `by` is a moderator of the server they act in: the door has checked it."""
        assert by.guild is not None
        async with self._db.reading() as conn:
            return await self._shelves.inbox.waiting(conn, by.guild)

    async def told(self, by: Person) -> Summaries:
        async with self._db.reading() as conn:
            return await self._told(conn, by)

    async def tell_at(self, by: Person, at: time) -> Summaries:
        """From the next summary on; today's, if it has left, stays the only one of its date."""
        assert by.guild is not None
        async with self._db.transaction() as conn:
            await guilds.meet(conn, by.guild, self._clock.now())
            await guilds.say(conn, by.guild, summary_at=at)
            return await self._told(conn, by)

    async def plan(self, conn: AsyncConnection, guild: int) -> None:
        """The planner: whenever the server has named another channel, zone or hour."""
        coming = await self.summaries(conn, guild, None, self._clock.now())
        await courier.replan(conn, courier.server(guild), SUMMARY, coming)

    async def summaries(
        self, conn: AsyncConnection, guild: int, since: str | None, now: datetime
    ) -> Sequence[Due]:
        """The slots of the daily summary, at the server's hour in its zone; none without a channel
        for moderators, or where we are no longer."""
        if not await self._channel(conn, guild):
            return []
        server = await guilds.server(conn, guild)
        return slots.daily(server.zone, server.summary_at, since, now)

    async def summary(self, conn: AsyncConnection, guild: int) -> Told | None:
        """None where nothing waits."""
        channel = await self._channel(conn, guild)
        waiting = await self._shelves.inbox.waiting(conn, guild)
        return Told(waiting, channel) if channel and waiting else None

    async def _told(self, conn: AsyncConnection, by: Person) -> Summaries:
        assert by.guild is not None
        server = await guilds.server(conn, by.guild)
        return Summaries(server.summary_at, server.zone, await self._channel(conn, by.guild))

    async def _channel(self, conn: AsyncConnection, guild: int) -> int | None:
        return await places.in_use(conn, self._shelves.needs, guild, MODERATORS)
