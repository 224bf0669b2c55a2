"""What a member left open goes on working when the bot comes back."""


async def test_an_old_card_and_an_open_form_still_work(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
        form = await ada.opens(card, "Check in")
        assert await bot.stop() == 0
    async with stage.bot() as bot:
        await bot.ready()
        assert "Added to" in (await ada.fills(form, did="and chapter 3")).text
        found = next(each for each in await ada.cards() if each.private)
        assert found.message["id"] == card.message["id"]
        assert "### Why" in (await ada.turns(found, "Why this streak?")).text
        assert "Taken back" in (await ada.turns(card, "Undo this check-in")).text


async def test_yesterdays_card_still_works_after_a_crash(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", did="read chapter 2")
        await bot.kill()
    await ada.sees_bot(online=False)
    assert await ada.fails(ada.presses(card, "Check in")) == "unreachable"
    await ada.moves_clock(days=1)
    async with stage.bot() as bot:
        await bot.ready()
        form = await ada.opens(card, "Check in")
        assert "**2 days**" in (await ada.fills(form, did="and chapter 3")).text
        assert "**1 day**" in (await ada.turns(card, "Undo this check-in")).text
