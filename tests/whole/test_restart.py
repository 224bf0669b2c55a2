"""What a member left open goes on working when the bot comes back."""

from tests.support.person import Form


async def test_an_old_card_and_an_open_form_still_work(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
        form = await ada.opens(card, "Check in")
        assert await bot.stop() == 0
    async with stage.bot() as bot:
        await bot.ready()
        assert "Added to" in (await ada.fills(form, did="and chapter 3")).text
        assert "### Why" in (await ada.turns(card, "Why this streak?")).text
        assert "Taken back" in (await ada.turns(card, "Undo this check-in")).text


async def test_yesterdays_card_still_works_after_a_crash(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
        await bot.kill()
    await ada.moves_clock(days=1)
    async with stage.bot() as bot:
        await bot.ready()
        form = await ada.opens(card, "Check in")
        assert "**2 days**" in (await ada.fills(form, did="and chapter 3")).text
        undone = await ada.turns(card, "Undo this check-in")
        assert "**1 day**" in undone.text


async def test_a_card_works_for_whoever_finds_it_after_a_reload(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2", where="dm")
    async with stage.bot() as bot:
        await bot.ready()
        found = (await ada.cards("dm"))[-1]
        assert isinstance(await ada.presses(found, "Check in"), Form)


async def test_pressing_while_the_bot_is_away_says_so_and_works_later(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
    await ada.sees_bot(online=False)
    assert await ada.fails(ada.presses(card, "Why this streak?")) == "unreachable"
    async with stage.bot() as bot:
        await bot.ready()
        assert "### Why" in (await ada.turns(card, "Why this streak?")).text
