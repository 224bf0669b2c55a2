"""What happens between two people who look out for each other."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, restraints
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from cogs.streaks import refusals, store
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Facts
from cogs.streaks.partnering import (
    AGAIN_AFTER,
    OPEN_FOR,
    Answer,
    Ask,
    Asked,
    PartnerDay,
    Partnership,
)
from cogs.streaks.rules import replay
from cogs.streaks.store import partners


class Partners:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def show(self, who: Person) -> Partnership:
        async with self._db.reading() as conn:
            return await self._show(conn, who)

    async def ask(self, who: Person, other: int) -> Asked | Partnership:
        """Asks someone, or agrees where they asked first. What became of an earlier question is
        never told: the next may be put to the same person 30 days later, whatever they said."""
        now = self._clock.now()
        if other == who.id:
            raise refusals.own_partner()
        if who.guild is None:
            raise refusals.partner_not_here()
        async with self._db.transaction() as conn:
            if await partners.partner_of(conn, who.id):
                raise refusals.one_partner()
            if theirs := await self._asked_by(conn, who, other):
                await self._pair(conn, theirs)
                return await self._show(conn, who)
            await members.meet(conn, who, now)
            if waiting := await self._earlier(conn, who, other):
                return Asked(waiting, first=False)
            if not await _can_be_asked(conn, other):
                raise refusals.cannot_be_asked()
            return Asked(await partners.ask(conn, who.id, other, who.guild, now), first=True)

    async def agree(self, who: Person, ask_id: int) -> Partnership:
        async with self._db.transaction() as conn:
            ask = await self._of_me(conn, who, ask_id)
            if await partners.partner_of(conn, who.id):
                raise refusals.one_partner()
            await self._pair(conn, ask)
            return await self._show(conn, who)

    async def decline(self, who: Person, ask_id: int) -> None:
        async with self._db.transaction() as conn:
            ask = await self._of_me(conn, who, ask_id)
            await partners.settle(conn, ask.id, Answer.NO)

    async def take_back(self, who: Person, ask_id: int) -> Partnership:
        async with self._db.transaction() as conn:
            ask = await self._by_me(conn, who, ask_id)
            await partners.settle(conn, ask.id, Answer.TAKEN_BACK)
            return await self._show(conn, who)

    async def end(self, who: Person) -> Partnership:
        async with self._db.transaction() as conn:
            partner = await partners.partner_of(conn, who.id)
            if not partner:
                raise refusals.no_partner()
            await partners.part(conn, who.id, partner)
            return await self._show(conn, who)

    async def post(self, who: Person, ask_id: int) -> Ask | None:
        """Takes note that a question is shown to everybody; None where it was before."""
        async with self._db.transaction() as conn:
            ask = await self._by_me(conn, who, ask_id)
            if ask.guild != who.guild:
                raise refusals.post_where_asked()
            await restraints.may_speak(conn, who, self._clock.now())
            if await _hidden(conn, who.id):
                raise refusals.hidden_cannot_share()
            if ask.asked is None or await _hidden(conn, ask.asked):
                raise refusals.cannot_be_asked()
            return ask if await partners.post(conn, ask.id, True) else None

    async def unpost(self, ask: Ask) -> None:
        """Forgets a post that could not be made."""
        async with self._db.transaction() as conn:
            await partners.post(conn, ask.id, False)

    async def asks_after(self, who: Person, told: int) -> list[Ask]:
        """Questions that wait for this person and that they haven't heard of. None while they have
        a partner: those could not be agreed to."""
        async with self._db.reading() as conn:
            if await partners.partner_of(conn, who.id):
                return []
            return [ask for ask in await self._waiting(conn, who) if ask.id > told]

    async def agreed_after(self, who: Person, told: int) -> Ask | None:
        """This person's own question that was agreed to, while that holds."""
        async with self._db.reading() as conn:
            if not (partner := await partners.partner_of(conn, who.id)):
                return None
            asks = await partners.asks_by(conn, who.id, self._clock.now() - AGAIN_AFTER)
        agreed = [each for each in asks if each.answer is Answer.YES and each.asked == partner]
        return agreed[-1] if agreed and agreed[-1].id > told else None

    async def _show(self, conn: AsyncConnection, who: Person) -> Partnership:
        now = self._clock.now()
        if partner := await partner_day(conn, who.id, now):
            return Partnership(partner, None, hidden=await _hidden(conn, who.id))
        asks = await partners.asks_by(conn, who.id, now - OPEN_FOR)
        own = [ask for ask in asks if ask.stands(now)]
        return Partnership(None, own[-1] if own else None, tuple(await self._waiting(conn, who)))

    async def _waiting(self, conn: AsyncConnection, who: Person) -> list[Ask]:
        now = self._clock.now()
        asks = await partners.asks_of(conn, who.id, now - OPEN_FOR)
        return [ask for ask in asks if ask.waits(now)]

    async def _asked_by(self, conn: AsyncConnection, who: Person, other: int) -> Ask | None:
        """What the other asked of this person: where two ask each other, both have agreed."""
        now = self._clock.now()
        asks = await partners.asks_of(conn, who.id, now - OPEN_FOR)
        theirs = [ask for ask in asks if ask.asker == other and ask.stands(now)]
        taken = theirs and await partners.partner_of(conn, other)
        return theirs[-1] if theirs and not taken else None

    async def _pair(self, conn: AsyncConnection, ask: Ask) -> None:
        """Raises Refusal, and with it undoes all, where one of the two has a partner meanwhile."""
        assert ask.asked is not None
        await partners.settle(conn, ask.id, Answer.YES)
        if not await partners.pair(conn, (ask.asker, ask.asked), self._clock.now()):
            raise refusals.no_such_question()

    async def _earlier(self, conn: AsyncConnection, who: Person, other: int) -> Ask | None:
        """What this person asked of the other before and still stands. Raises Refusal where they
        asked somebody else, or the other not long ago."""
        now = self._clock.now()
        asks = await partners.asks_by(conn, who.id, now - AGAIN_AFTER)
        for ask in asks:
            if ask.stands(now):
                if ask.asked != other:
                    raise refusals.one_question()
                return ask
        if any(ask.asked == other and ask.answer is not Answer.YES for ask in asks):
            raise refusals.asked_not_long_ago()
        return None

    async def _of_me(self, conn: AsyncConnection, who: Person, ask_id: int) -> Ask:
        ask = await partners.asked(conn, ask_id)
        if ask and ask.asked != who.id:
            raise refusals.for_somebody_else()
        if not ask or not ask.stands(self._clock.now()):
            raise refusals.no_such_question()
        return ask

    async def _by_me(self, conn: AsyncConnection, who: Person, ask_id: int) -> Ask:
        ask = await partners.asked(conn, ask_id)
        if not ask or ask.asker != who.id or not ask.stands(self._clock.now()):
            raise refusals.no_such_question()
        return ask


async def partner_day(conn: AsyncConnection, person_id: int, now: datetime) -> PartnerDay | None:
    """Whether a person's partner has kept their own today, in their own zone; what came from a
    file keeps it for nobody but themselves, and someone hidden shows it to nobody."""
    partner = await partners.partner_of(conn, person_id)
    facts = await store.facts_of(conn, partner) if partner else None
    if not partner or not facts:
        return None
    shown = not await _hidden(conn, partner)
    return PartnerDay(partner, _kept_today(facts, now) if shown else None)


def _kept_today(facts: Facts, now: datetime) -> bool:
    return replay(facts, now, imported=False).today.verdict is Verdict.DONE


async def _can_be_asked(conn: AsyncConnection, other: int) -> bool:
    """Somebody hidden is answered for like somebody who was never here."""
    known = await members.calendar(conn, other)
    return bool(known) and not await _hidden(conn, other)


async def _hidden(conn: AsyncConnection, person_id: int) -> bool:
    return (await members.profile(conn, person_id)).hidden
