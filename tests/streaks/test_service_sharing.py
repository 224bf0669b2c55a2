"""Sharing and cheering on both databases: once, also when it happens at the same moment."""

import asyncio
from datetime import date

import pytest

from bot.errors import Refusal
from bot.members import Person, Share
from cogs.streaks import store
from cogs.streaks.service import Sharing
from tests.streaks.saying import ADA, BEN, LEARNERS, NIGHT_SCHOOL, say

MONDAY = date(2026, 3, 2)
EVENING_ADA = Person(ADA.id, NIGHT_SCHOOL)


@pytest.fixture
def sharing(db, clock, streaks) -> Sharing:
    return Sharing(db, clock)


@pytest.fixture
async def shared(sharing, streaks):
    await streaks.check_in(ADA, say())
    return await sharing.share(ADA, MONDAY)


async def test_a_kept_day_is_shared_with_its_number(shared):
    assert (shared.person, shared.day, shared.number, shared.week.needed) == (
        ADA.id,
        MONDAY,
        1,
        None,
    )


async def test_two_devices_at_once_share_it_once(sharing, streaks):
    await streaks.check_in(ADA, say())
    both = await asyncio.gather(*(sharing.share(ADA, MONDAY) for _ in range(4)))
    assert len([each for each in both if each]) == 1


async def test_each_server_sees_it_once(sharing, shared):
    assert await sharing.share(ADA, MONDAY) is None
    assert await sharing.share(EVENING_ADA, MONDAY)


async def test_what_could_not_be_posted_may_be_shared_again(sharing, shared):
    await sharing.unshare(shared)
    assert await sharing.share(ADA, MONDAY)


async def test_the_week_is_told_while_it_is_in_hand(sharing, streaks, clock):
    await streaks.check_in(ADA, say())
    clock.advance(days=7)
    assert (await sharing.share(ADA, MONDAY)).week is None


async def test_people_are_asked_until_they_choose(sharing, streaks):
    assert await sharing.setting(BEN) is Share.ASK
    assert (await streaks.check_in(BEN, say())).share is Share.ASK
    for choice in Share:
        await sharing.choose(BEN, choice)
        assert await sharing.setting(BEN) is choice
        assert (await streaks.check_in(BEN, say(f"chose {choice}"))).share is choice


async def test_many_cheers_at_once_are_one_for_each_person(sharing, shared):
    people = [Person(100 + n % 5, LEARNERS) for n in range(15)]
    done = await asyncio.gather(
        *(sharing.cheer(who, shared.id) for who in people), return_exceptions=True
    )
    assert len([each for each in done if isinstance(each, Refusal)]) == 10
    assert len(await sharing.cheers_after(ADA, 0)) == 5


async def test_cheers_after_the_last_one_told(sharing, shared):
    await sharing.cheer(BEN, shared.id)
    [first] = await sharing.cheers_after(ADA, 0)
    await sharing.cheer(Person(3, LEARNERS), shared.id)
    [second] = await sharing.cheers_after(ADA, first.id)
    assert second.id > first.id
    assert await sharing.cheers_after(BEN, 0) == []


async def test_a_struck_day_is_neither_shared_nor_cheered(sharing, shared, db, clock):
    await strike(db, clock)
    with pytest.raises(Refusal, match="no longer shared"):
        await sharing.cheer(BEN, shared.id)
    with pytest.raises(Refusal, match="isn't kept"):
        await sharing.share(EVENING_ADA, MONDAY)


async def strike(db, clock):
    async with db.transaction() as conn:
        row = {"person": ADA.id, "kind": "strike", "day": MONDAY, "at": clock.now()}
        await conn.execute(
            store.rulings.insert().values(**row, guild=LEARNERS, reason="not so", undone=False)
        )
