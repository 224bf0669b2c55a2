"""How it ends: within ten seconds, with 0, and with everything kept that it said it kept."""

import asyncio
from signal import SIGINT, SIGTERM

import pytest

from tests.support.shown import Card

NOTES = "SELECT count(*) FROM activity_notes"
HELD = "/callback"


@pytest.mark.parametrize("moment", ["database migrated", "health served", "connected to Gateway"])
async def test_it_stops_before_it_is_ready(stage, moment):
    async with stage.bot() as bot:
        await bot.says(moment)
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output


@pytest.mark.parametrize("number", [SIGTERM, SIGINT])
async def test_an_answer_under_way_still_arrives(stage, ada, number):
    async with stage.bot() as bot:
        await bot.ready()
        await stage.trouble("slow", HELD, seconds=1.0)
        answer = ada.begins("checkin", did="read chapter 2")
        await stage.met_trouble()
        assert await bot.stop(number) == 0
        assert "Checked in" in (await answer).text
    assert bot.lines[-1].endswith("stopped")
    assert await stage.rows(NOTES) == [(1,)]


async def test_what_a_member_was_told_is_kept_is_there_after_stopping_in_a_rush(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        deeds = [ada.types("checkin", did=f"read chapter {number}") for number in range(20)]
        answers = asyncio.gather(*deeds, return_exceptions=True)
        await stage.asked(20)
        await ada.sees_a_card()
        assert await bot.stop() == 0
        told = [each for each in await answers if isinstance(each, Card)]
    kept = {str(id) for (id,) in await stage.rows("SELECT interaction FROM activity_notes")}
    assert told
    assert {card.argument("streaks:undo") for card in told} <= kept


async def test_it_stops_in_time_while_discord_hangs(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await stage.trouble("slow", HELD, seconds=30.0)
        hanging = ada.begins("checkin", did="read chapter 2")
        await stage.met_trouble()
        assert await bot.stop() == 0
        hanging.cancel()
    assert await stage.rows(NOTES) == [(1,)]
