"""/streak show and /streak why, as members read them."""

import pytest

from bot import outages
from tests.support.world import ADA, BEN

ENDS = "<t:1772496000:"  # midnight after 2 March, UTC


async def keep(world, who, days):
    """A check-in a day; the clock stands at the day after the last one."""
    for number in range(days):
        await world.type(who, "/checkin", did=f"read page {number + 10}")
        await world.advance(days=1)


async def test_somebody_new_has_day_1_before_them(anywhere):
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/streak show")
    assert "Streak: **0 days**" in card
    assert "a check-in today is day 1" in card
    assert ENDS in card
    assert "longest" not in card.text.split("Next:")[1]
    assert await anywhere.rows() == before


async def test_a_kept_day_says_when_the_next_one_opens(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/streak show")
    assert "Next: day 2 is Tuesday 3 March." in card
    assert "the streak would end <t:1772668800:" in card  # a freeze covers the 3rd


async def test_an_open_day_says_what_is_at_risk(world):
    await keep(world, ADA, days=1)
    card = await world.type(ADA, "/streak show")
    assert "check in today for day 2" in card
    assert "a freeze covers" in card


async def test_the_last_chance_is_told_without_a_freeze(world):
    await keep(world, ADA, days=1)
    await world.advance(days=1)
    card = await world.type(ADA, "/streak show")
    assert "Freezes: 0" in card
    assert "If nothing is done by then" in card


async def test_after_a_loss_the_longest_stays_in_sight(world):
    await keep(world, ADA, days=3)
    await world.advance(days=4)
    card = await world.type(ADA, "/streak show")
    assert "Streak: **0 days** · longest 3 days · 3 days in all" in card
    assert "Your longest, 3 days, stays" in card


async def test_a_week_earns_a_freeze(world):
    await keep(world, ADA, days=7)
    assert "Freezes: 2" in await world.type(ADA, "/streak show")


async def test_why_tells_each_day(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2", minutes=30)
    await anywhere.advance(days=1)
    card = await anywhere.type(ADA, "/streak why")
    assert "**Tue 3 Mar** still open · streak 1, freezes 1" in card
    assert "**Mon 2 Mar** done: check-in, 30 min · streak 1, freezes 1" in card
    assert card.text.index("Tue 3 Mar") < card.text.index("Mon 2 Mar")


async def test_why_ends_with_what_happens_if_nothing_is_done(world):
    await keep(world, ADA, days=1)
    card = await world.type(ADA, "/streak why")
    assert "If nothing is done, a freeze covers" in card.text.split("Mon 2 Mar")[1]


async def test_why_tells_freezes_and_losses(world):
    await keep(world, ADA, days=1)
    await world.advance(days=2)
    card = await world.type(ADA, "/streak why")
    assert "**Tue 3 Mar** covered by a freeze · streak 1, freezes 0" in card
    assert "**Wed 4 Mar** missed · streak 0, freezes 0" in card


async def test_why_tells_what_was_entered_later(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    await world.type(ADA, "/checkin", did="read chapter 1", day="yesterday")
    assert "entered later" not in await world.type(ADA, "/streak why")  # it was kept already
    await world.type(BEN, "/checkin", did="read chapter 1", day="yesterday")
    assert "**Mon 2 Mar** done: check-in, entered later" in await world.type(BEN, "/streak why")


async def test_why_tells_where_the_zone_changed(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.choose(await world.type(ADA, "/me settings", city="Tokyo"), "Tokyo", by=ADA)
    await world.press(card, "Change it", by=ADA)
    card = await world.type(ADA, "/streak why")
    assert "**Mon 2 Mar** done: check-in · now in Asia/Tokyo · streak 1" in card


async def test_why_for_somebody_new_is_one_open_day(anywhere):
    card = await anywhere.type(ADA, "/streak why")
    assert "**Mon 2 Mar** still open · streak 0, freezes 1" in card
    assert set(card.buttons) == {"Check in"}


async def test_older_days_are_a_page_away_on_the_same_card(anywhere):
    await keep(anywhere, ADA, days=12)
    newest = await anywhere.type(ADA, "/streak why")
    assert "Sat 14 Mar" in newest
    assert "Mon 2 Mar" not in newest
    older = await anywhere.press(newest, "Older days", by=ADA)
    assert older.message.id == newest.message.id
    assert "**Mon 2 Mar** done: check-in · streak 1, freezes 1" in older
    assert "Older days" not in older.buttons
    assert "Sat 14 Mar" in await anywhere.press(older, "Newer days", by=ADA)


async def test_pages_turn_after_a_restart(world):
    await keep(world, ADA, days=12)
    newest = await world.type(ADA, "/streak why")
    await world.restart_bot()
    assert "Mon 2 Mar" in await world.press(newest, "Older days", by=ADA)


@pytest.mark.parametrize("page", ["1", "7", "999999", "9" * 19, "-1", "abc", "1.5", "²"])
async def test_a_page_that_is_not_there_shows_one_that_is(world, page):
    await world.type(ADA, "/checkin", did="read chapter 2")
    assert "Mon 2 Mar" in await world.forge.press(ADA, f"streaks:why:{page}")


async def test_somebody_else_s_press_shows_them_their_own_days(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    why = await world.forge.press(BEN, card.buttons["Why this streak?"])
    assert "**Mon 2 Mar** still open · streak 0" in why


async def test_a_day_on_which_we_were_down_says_so_with_the_times(world):
    await keep(world, ADA, days=1)
    down = world.env.now()
    await world.advance(hours=5)
    async with world.bot.parts.db.transaction() as conn:
        await outages.remember(conn, outages.Span(down, world.env.now()))
    await world.advance(days=1)
    card = await world.type(ADA, "/streak why")
    times = f"<t:{down.timestamp():.0f}:t> to <t:{down.timestamp() + 5 * 3600:.0f}:t>"
    assert f"**Tue 3 Mar** Daymark was down {times}, so it costs nothing · streak 1" in card
    assert "Freezes: 1" in await world.type(ADA, "/streak show")
