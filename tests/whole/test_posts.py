"""What everybody sees stands once, however bad the day at Discord is, and whoever presses."""

import asyncio
import sqlite3

import pytest

from tests.support.sampled import first_of
from tests.support.shown import PRIVATE, THINKING

SHARE = "Share this day"
SHARES = "SELECT count(*) FROM streak_shares"
TROUBLE = [
    {"action": "drop"},
    {"action": "reset"},
    {"action": "500"},
    {"action": "503"},
    {"action": "429", "seconds": 0.3},
]


async def posts(person):
    return [card for card in await person.cards() if " kept **day 1**" in card.text]


async def kept(person):
    return await person.types("checkin", did="read chapter 2")


async def always(person):
    card = await person.turns(await kept(person), "When to share")
    await person.turns(card, "streaks:sharing", "always")


@pytest.mark.parametrize("fault", first_of(TROUBLE), ids=str)
async def test_a_shared_day_stands_once_after_trouble_with_its_post(stage, ada, fault):
    async with stage.bot() as bot:
        await bot.ready()
        card = await kept(ada)
        await stage.trouble(**fault)
        post = await ada.turns(card, SHARE)
        assert not post.private
        assert len(await posts(ada)) == 1
        assert len(stage.met) == 1
    assert " ERROR " not in bot.output


@pytest.mark.parametrize("fault", first_of(TROUBLE), ids=str)
async def test_a_day_that_is_always_shared_stands_once_or_was_lost_on_its_way(stage, ada, fault):
    """It follows the private answer: Discord can't tell a second try from a second post, so one
    that may have arrived is the last."""
    async with stage.bot() as bot:
        await bot.ready()
        await always(ada)
        await ada.moves_clock(days=1)
        await stage.trouble(path="/webhooks/", **fault)
        await kept(ada)
        if fault["action"] in ("drop", "reset"):
            await bot.says("a post may not have arrived")
        else:
            await ada.sees_message(lambda message: not message["flags"] & PRIVATE)
        shown = [card for card in await ada.cards() if "kept **day 2**" in card.text]
        assert len(shown) == (fault["action"] != "reset")


async def test_many_presses_at_once_share_once(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await kept(ada)
        answers = await asyncio.gather(*(ada.turns(card, SHARE) for _ in range(20)))
        assert len([each for each in answers if not each.private]) == 1
        assert len(await posts(ada)) == 1
    assert await stage.rows(SHARES) == [(1,)]
    assert " ERROR " not in bot.output


async def test_after_a_private_wait_everybody_sees_the_day_all_the_same(stage, ada):
    """Somebody else holds the database for longer than our patience."""
    async with stage.bot() as bot:
        await bot.ready()
        card = await kept(ada)
        other = sqlite3.connect(stage.folder / "daymark.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        pressing = asyncio.create_task(ada.turns(card, SHARE))
        await ada.sees_message(lambda message: message["flags"] & THINKING)
        other.execute("ROLLBACK")
        other.close()
        word = await pressing
        assert word.private
        await ada.sees_message(lambda message: not message["flags"] & PRIVATE)
        [post] = await posts(ada)
        assert not post.private
    assert " ERROR " not in bot.output
