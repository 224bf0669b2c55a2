"""The day on one card, through the bot's own doors."""

from tests.support.world import ADA


async def test_someone_new_sees_a_day_with_nothing_set_up(anywhere):
    card = await anywhere.type(ADA, "/today")
    assert "Monday 2 March" in card.text
    assert "a check-in today is day 1" in card.text
    assert "Check in" in card.buttons


async def test_a_kept_day_says_so_and_asks_for_nothing(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    card = await anywhere.type(ADA, "/today")
    assert "**1 day**" in card.text
    assert "Today is kept" in card.text
    assert "Check in" not in card.buttons


async def test_after_ten_days_away_it_is_a_welcome(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=9)
    assert "Welcome back" not in (await world.type(ADA, "/today")).text
    await world.advance(days=1)
    assert "Welcome back" in (await world.type(ADA, "/today")).text


async def test_the_welcome_and_the_news_of_a_lost_streak_agree(world):
    for _ in range(2):
        await world.type(ADA, "/checkin", did="read chapter 2")
        await world.advance(days=1)
    await world.advance(days=10)
    card = await world.type(ADA, "/today")
    assert "Your record is all here" in card
    assert "Your streak of 2 days ended" in card
    assert "lost" not in card.text
    assert [*card.buttons] == ["Check in"]


async def test_after_a_long_leave_the_welcome_speaks_of_the_streak_that_stands(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/streak leave")
    form = await world.press(card, "Plan leave", by=ADA)
    await world.fill(form, first="tomorrow", last="2026-03-20", by=ADA)
    await world.advance(days=12)
    card = await world.type(ADA, "/today")
    assert "Welcome back" in card
    assert "Streak: **1 day**. Today is covered; a check-in still counts." in card


async def test_help_leads_to_the_day(world):
    card = await world.type(ADA, "/help")
    assert "Monday 2 March" in (await world.press(card, "Show my day", by=ADA)).text


async def test_without_a_reminder_its_buttons_say_that_it_is_off(world):
    assert "off" in (await world.forge.press(ADA, "today:snooze")).text
    assert "off" in (await world.forge.press(ADA, "today:stop")).text
