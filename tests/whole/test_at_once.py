"""Many at the same moment: one row where it is the same deed, and everyone is answered.

In time, too: the playground takes no answer after three seconds.
"""

import asyncio

import pytest

from tests.support.stage import Stage

MANY = 50
COUNTS = "SELECT (SELECT count(*) FROM activity), (SELECT count(*) FROM activity_notes)"
STREAKS = "SELECT DISTINCT streak, longest, total FROM streak_rows"


@pytest.fixture(params=["stage", "postgres_stage"], ids=["sqlite", "postgres"])
def either(request) -> Stage:
    return request.getfixturevalue(request.param)


async def test_fifty_identical_check_ins_are_one(either):
    ada = await either.person("Ada")
    async with either.bot() as bot:
        await bot.ready()
        cards = await asyncio.gather(
            *(ada.types("checkin", did="read chapter 2", minutes=10) for _ in range(MANY))
        )
        assert sum("Checked in" in card.text for card in cards) == 1
        assert all("**1 day**" in card.text for card in cards)
        assert len({card.argument("streaks:undo") for card in cards}) == 1
    assert await either.rows(COUNTS) == [(1, 1)]
    assert await either.rows(STREAKS) == [(1, 1, 1)]
    assert " ERROR " not in bot.output


async def test_fifty_members_are_all_answered(either):
    """The first thing that anyone in this server does, so they all meet the server's row too."""
    people = await either.crowd(MANY)
    async with either.bot() as bot:
        await bot.ready()
        deeds = [person.types("checkin", did="read chapter 2") for person in people]
        cards = await asyncio.gather(*deeds)
    assert all("**1 day**" in card.text for card in cards)
    assert await either.rows(COUNTS) == [(MANY, MANY)]
    assert await either.rows(STREAKS) == [(1, 1, 1)]
    assert " ERROR " not in bot.output


async def test_different_words_at_once_are_all_kept_and_count_once(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        cards = await asyncio.gather(
            *(ada.types("checkin", did=f"read chapter {n}", minutes=1) for n in range(MANY))
        )
        assert sum("Checked in" in card.text for card in cards) == 1
    assert await stage.rows(COUNTS) == [(1, MANY)]
    assert await stage.rows("SELECT sum(minutes) FROM activity_notes") == [(MANY,)]
