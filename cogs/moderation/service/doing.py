"""*Do it*: exactly what a preview said, once, whoever presses how often."""

import logging
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from bot.needs import Needs
from cogs.moderation import checks, refusals
from cogs.moderation.grounds import Grounds
from cogs.moderation.outcomes import Done
from cogs.moderation.service.making import LEASE, Making
from cogs.moderation.set_ups import MODERATOR_ROLE, SetUp, Stage, Value
from cogs.moderation.store import servers
from cogs.moderation.store import set_ups as store

log = logging.getLogger(__name__)

HOLDS = timedelta(minutes=15)  # how long a preview may be done


class Doing:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock, needs: Needs, making: Making) -> None:
        self._db, self._clock, self._needs, self._making = db, clock, needs, making

    async def do(self, by: Person, id_: int, grounds: Grounds) -> Done:
        """Raises Refusal where it can't be done now; what is made already stays known."""
        taken = await self._take(by, id_, grounds)
        if taken.again:
            return taken
        await self._making.make_all(taken.set_up, await self._moderators(taken.set_up, by), grounds)
        done = await self._finish(by, id_)
        await self._making.remove_twins(done, grounds)
        log.info("set up guild=%s set_up=%s", by.guild, id_)
        return Done(done)

    async def _take(self, by: Person, id_: int, grounds: Grounds) -> Done:
        """Of two presses at once one gets it; the other hears that it is done, or being done."""
        assert by.guild is not None
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await store.hold(conn, by.guild)
            found = await store.find(conn, by.guild, id_)
            if not found:
                raise refusals.old_preview()
            if found.stage not in (Stage.SHOWN, Stage.DOING):
                return Done(found, again=True)
            if found.lease_until and found.lease_until > now:
                raise refusals.busy()
            own = found.stage == Stage.DOING  # counts as a move of the server from its press on
            if found.since + own != await store.moves(conn, by.guild):
                return await self._overtaken(conn, by, found)
            if found.stage == Stage.SHOWN:
                await self._begin(conn, by, found, grounds)
            await store.move(conn, id_, Stage.DOING, now + LEASE, moved_at=now)
            return Done(await _found(conn, by, id_))

    async def _overtaken(self, conn: AsyncConnection, by: Person, found: SetUp) -> Done:
        """Another set-up came in between: what this one changes isn't how things are. One that
        stopped half-way may be finished by anybody, and anybody hears so."""
        assert by.guild is not None
        if found.stage == Stage.SHOWN and found.by != by.id:
            raise refusals.not_yours()
        [last] = await store.newest(conn, by.guild, 1)
        return Done(last, again=True)

    async def _begin(
        self, conn: AsyncConnection, by: Person, found: SetUp, grounds: Grounds
    ) -> None:
        if found.by != by.id:
            raise refusals.not_yours()
        if self._clock.now() - found.at > HOLDS:
            raise refusals.old_preview()
        checks.changes(found.changes, self._needs, grounds)
        for made in self._making.to_make(found):
            await store.keep(conn, found.id, made)
        await store.drop_draft(conn, by)

    async def _moderators(self, set_up: SetUp, by: Person) -> Value:
        """The role that sees moderators' channels once this is done."""
        assert by.guild is not None
        async with self._db.reading() as conn:
            held = (await guilds.server(conn, by.guild)).moderator_role
        named = [each.after for each in set_up.changes if each.key == MODERATOR_ROLE]
        return named[0] if named else held

    async def _finish(self, by: Person, id_: int) -> SetUp:
        """All settings at once, with what was made."""
        assert by.guild is not None
        async with self._db.transaction() as conn:
            found = await _found(conn, by, id_)
            await servers.put(conn, by.guild, found.changed)
            await store.move(conn, id_, Stage.DONE, None, moved_at=self._clock.now())
            return await _found(conn, by, id_)


async def _found(conn: AsyncConnection, by: Person, id_: int) -> SetUp:
    assert by.guild is not None
    found = await store.find(conn, by.guild, id_)
    assert found
    return found
