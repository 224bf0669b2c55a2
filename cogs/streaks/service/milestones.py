"""What happens when a streak comes to a milestone: servers in which its person shares see it once.

Whoever always shares is shown by themselves, whoever wants to be asked is asked on their own card.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, members, places, restraints
from bot.clock import Clock
from bot.courier import Due
from bot.db import Database
from bot.members import Person, Share
from bot.needs import Needs
from cogs.streaks import refusals, store
from cogs.streaks.milestones import is_milestone, just_reached, reached_on
from cogs.streaks.needs import MILESTONES
from cogs.streaks.outcomes import Celebrated, CheckedIn, Milestone, Showing
from cogs.streaks.rules import Day
from cogs.streaks.service.sharing import seen
from cogs.streaks.store import milestones, sharing

SOON = timedelta(seconds=1)


class Milestones:
    def __init__(self, db: Database, clock: Clock, needs: Needs) -> None:
        self._db, self._clock, self._needs = db, clock, needs

    async def follow(self, conn: AsyncConnection, person_id: int) -> None:
        """The watcher, after the stored row was made true: for people who always share."""
        row = await store.kept(conn, person_id)
        if not row or not (is_milestone(row.board_streak) or is_milestone(row.board_streak - 1)):
            return
        if (await members.profile(conn, person_id)).share is Share.ALWAYS:
            now = self._clock.now()
            facts = await store.facts_of(conn, person_id)
            if facts and (line := just_reached(seen(facts, now))):
                await self._announce(conn, _of(person_id, line), now)

    async def offer(self, who: Person, result: CheckedIn) -> Showing | None:
        """What a person who wants to be asked is asked of the day they just kept."""
        if not reached_on(result.record, result.day):
            return None
        async with self._db.reading() as conn:
            if (await members.profile(conn, who.id)).share is not Share.ASK:
                return None
            now = self._clock.now()
            what = await self._stands(conn, who.id, result.day, now)
            there = await self._channels(conn, what, now) if what else {}
        return Showing(what, [*there.values()]) if what and there else None

    async def show(self, who: Person, day: date) -> Showing:
        """Shows a milestone wherever its person shares. Raises Refusal where it can't be, or was
        before."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await members.hold(conn, who.id)
            what = await self._stands(conn, who.id, day, now)
            if not what:
                raise refusals.no_milestone(day)
            if there := await self._announce(conn, what, now):
                return Showing(what, there)
        raise refusals.milestone_shown(what.number)

    async def due(
        self, conn: AsyncConnection, guild: int, since: str | None, now: datetime
    ) -> Sequence[Due]:
        """The next one that waits in a server, which is taken, and the one after it: of several
        that have come the courier would post the newest alone. None of those that were missed while
        nothing could be posted (`since` is None)."""
        waiting = await milestones.waiting(conn, guild, 2)
        if not since or not waiting:
            await milestones.take(conn, guild, None)
            return []
        await milestones.take(conn, guild, int(waiting[0].slot))
        return [waiting[0], *(Due(each.slot, now + SOON) for each in waiting[1:])]

    async def celebrate(
        self, conn: AsyncConnection, guild: int, id_: int, now: datetime
    ) -> tuple[Celebrated, int] | None:
        """What a server is shown under this id, and in which channel; None where it no longer
        stands, and then it may be shown another time."""
        what = await milestones.milestone(conn, id_)
        stands = what and await self._stands(conn, what.person, what.day, now)
        channel = await self._channel(conn, guild)
        if not what or stands != what or not channel or await self._held(conn, what, guild, now):
            await milestones.drop(conn, id_)
            return None
        share = await sharing.share(conn, what.person, what.day, guild, now)
        share = share or await sharing.shared(conn, what.person, what.day, guild)
        assert share, "a day that can't be shared anew was shared"
        return Celebrated(**vars(what), share=share), channel

    async def _announce(self, conn: AsyncConnection, what: Milestone, now: datetime) -> list[int]:
        """The channels in which it will be shown: those that haven't seen it."""
        there = await self._channels(conn, what, now)
        for guild in there:
            id_ = await milestones.remember(conn, what, guild, now)
            await courier.plan(conn, courier.server(guild), MILESTONES, Due(str(id_), now))
        return [*there.values()]

    async def _stands(
        self, conn: AsyncConnection, person_id: int, day: date, now: datetime
    ) -> Milestone | None:
        """A day that was kept and is a milestone, of someone whom others may see."""
        profile = await members.profile(conn, person_id)
        facts = await store.facts_of(conn, person_id)
        if not facts or profile.hidden or profile.share is Share.NEVER:
            return None
        line = reached_on(seen(facts, now), day)
        return _of(person_id, line) if line else None

    async def _channels(
        self, conn: AsyncConnection, what: Milestone, now: datetime
    ) -> dict[int, int]:
        """By server the channel in which it hasn't been shown and may be."""
        found: dict[int, int] = {}
        for guild in await milestones.servers(conn, what.person, what.day):
            channel = await self._channel(conn, guild)
            if await self._held(conn, what, guild, now):
                continue
            if channel and not await milestones.is_known(conn, what, guild):
                found[guild] = channel
        return found

    async def _held(
        self, conn: AsyncConnection, what: Milestone, guild: int, now: datetime
    ) -> bool:
        """Whether the server's moderators silenced the person, or left them off its boards."""
        return bool(await restraints.holding(conn, guild, what.person, now))

    async def _channel(self, conn: AsyncConnection, guild: int) -> int | None:
        return await places.in_use(conn, self._needs, guild, MILESTONES)


def _of(person_id: int, line: Day) -> Milestone:
    return Milestone(person_id, line.day, line.streak)
