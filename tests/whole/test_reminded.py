"""The daily reminder, from /start to a direct message, in the real process at the playground."""

import json

import aiohttp
import pytest

from tests.support.sampled import first_of
from tests.support.shown import Card

POST = "/channels/{channel_id}/messages"


HALF_PAST_SEVEN = 7.5 * 3600


@pytest.fixture
def stage(stage):
    """Half past seven in UTC, whatever time the tests run at."""
    town = stage.town.clock
    town.move((HALF_PAST_SEVEN - town.now()) % 86400)
    return stage


async def wants_reminders(ada, at="08:00"):
    form = await ada.opens(await ada.types("me settings"), "Change aims")
    await ada.fills(form, track=["data-scientist"], hours=["5"], reminder=[at])


async def reminded(ada) -> Card:
    """The first reminder that comes, wherever it stands."""
    seen = await ada.sees_message(lambda message: "today:snooze" in json.dumps(message))
    return Card(seen)


async def due(bot) -> str | None:
    port = (await bot.says("health served port=")).rpartition("=")[2]
    url = f"http://127.0.0.1:{port}/due"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return (await answer.json())["next"]


async def test_a_reminder_arrives_by_itself_and_its_buttons_work(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        assert await due(bot) is None
        await wants_reminders(ada)
        assert await due(bot)
        await ada.moves_clock(hours=1)
        card = await reminded(ada)
        assert "day 1" in card.text
        assert "I remind you at" in (await ada.turns(card, "Remind me in an hour")).text
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
        assert "off" in (await ada.turns(card, "Stop these")).text
        assert await due(bot) is None
    assert " ERROR " not in bot.output


@pytest.mark.parametrize("action", first_of(["drop", "reset", "503", "500"]))
async def test_a_bad_day_at_discord_brings_it_once_all_the_same(stage, ada, action):
    async with stage.bot() as bot:
        await bot.ready()
        await wants_reminders(ada)
        await stage.trouble(action, path="/messages")
        await ada.moves_clock(hours=1)
        await stage.met_trouble()
        await ada.moves_clock(minutes=10)
        await reminded(ada)
        await bot.says("Posted(message=")
    assert await stage.rows("SELECT state FROM deliveries") == [("sent",)]
    nonces = [each.sent["nonce"] for each in stage.calls("POST", POST) if each.sent]
    assert len(set(nonces)) == 1
    cards = [card for card in await ada.cards("dm") if "today:snooze" in json.dumps(card.message)]
    assert len(cards) == 1


async def test_a_bot_that_was_killed_before_marking_looks_back_and_posts_nothing_again(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await wants_reminders(ada)
        await stage.trouble("slow", path="/messages", seconds=5)
        await ada.moves_clock(hours=1)
        await reminded(ada)
        await bot.kill()
    assert await stage.rows("SELECT state FROM deliveries") == [("pending",)]
    await ada.moves_clock(minutes=5)
    async with stage.bot() as bot:
        await bot.ready()
        await bot.says("Posted(message=")
    assert await stage.rows("SELECT state FROM deliveries") == [("sent",)]
    cards = [card for card in await ada.cards("dm") if "today:snooze" in json.dumps(card.message)]
    assert len(cards) == 1
