"""/mod undo: takes the last set-up back; what it made goes only where nobody has used it."""

import logging
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, places
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from bot.needs import Needs
from cogs.moderation import refusals, set_ups
from cogs.moderation.grounds import Grounds, Refused, Unanswered
from cogs.moderation.outcomes import Kept, Undoing, Undone
from cogs.moderation.service.making import LEASE, MOST_WORDS, Making
from cogs.moderation.set_ups import Made, SetUp, Stage
from cogs.moderation.store import servers
from cogs.moderation.store import set_ups as store

log = logging.getLogger(__name__)

USED = "it is in use"
WRITTEN, GIVEN = "somebody has written there", "somebody has it"


class TakingBack:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock, needs: Needs, making: Making) -> None:
        self._db, self._clock, self._needs, self._making = db, clock, needs, making

    async def preview(self, by: Person) -> Undoing:
        """What would come back. Raises Refusal where there is nothing to take back."""
        async with self._db.reading() as conn:
            return await self._undoing(conn, by, await self._last(conn, by))

    async def undo(self, by: Person, id_: int, grounds: Grounds) -> Undone:
        """Settings first, so that nothing is posted where a channel is about to go."""
        taken = await self._take(by, id_)
        if taken.stage == Stage.UNDONE:
            return Undone(taken, again=True)
        kept, removed = list[Kept](), 0
        for made in taken.made:
            if why := await self._clear(by, taken, made, grounds):
                kept.append(why)
            else:
                removed += made.id is not None
        async with self._db.transaction() as conn:
            await store.move(conn, id_, Stage.UNDONE, None, moved_at=self._clock.now())
        log.info("set-up taken back guild=%s set_up=%s", by.guild, id_)
        return Undone(taken, removed, kept)

    async def _take(self, by: Person, id_: int) -> SetUp:
        assert by.guild is not None
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await store.hold(conn, by.guild)
            found = await store.find(conn, by.guild, id_)
            if found and found.stage == Stage.UNDONE:
                return found
            last = await self._last(conn, by)
            if last.id != id_:
                raise refusals.not_the_last()
            if last.lease_until and last.lease_until > now:
                raise refusals.busy()
            undoing = await self._undoing(conn, by, last)
            await servers.put(conn, by.guild, undoing.back)
            move = {"moved_at": now, "undone_by": by.id}
            await store.move(conn, id_, Stage.UNDOING, now + LEASE, **move)
            return replace(last, stage=Stage.UNDOING, undone_by=by.id)

    async def _last(self, conn: AsyncConnection, by: Person) -> SetUp:
        assert by.guild is not None
        found = await store.newest(conn, by.guild, 1, standing=True)
        if not found:
            raise refusals.nothing_to_undo()
        return found[0]

    async def _undoing(self, conn: AsyncConnection, by: Person, last: SetUp) -> Undoing:
        """One that stopped half-way has changed no settings yet, or has them back already."""
        assert by.guild is not None
        if last.stage != Stage.DONE:
            return Undoing(last)
        now = await servers.state(conn, self._needs, by.guild)
        back, stays = set_ups.back(last.changed, now)
        return Undoing(last, back, stays)

    async def _clear(self, by: Person, set_up: SetUp, made: Made, grounds: Grounds) -> Kept | None:
        """Removes what was made, or says why it stays."""
        try:
            there = await self._making.lost(set_up, made, grounds)
            if there is None:
                return None
            why = await self._in_the_way(by, there, made, grounds)
            if not why:
                await grounds.remove(there, is_role=made.is_role)
        except Refused as no:
            why = str(no)
        except Unanswered:
            async with self._db.transaction() as conn:
                await store.move(conn, set_up.id, Stage.UNDOING, None)
            raise refusals.unanswered() from None
        return await self._keep(set_up, replace(made, id=there, why=why[:MOST_WORDS]))

    async def _in_the_way(self, by: Person, there: int, made: Made, grounds: Grounds) -> str:
        assert by.guild is not None
        async with self._db.reading() as conn:
            server = await guilds.server(conn, by.guild)
            used = await places.at(conn, by.guild, there)
        if used or there in (server.moderator_role, server.notify_role):
            return USED
        if await grounds.unused(there, is_role=made.is_role):
            return ""
        return GIVEN if made.is_role else WRITTEN

    async def _keep(self, set_up: SetUp, made: Made) -> Kept | None:
        until = self._clock.now() + LEASE
        async with self._db.transaction() as conn:
            await store.keep(conn, set_up.id, made)
            await store.move(conn, set_up.id, Stage.UNDOING, until)
        return Kept(made.id, made.is_role, made.why) if made.id and made.why else None
