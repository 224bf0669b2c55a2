"""The gateway closes, asks for a reconnect, or forgets the bot: it comes back by itself."""

import pytest


@pytest.mark.parametrize("how", ["close", "reconnect"])
async def test_a_lost_connection_is_taken_up_again(stage, ada, how):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.sees_bot(online=True)
        await stage.disturb(how)
        await ada.sees_bot(online=False)
        await ada.sees_bot(online=True)
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
    assert len([line for line in bot.lines if "ready guilds=" in line]) == 1
    assert "RESUMED" in [each.get("t") for each in stage.told]
    assert "Traceback" not in bot.output


async def test_a_forgotten_session_is_begun_anew(stage, ada):
    """discord.py waits five seconds before it identifies again."""
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
        await stage.disturb("invalidate")
        await ada.sees_bot(online=False)
        await ada.sees_bot(online=True)
        assert "Added to" in (await ada.types("checkin", did="and chapter 3")).text
        assert "### Why" in (await ada.turns(card, "Why this streak?")).text
    assert [each.get("t") for each in stage.told].count("READY") == 2
    assert "Traceback" not in bot.output


async def test_a_deed_that_was_answered_while_the_line_was_down_is_kept(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await stage.trouble("slow", seconds=1.0)
        answer = ada.begins("checkin", did="read chapter 2")
        await stage.met_trouble()
        await stage.disturb("close")
        assert "**1 day**" in (await answer).text
        await ada.sees_bot(online=True)
        assert "**1 day**" in (await ada.types("streak show")).text
    assert "Traceback" not in bot.output
