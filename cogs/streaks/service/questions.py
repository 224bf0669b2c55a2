"""What happens when a member asks moderators about a day, and when they answer."""

import logging
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, words
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from cogs.streaks import ruling_refusals as refusals
from cogs.streaks import store
from cogs.streaks.facts import Facts
from cogs.streaks.questions import (
    EPOCH,
    LONGEST,
    MICROSECOND,
    MOST_OPEN,
    SHORTEST,
    AboutDay,
    Question,
)
from cogs.streaks.rules import replay
from cogs.streaks.rulings import Logged
from cogs.streaks.store import moderating, questions
from cogs.streaks.terms import home_on

log = logging.getLogger(__name__)


class Questions:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def about(self, who: Person, day: str) -> AboutDay:
        """One's own day: what was ruled, asked and answered. Raises Refusal for no such day."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            facts = await store.facts_of(conn, who.id)
            facts = facts or await store.first_facts(conn, who, now)
            lines = {line.day.isoformat(): line for line in replay(facts, now).days}
            if day not in lines:
                raise refusals.not_in_ledger()
            line = lines[day]
            return AboutDay(
                line.day,
                line.verdict,
                await moderating.about_days(conn, who.id, [line.day]),
                await questions.about_days(conn, who.id, [line.day]),
            )

    async def before_asking(self, who: Person, day: str) -> AboutDay:
        """The day, where a question about it would be taken, so that nobody writes one in vain.
        Raises Refusal."""
        about = await self.about(who, day)
        async with self._db.reading() as conn:
            facts = await store.facts_of(conn, who.id)
            _to_ask(facts, self._clock.now())
            await _same(conn, who.id, about.day)
        return about

    async def ask(self, who: Person, day: str, typed: str) -> date:
        """Puts a question to the home server's moderators; of a day that is asked about already
        only the words change. Raises Refusal."""
        said = _meant(typed, "I did study that day, before midnight", "Say what is wrong")
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await members.hold(conn, who.id)
            facts = await store.facts_of(conn, who.id)
            home = _to_ask(facts, now)
            assert facts is not None
            about = _in_ledger(facts, day, now)
            await self._ask(conn, who.id, home, about, said)
        return about

    async def waiting(self, conn: AsyncConnection, guild: int) -> list[Question]:
        """Open questions to this server's moderators, oldest first."""
        return await questions.open_in(conn, guild)

    async def open(self, by: Person, number: int) -> Question:
        """The question that a moderator is about to settle. Raises Refusal."""
        async with self._db.reading() as conn:
            return await _open(conn, by, number)

    async def answer(self, by: Person, number: int, typed: str) -> Question:
        """The moderators' words, with nothing changed; the question no longer waits."""
        said = _meant(typed, "we looked, and the day stays as it is", "Say what you found")
        async with self._db.transaction() as conn:
            question = await _open(conn, by, number)
            if not await questions.answer(conn, by, question, said, self._clock.now()):
                await _open(conn, by, number)  # which says who was faster
        log.info("question answered question=%s guild=%s", question.id, by.guild)
        return question

    async def answered_after(self, who: Person, told: int) -> Sequence[Question]:
        """What moderators answered since `told` (`Question.told`), oldest answer first."""
        async with self._db.reading() as conn:
            return await questions.answered_since(conn, who.id, EPOCH + told * MICROSECOND)

    async def ruled_after(self, who: Person, last: int) -> list[Logged]:
        """What moderators ruled on this person after the ruling of this id, oldest first."""
        async with self._db.reading() as conn:
            return await moderating.since(conn, who.id, last)

    async def _ask(
        self, conn: AsyncConnection, person: int, home: int, day: date, said: str
    ) -> None:
        if same := await _same(conn, person, day):
            await questions.reword(conn, same, said)
        else:
            await questions.ask(conn, person, home, day, said, self._clock.now())


def _to_ask(facts: Facts | None, now: datetime) -> int:
    """The home server, whose moderators are asked (R9). Raises Refusal where there is none yet."""
    if not facts or not facts.homes:
        raise refusals.nobody_to_ask()
    home = home_on(facts, facts.calendar.today(now))
    if home is None:  # R7: a home chosen later than the record began holds from the next day
        raise refusals.home_from_tomorrow()
    return home


async def _same(conn: AsyncConnection, person: int, day: date) -> Question | None:
    """The open question about this day; where there is none, Refusal if no more have room."""
    waiting = await questions.open_by(conn, person)
    same = next((each for each in waiting if each.day == day), None)
    if not same and len(waiting) >= MOST_OPEN:
        raise refusals.too_many_questions()
    return same


async def _open(conn: AsyncConnection, by: Person, number: int) -> Question:
    assert by.guild is not None
    question = await questions.one(conn, by.guild, number)
    if not question:
        raise refusals.question_gone()
    if question.answered_at:
        raise refusals.question_answered(question)
    if question.person == by.id:
        raise refusals.own_question()
    return question


def _in_ledger(facts: Facts, day: str, now: datetime) -> date:
    for line in replay(facts, now).days:
        if line.day.isoformat() == day:
            return line.day
    raise refusals.not_in_ledger()


def _meant(typed: str, example: str, ask: str) -> str:
    said = words.meant(typed, LONGEST, example, ask)
    if len(said) < SHORTEST:
        raise refusals.too_short()
    return said
