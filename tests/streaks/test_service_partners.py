"""Partners on both databases: two rows or none, also when people press at the same moment."""

import asyncio

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.members import Person
from bot.portability import erasing
from cogs.streaks.partnering import Ask
from cogs.streaks.service import Partners
from cogs.streaks.store import partners as store
from tests.streaks.saying import ADA, BEN, LEARNERS, say
from tests.support.clock import MONDAY_NOON

CLEO = Person(3, LEARNERS)


@pytest.fixture
async def partners(db, clock, streaks) -> Partners:
    for who in (ADA, BEN, CLEO):
        await streaks.check_in(who, say(day="yesterday"))
    return Partners(db, clock)


async def pairs(db) -> list[tuple[int, int | None]]:
    async with db.reading() as conn:
        found = await conn.execute(select(store.partners.c.person, store.partners.c.partner))
        return sorted(map(tuple, found))


async def question(partners, who, other) -> Ask:
    return (await partners.ask(who, other.id)).ask


async def test_partners_have_each_other(partners, db):
    ask = await question(partners, ADA, BEN)
    assert (await partners.agree(BEN, ask.id)).partner.person == ADA.id
    assert await pairs(db) == [(ADA.id, BEN.id), (BEN.id, ADA.id)]


async def test_two_devices_at_once_agree_once(partners, db):
    ask = await question(partners, ADA, BEN)
    done = await asyncio.gather(
        *(partners.agree(BEN, ask.id) for _ in range(3)), return_exceptions=True
    )
    assert len([each for each in done if isinstance(each, Refusal)]) == 2
    assert await pairs(db) == [(ADA.id, BEN.id), (BEN.id, ADA.id)]


async def test_two_questions_agreed_to_at_once_make_one_pair(partners, db):
    first, second = await question(partners, ADA, CLEO), await question(partners, BEN, CLEO)
    done = await asyncio.gather(
        partners.agree(CLEO, first.id), partners.agree(CLEO, second.id), return_exceptions=True
    )
    assert len([each for each in done if isinstance(each, Refusal)]) == 1
    assert len(await pairs(db)) == 2


async def test_a_circle_of_questions_agreed_to_at_once_leaves_nobody_with_two(partners, db):
    asks = [
        (BEN, await question(partners, ADA, BEN)),
        (CLEO, await question(partners, BEN, CLEO)),
        (ADA, await question(partners, CLEO, ADA)),
    ]
    done = await asyncio.gather(
        *(partners.agree(who, ask.id) for who, ask in asks), return_exceptions=True
    )
    assert [each for each in done if isinstance(each, Exception)] == [
        each for each in done if isinstance(each, Refusal)
    ]
    found = dict(await pairs(db))
    assert len(found) == 2
    assert all(found[found[person]] == person for person in found)


async def test_what_was_refused_changes_nothing(partners, db):
    late = await question(partners, CLEO, BEN)
    ask = await question(partners, ADA, BEN)
    await partners.agree(BEN, ask.id)
    before = await pairs(db)
    with pytest.raises(Refusal):
        await partners.agree(BEN, late.id)
    assert await pairs(db) == before
    assert (await partners.show(CLEO)).own == late


async def test_one_person_asks_the_same_once_from_two_devices(partners):
    both = await asyncio.gather(partners.ask(ADA, BEN.id), partners.ask(ADA, BEN.id))
    assert sorted(each.first for each in both) == [False, True]


async def test_whoever_was_forgotten_leaves_the_other_free(partners, db):
    ask = await question(partners, ADA, BEN)
    await partners.agree(BEN, ask.id)
    async with db.transaction() as conn:
        await erasing.erase(conn, BEN.id, MONDAY_NOON)
    assert (await partners.show(ADA)).partner is None
    ask = await question(partners, ADA, CLEO)
    assert (await partners.agree(CLEO, ask.id)).partner.person == ADA.id


async def test_ending_takes_both_rows(partners, db):
    ask = await question(partners, ADA, BEN)
    await partners.agree(BEN, ask.id)
    await asyncio.gather(partners.end(ADA), partners.end(BEN), return_exceptions=True)
    assert await pairs(db) == []


async def test_a_question_waits_seven_days_to_the_second(partners, clock):
    ask = await question(partners, ADA, BEN)
    clock.at = ask.closes
    clock.advance(seconds=-1)
    assert (await partners.show(BEN)).others == (ask,)
    clock.advance(seconds=1)
    assert (await partners.show(BEN)).others == ()
