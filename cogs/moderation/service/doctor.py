"""The doctor: what is wrong in a server now, and letting go on what was paused for it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier
from bot.clock import Clock
from bot.db import Database, afterwards
from cogs.moderation.findings import TOLD, Finding, Sight, Wanted, concerns, find, mended, stopped
from cogs.moderation.reports import Report
from cogs.moderation.service.wishes import Wishes
from cogs.moderation.service.word import Word
from cogs.moderation.store import troubles

log = logging.getLogger(__name__)


class Doctor:
    def __init__(self, db: Database, clock: Clock, wishes: Wishes, word: Word) -> None:
        self._db, self._clock = db, clock
        self._wishes, self._word = wishes, word

    async def wanted(self, guild: int) -> Wanted:
        async with self._db.reading() as conn:
            return await self._wishes.of(conn, guild)

    async def troubled(self) -> list[int]:
        """The servers in which something is wrong, as far as we know."""
        async with self._db.reading() as conn:
            return await troubles.servers(conn)

    async def examine(self, guild: int, sight: Sight) -> Report:
        """What is wrong now. What was paused for something that is right again goes on."""
        async with self._db.transaction() as conn:
            wanted = await self._resumed(conn, guild, sight)
            found = find(wanted, sight)
            await self._keep(conn, guild, [each for each in found if each.wrong in TOLD])
        return self._wishes.report(wanted, found)

    async def try_again(self, guild: int) -> None:
        """Everything that stands still goes on with its next slot, whatever it stood still for."""
        async with self._db.transaction() as conn:
            for pause in stopped(await self._wishes.of(conn, guild)):
                await courier.resume(conn, courier.server(guild), pause.kind)

    async def changed(self, conn: AsyncConnection, guild: int) -> None:
        """The planner: moderators have changed their mind, or have removed us. What was wrong with
        a channel or a role that they gave up isn't any more."""
        wanted = await self._resumed(conn, guild, Sight())
        known = [each.finding for each in await troubles.of_server(conn, guild)]
        await self._keep(conn, guild, [each for each in known if concerns(each, wanted)])
        await self._word.plan(conn, guild)

    async def _resumed(self, conn: AsyncConnection, guild: int, sight: Sight) -> Wanted:
        wanted = await self._wishes.of(conn, guild)
        right = mended(wanted, sight)
        for pause in right:
            await courier.resume(conn, courier.server(guild), pause.kind)
        return replace(wanted, paused=[each for each in wanted.paused if each not in right])

    async def _keep(self, conn: AsyncConnection, guild: int, found: Sequence[Finding]) -> None:
        known = {each.finding for each in await troubles.of_server(conn, guild)}
        if known != {*found}:
            await troubles.keep(conn, guild, found, self._clock.now())
            said = "troubles found guild=%s number=%s"
            afterwards(partial(log.info, said, guild, len(found)))
            await self._word.plan(conn, guild)
