"""What hangs in a channel outlives the person it is about, and never becomes somebody else's."""

from datetime import date

import pytest

from bot.errors import Refusal
from bot.members import Person
from bot.portability import erasing
from cogs.streaks.service import Partners, Sharing
from cogs.streaks.service.questions import Questions
from tests.streaks.saying import ADA, BEN, LEARNERS, say
from tests.support.clock import MONDAY_NOON

CLEO, MINA = Person(3, LEARNERS), Person(98, LEARNERS)
MONDAY = date(2026, 3, 2)


@pytest.fixture
async def town(db, clock, streaks):
    """Three who checked in; it is Monday."""
    for who in (ADA, BEN, CLEO):
        await streaks.check_in(who, say(sent=clock.now()))
    return db


async def forget(db, who):
    async with db.transaction() as conn:
        await erasing.erase(conn, who.id, MONDAY_NOON)


async def test_agreeing_on_the_post_of_someone_forgotten_agrees_to_nobody(town, clock):
    partners = Partners(town, clock)
    old = (await partners.ask(ADA, CLEO.id)).ask
    await forget(town, ADA)
    new = (await partners.ask(BEN, CLEO.id)).ask
    with pytest.raises(Refusal, match="closed"):
        await partners.agree(CLEO, old.id)
    assert (await partners.show(BEN)).own == new


async def test_an_answer_to_someone_forgotten_reaches_nobody_else(town, clock):
    questions = Questions(town, clock)
    await questions.ask(ADA, "2026-03-02", "I did study that day")
    async with town.reading() as conn:
        [old] = await questions.waiting(conn, LEARNERS)
    await forget(town, ADA)
    await questions.ask(BEN, "2026-03-02", "so did I that day")
    with pytest.raises(Refusal, match="is gone"):
        await questions.answer(MINA, old.id, "nothing came in that night")
    assert await questions.answered_after(BEN, 0) == []


async def test_a_cheer_on_the_post_of_someone_forgotten_cheers_nobody(town, clock):
    sharing = Sharing(town, clock)
    old = await sharing.share(ADA, MONDAY)
    await forget(town, ADA)
    await sharing.share(BEN, MONDAY)
    with pytest.raises(Refusal, match="no longer shared"):
        await sharing.cheer(CLEO, old.id)
    assert await sharing.cheers_after(BEN, 0) == []


async def test_news_is_told_also_after_what_was_told_before_is_gone(town, clock):
    """How far someone was told is kept as the last id they were told of."""
    partners = Partners(town, clock)
    told = (await partners.ask(ADA, CLEO.id)).ask.id
    await forget(town, ADA)
    new = (await partners.ask(BEN, CLEO.id)).ask
    assert await partners.asks_after(CLEO, told) == [new]
