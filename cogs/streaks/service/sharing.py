"""What happens when someone shows a kept day in a server, and when others cheer."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, restraints
from bot.clock import Clock
from bot.db import Database
from bot.members import Answer, Person, Profile, Share
from cogs.streaks import refusals, store
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Facts
from cogs.streaks.outcomes import Cheer, Shared, Shown
from cogs.streaks.rhythm import monday, rhythm
from cogs.streaks.rules import Day, Record, replay
from cogs.streaks.store import sharing


class Sharing:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def setting(self, who: Person) -> Share:
        async with self._db.reading() as conn:
            return (await members.profile(conn, who.id)).share

    async def choose(self, who: Person, share: Share) -> None:
        async with self._db.transaction() as conn:
            await members.meet(conn, who, self._clock.now())
            await members.say(conn, who.id, Answer.SHARE, share.value)

    async def share(self, who: Person, day: date) -> Shared | None:
        """Takes note that a kept day is shown in this server, and gives the facts to be shown; None
        where it was shown there before."""
        if who.guild is None:
            raise refusals.share_in_a_server()
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await restraints.may_speak(conn, who, now)
            if (await members.profile(conn, who.id)).hidden:
                raise refusals.hidden_cannot_share()
            facts = await store.facts_of(conn, who.id)
            record = seen(facts, now) if facts else None
            line = record and kept(record, day)
            if not facts or not record or not line:
                raise refusals.nothing_to_share(day)
            id_ = await sharing.share(conn, who.id, day, who.guild, now)
        weeks = rhythm(record, facts.here.goals)
        week = weeks.in_hand if weeks.in_hand.monday == monday(day) else None
        return Shared(who.id, day, id_, line.streak, week) if id_ else None

    async def unshare(self, shared: Shared) -> None:
        """Forgets a share that could not be posted."""
        async with self._db.transaction() as conn:
            await sharing.unshare(conn, shared.id)

    async def cheer(self, who: Person, share_id: int) -> Shown:
        """One cheer for each person and shared day, as long as the day stands."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            shown = await sharing.shown(conn, share_id, who.guild)
            if not shown or not await self._stands(conn, shown, who.guild):
                raise refusals.no_longer_shared()
            await restraints.may_speak(conn, who, now)
            if shown.person == who.id:
                raise refusals.own_cheer()
            if not await sharing.cheer(conn, shown, who.id, now):
                raise refusals.cheered_already()
        return shown

    async def cheers_after(self, who: Person, last: int) -> list[Cheer]:
        async with self._db.reading() as conn:
            return await sharing.cheers_after(conn, who.id, last)

    async def _stands(self, conn: AsyncConnection, shown: Shown, guild: int | None) -> bool:
        """False once the check-in was taken back, the day struck, or the person hidden, or silenced
        by the server's moderators."""
        now, facts = self._clock.now(), await store.facts_of(conn, shown.person)
        hidden = (await members.profile(conn, shown.person)).hidden
        if not facts or hidden or await restraints.silenced(conn, guild, shown.person, now):
            return False
        return kept(seen(facts, now), shown.day) is not None


def seen(facts: Facts, now: datetime) -> Record:
    """What others may see of a person: nothing of it was made up in a file (R12)."""
    return replay(facts, now, imported=False)


def kept(record: Record, day: date) -> Day | None:
    """The ledger's line of a day that is done."""
    done = (each for each in record.days if each.verdict is Verdict.DONE)
    return next((each for each in done if each.day == day), None)


async def share_after(
    conn: AsyncConnection, who: Person, profile: Profile, facts: Facts, day: date, now: datetime
) -> Share:
    """What becomes of a day that was just entered: never where there is nothing to show, or nobody
    to whom."""
    if who.guild is None or profile.hidden or not kept(seen(facts, now), day):
        return Share.NEVER
    if await sharing.shared(conn, who.id, day, who.guild):
        return Share.NEVER
    if await restraints.silenced(conn, who.guild, who.id, now):
        return Share.NEVER
    return profile.share
