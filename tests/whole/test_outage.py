"""Our own outage costs nobody a streak: guarantee 19, with the process that operators run."""

from tests.support.process import Process


async def test_down_for_days_across_midnight_costs_neither_streak_nor_freeze(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        assert await bot.stop() == 0
    await ada.moves_clock(days=4)
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("streak show")
        assert "Streak: **1 day**" in card.text
        assert "Freezes: 1" in card.text
        why = await ada.types("streak why")
        assert why.text.count("Daymark was down") >= 3
        assert "**2 days**" in (await ada.types("checkin", did="read chapter 3")).text


async def test_a_power_cut_is_no_different(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        await heard(stage)
        await bot.kill()
    await ada.moves_clock(days=4)
    async with stage.bot() as bot:
        await bot.ready()
        assert "**2 days**" in (await ada.types("checkin", did="read chapter 3")).text


async def test_a_clock_that_was_moved_while_it_ran_is_no_outage(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        await ada.moves_clock(days=7)
        assert "Streak: **0 days**" in (await ada.types("streak show")).text
        assert await bot.stop() == 0
    async with stage.bot() as bot:
        await bot.ready()
        assert "Streak: **0 days**" in (await ada.types("streak show")).text
    assert await stage.rows("SELECT * FROM outages") == []


async def test_stopped_for_a_day_and_restored_from_yesterday_no_streak_falls(stage, ada):
    """What was entered after the backup is gone, and nobody is back at day 1 for it."""
    [ben] = await stage.crowd(1)
    async with stage.bot() as bot:
        await bot.ready()
        for person in (ada, ben):
            await person.types("checkin", did="read chapter 2")
        await ada.moves_clock(days=1)
        await ada.types("checkin", did="read chapter 3")
        await operator(stage, "backup", "yesterday.db")
        await ben.types("checkin", did="read chapter 3")
        assert await bot.stop() == 0
    await ada.moves_clock(days=2)
    said = await operator(stage, "restore", "yesterday.db")
    assert "no streak ends by it" in said
    await ada.moves_clock(days=1)
    async with stage.bot() as bot:
        await bot.ready()
        for person, days in ((ada, "2 days"), (ben, "1 day")):
            card = (await person.types("streak show")).text
            assert f"Streak: **{days}**" in card
            assert "Freezes: 1" in card
        assert "**3 days**" in (await ada.types("checkin", did="read chapter 4")).text


async def heard(stage) -> None:
    """Until the first heartbeat is kept."""
    while not await stage.rows("SELECT * FROM heartbeats"):
        pass


async def operator(stage, *arguments: str) -> str:
    async with Process(stage.environment(), stage.folder, ("-m", "bot", *arguments)) as done:
        assert await done.ends(within=20) == 0, done.output
    return done.output
