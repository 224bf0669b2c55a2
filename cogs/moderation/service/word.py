"""The word about what is wrong: at most one a day, in the moderators' channel; where that is what
is wrong, to the next moderator who does something."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, places
from bot.clock import Clock
from bot.courier import Due, Stopped, ledger, slots
from bot.days import day, start
from bot.db import Database
from cogs.moderation.findings import MODERATORS, TROUBLES, Finding, Wrong, silences
from cogs.moderation.reports import Report
from cogs.moderation.service.wishes import Wishes
from cogs.moderation.store import troubles
from cogs.moderation.store.troubles import Trouble

MERGED = timedelta(minutes=1)  # what goes wrong together is told together
TOMORROW_AT = time(9)  # in the server's zone, where today's word has left already
POSTS = ("post", "place", "edit")  # deeds after whose refusal a schedule stands still


class Word:
    def __init__(self, db: Database, clock: Clock, wishes: Wishes) -> None:
        self._db, self._clock, self._wishes = db, clock, wishes

    async def heard(self, conn: AsyncConnection, stopped: Stopped) -> None:
        """In the transaction that keeps Discord's refusal, of the word itself too."""
        if stopped.to.sort != "g" or stopped.deed not in POSTS:
            return
        guild, channel = stopped.to.id, stopped.channel or 0
        if stopped.kind == TROUBLES:
            await troubles.untell(conn, guild)
        known = await self.known(conn, guild)
        why_is_told = any(each.is_told and each.finding.about == channel for each in known)
        refused = Finding(Wrong.PAUSED, stopped.kind, channel)
        await troubles.add(conn, guild, refused, self._clock.now(), told=why_is_told)
        await self.plan(conn, guild)

    async def plan(self, conn: AsyncConnection, guild: int) -> None:
        """Whenever something new is wrong, or moderators have changed their mind."""
        now, to = self._clock.now(), courier.server(guild)
        if due := await self._next(conn, guild, now):
            later = replace(due, at=max(due.at, now + MERGED))
            await courier.plan(conn, to, TROUBLES, later)
        else:
            await courier.unplan(conn, to, TROUBLES)

    async def slots(self, conn: AsyncConnection, guild: int, now: datetime) -> Sequence[Due]:
        due = await self._next(conn, guild, now)
        return [due] if due else []

    async def write(self, conn: AsyncConnection, guild: int) -> tuple[Report, int] | None:
        """What the moderators' channel hasn't been told, and that channel. From here on it is."""
        news, room = await self._untold(conn, guild), await self._room(conn, guild)
        if not news or not room:
            return None
        await troubles.tell(conn, guild, news)
        return self._wishes.report(await self._wishes.of(conn, guild), news), room

    async def news(self, guild: int) -> Report | None:
        """What nobody can be told in the moderators' channel. From here on it was told."""
        async with self._db.reading() as conn:
            news, room = await self._untold(conn, guild), await self._room(conn, guild)
            if not news or room:
                return None
            report = self._wishes.report(await self._wishes.of(conn, guild), news)
        await self._tell(guild, news)
        return report

    async def shown(self, guild: int, found: Sequence[Finding]) -> None:
        """A moderator has read this: nobody else need hear it where their channel can't."""
        async with self._db.reading() as conn:
            new = {*await self._untold(conn, guild)} & {*found}
            room = await self._room(conn, guild)
        if new and not room:
            await self._tell(guild, new)

    async def _tell(self, guild: int, told: Iterable[Finding]) -> None:
        async with self._db.transaction() as conn:
            await troubles.tell(conn, guild, told)

    async def known(self, conn: AsyncConnection, guild: int) -> list[Trouble]:
        """Everything that is wrong, told or not, oldest first."""
        return await troubles.of_server(conn, guild)

    async def _next(self, conn: AsyncConnection, guild: int, now: datetime) -> Due | None:
        """Now, or tomorrow where today's has left; None where there is nothing, or nowhere, to
        say it."""
        if not await self._untold(conn, guild) or not await self._room(conn, guild):
            return None
        zone = await guilds.zone(conn, guild)
        today = day(zone, time.min, now)
        if not await ledger.known(conn, courier.server(guild), TROUBLES, today.isoformat()):
            return Due(today.isoformat(), now)
        after = max(now, start(zone, TOMORROW_AT, today))
        return slots.daily(zone, TOMORROW_AT, None, after)[-1]

    async def _untold(self, conn: AsyncConnection, guild: int) -> list[Finding]:
        return [each.finding for each in await self.known(conn, guild) if not each.is_told]

    async def _room(self, conn: AsyncConnection, guild: int) -> int | None:
        """The moderators' channel, unless something that we know of keeps us from writing there."""
        room = await places.in_use(conn, self._wishes.needs, guild, MODERATORS)
        known = await self.known(conn, guild)
        is_shut = room and any(silences(each.finding, room) for each in known)
        return None if is_shut else room
