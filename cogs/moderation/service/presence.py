"""Whether a server has us: what is planned for it stands still while it hasn't, and 30 days later
its own rows go."""

import logging
from collections.abc import Collection
from datetime import timedelta

from bot import courier, guilds
from bot.clock import Clock
from bot.db import Database
from bot.leaving import forget_server

log = logging.getLogger(__name__)

COMES_BACK = timedelta(days=30)  # within which everything goes on as it was


class Presence:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def left(self, guild: int) -> None:
        """A real removal; nothing where we knew of it, or never met the server."""
        async with self._db.transaction() as conn:
            if guild not in await guilds.there(conn):
                return
            await guilds.say(conn, guild, removed_at=self._clock.now())
            await courier.pause_all(conn, courier.server(guild), courier.Why.REMOVED)
        log.info("removed from a server guild=%s", guild)

    async def came(self, guild: int) -> None:
        """We are in the server, also where nobody had said that we weren't."""
        async with self._db.reading() as conn:
            since = (await guilds.server(conn, guild)).removed_at
        if since is None:
            return
        async with self._db.transaction() as conn:
            if self._clock.now() - since >= COMES_BACK:
                await forget_server(conn, guild)
            else:
                await guilds.say(conn, guild, removed_at=None)
                await courier.resume_all(conn, courier.server(guild))
        log.info("back in a server guild=%s", guild)

    async def missing(self, here: Collection[int]) -> list[int]:
        """Servers that had us when we last knew, and aren't among these."""
        async with self._db.reading() as conn:
            return [guild for guild in await guilds.there(conn) if guild not in here]

    async def returned(self, here: Collection[int]) -> list[int]:
        """Those of these servers that had removed us when we last knew."""
        async with self._db.reading() as conn:
            return [g for g in await guilds.removed(conn, self._clock.now()) if g in here]

    async def forget(self) -> None:
        """The rows of servers that removed us 30 days ago or longer."""
        until = self._clock.now() - COMES_BACK
        async with self._db.reading() as conn:
            gone = await guilds.removed(conn, until)
        for guild in gone:
            async with self._db.transaction() as conn:
                if guild in await guilds.removed(conn, until):  # it may have come back meanwhile
                    await forget_server(conn, guild)
            log.info("a server's rows went guild=%s", guild)
