"""A picture on its way through bad days: it comes once, with its description, and nobody waits."""

import asyncio

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.support.sampled import first_of
from tests.support.shown import PRIVATE, THINKING, Card, walk

MANY = 20
TROUBLE = [
    {"action": "drop"},
    {"action": "reset"},
    {"action": "500"},
    {"action": "429", "seconds": 0.3},
]


def seen(card: Card) -> tuple[str, str]:
    """The picture's address and its description."""
    [item] = [item for part in walk(card.message["components"]) for item in part.get("items", ())]
    [file] = card.message["attachments"]
    assert item["media"]["url"] == file["url"]
    return file["url"], item["description"]


async def fetched(address: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.content_type == "image/png"
        return await answer.read()


async def test_a_picture_survives_any_trouble_with_its_answer(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        pictures = set()
        for number, fault in enumerate(TROUBLE, 1):
            await stage.trouble(**fault)
            address, description = seen(await ada.types("streak heatmap"))
            pictures.add(await fetched(address))
            assert "1 done." in description, fault
            assert len([each for each in await ada.cards() if each.private]) == number + 1, fault
            assert len(stage.met) == number, fault
    assert len(pictures) == 1
    assert " ERROR " not in bot.output


@pytest.mark.parametrize("dropped", first_of([False, True]))
async def test_a_picture_comes_in_the_place_of_thinking(postgres_stage, dropped):
    """Somebody else holds a table for longer than Discord waits."""
    stage = postgres_stage
    ada = await stage.person("Ada")
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        other = create_async_engine(stage.database_url)
        async with other.begin() as conn:
            await conn.execute(text("LOCK TABLE activity IN ACCESS EXCLUSIVE MODE"))
            answer = ada.begins("streak heatmap")
            thinking = await ada.sees_message(lambda message: message["flags"] & THINKING)
            assert thinking["flags"] & PRIVATE
            if dropped:
                await stage.trouble("drop", path="/messages/@original")
        await other.dispose()
        assert (await answer).message["id"] == thinking["id"]
    card = (await ada.cards())[-1]  # after whatever was sent again
    assert card.message["id"] == thinking["id"]
    assert (await fetched(seen(card)[0])).startswith(b"\x89PNG")
    assert len(stage.met) == dropped
    assert " ERROR " not in bot.output


async def test_many_pictures_at_once_and_everyone_else_is_answered_in_time(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        people = await stage.crowd(MANY)
        await asyncio.gather(*(each.types("checkin", did="read it") for each in people))
        pictures = [each.begins("streak heatmap") for each in people]
        assert "a check-in today is day 1" in (await ada.types("streak show")).text
        found = [seen(card) for card in await asyncio.gather(*pictures)]
        assert all("1 done." in description for _, description in found)
    assert " ERROR " not in bot.output
