"""A bad day at Discord: the member sees one answer, and the record holds one deed."""

import asyncio
import sqlite3

from tests.support.shown import PRIVATE, THINKING

DEEDS = "SELECT count(*), count(DISTINCT day) FROM activity"
NOTES = "SELECT count(*) FROM activity_notes"


TROUBLE = [
    {"action": "drop"},
    {"action": "reset"},
    {"action": "500"},
    {"action": "502"},
    {"action": "503"},
    {"action": "429", "seconds": 0.3},
    {"action": "429", "seconds": 0.3, "global": True},
    {"action": "slow", "seconds": 2.0},
]


async def test_a_check_in_survives_any_trouble_with_its_answer(stage):
    people = await stage.crowd(len(TROUBLE))
    async with stage.bot() as bot:
        await bot.ready()
        for number, (person, fault) in enumerate(zip(people, TROUBLE, strict=True), 1):
            await stage.trouble(**fault)
            card = await person.types("checkin", did="read chapter 2", minutes=30)
            assert "**1 day**" in card.text, fault
            assert "**1 day**" in (await person.types("streak show")).text, fault
            assert len([each for each in await person.cards() if each.private]) == 2, fault
            assert len(stage.met) == number, fault
            assert await stage.rows(NOTES) == [(number,)], fault
    assert await stage.rows(DEEDS) == [(len(TROUBLE), 1)]
    assert " ERROR " not in bot.output
    assert "Traceback" not in bot.output


async def test_an_answer_that_comes_too_late_keeps_the_deed_and_the_next_one_says_so(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await stage.trouble("slow", seconds=3.3)
        assert await ada.fails(ada.types("checkin", did="read chapter 2")) == "timeout"
        await bot.says("answer came too late")
        assert "Added to" in (await ada.types("checkin", did="read chapter 2")).text
    assert await stage.rows(DEEDS) == [(1, 1)]
    assert await stage.rows(NOTES) == [(1,)]
    assert "Traceback" not in bot.output


async def test_trouble_that_lasts_ends_in_a_log_line_and_nothing_worse(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await stage.trouble("503", times=30)
        assert await ada.fails(ada.types("checkin", did="read chapter 2")) == "timeout"
        await stage.calm()
        assert "Added to" in (await ada.types("checkin", did="read chapter 2")).text
    assert await stage.rows(NOTES) == [(1,)]


async def test_a_form_survives_a_dropped_answer(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("streak show")
        await stage.trouble("drop")
        form = await ada.opens(card, "Check in")
        await stage.answered(3)  # the card, the form, and the form again
        await stage.trouble("drop")
        assert "**1 day**" in (await ada.fills(form, did="read chapter 2")).text
    assert await stage.rows(NOTES) == [(1,)]
    assert "Traceback" not in bot.output


async def test_turning_a_page_survives_a_dropped_answer(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        await ada.moves_clock(days=14)
        card = await ada.types("streak why")
        await stage.trouble("drop")
        older = await ada.turns(card, "Older days")
        assert older.message["id"] == card.message["id"]
        assert "done: check-in" in older.text
    assert "Traceback" not in bot.output


async def test_a_slow_database_is_announced_in_time_and_answered_when_it_can(stage, ada):
    """Somebody else holds the database for longer than Discord waits."""
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("streak show")
        other = sqlite3.connect(stage.folder / "daymark.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = ada.begins("checkin", did="read chapter 2")
        thinking = await ada.sees_message(lambda message: message["flags"] & THINKING)
        assert thinking["flags"] & PRIVATE
        await asyncio.sleep(2.0)  # by now the three seconds are over
        other.execute("ROLLBACK")
        other.close()
        card = await answer
        assert "**1 day**" in card.text
        assert card.message["id"] == thinking["id"]
