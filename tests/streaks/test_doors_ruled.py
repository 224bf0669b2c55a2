"""What moderators ruled is told once in the next answer, and a struck day never lies."""

import pytest

from tests.streaks.moderating import WHY, confirmed, ruled
from tests.support.world import ADA, BEN, MINA

DID = {"did": "read chapter 2"}


@pytest.fixture
async def kept(world):
    """Ada kept Monday to Wednesday in Learners, which is her home; it is Thursday."""
    for _ in range(3):
        await world.type(ADA, "/checkin", **DID)
        await world.advance(days=1)
    return world


async def rule(world, command, day=""):
    await confirmed(world, await ruled(world, command, day))


STRUCK = "**The moderators struck Tuesday 3 March**, so nothing of it counts."


@pytest.mark.parametrize("command", ["/streak show", "/streak why", "/streak goal", "/today"])
async def test_a_strike_is_told_once_with_its_reason(kept, command):
    await rule(kept, "strike", "tuesday")
    assert f"{STRUCK} They wrote: “{WHY}”" in await kept.type(ADA, command)
    assert STRUCK not in await kept.type(ADA, command)
    assert STRUCK not in await kept.type(ADA, "/checkin", **DID)


async def test_nobody_else_hears_of_it_and_nobody_hears_who_it_was(kept):
    await rule(kept, "strike", "tuesday")
    assert STRUCK not in await kept.type(BEN, "/streak show")
    assert str(kept.id(MINA)) not in (await kept.type(ADA, "/streak show")).text


async def test_a_repair_and_a_grant_are_told(kept):
    await rule(kept, "repair", "today")
    await rule(kept, "grant")
    card = await kept.type(ADA, "/streak show")
    assert "**The moderators repaired Thursday 5 March**: it keeps your streak" in card
    assert "**The moderators granted you a freeze** on Thursday 5 March." in card


async def test_what_was_taken_back_is_named(kept):
    await rule(kept, "strike", "tuesday")
    await kept.type(ADA, "/streak show")
    picking = await ruled(kept, "undo", reason="it was there")
    await confirmed(kept, await kept.choose(picking, "Strike Tue 3 Mar", by=MINA))
    card = await kept.type(ADA, "/streak why")
    taken = "The moderators took back the strike of Tuesday 3 March"
    assert f"**{taken}.** They wrote: “it was there”" in card
    assert f"-# {taken}, <t:" in card


async def test_of_many_rulings_the_newest_are_told(kept):
    for day in ("monday", "tuesday", "wednesday", "today"):
        await rule(kept, "strike", day)
    card = await kept.type(ADA, "/streak show")
    assert "The moderators did 1 more before; your ledger has all of it." in card
    assert "struck Monday" not in card
    assert "struck Thursday" in card


# Today


async def test_on_a_struck_today_a_check_in_says_that_it_cannot_count(kept):
    await rule(kept, "strike", "today")
    card = await kept.type(ADA, "/checkin", **DID)
    assert card.title == "Noted for Thursday 5 March"
    assert "The moderators struck that day, so it can't count. Your words are kept." in card
    assert "A freeze covers it.\nNext: a check-in tomorrow, Friday 6 March, is day 4." in card
    assert "A day counts once" not in card
    assert "check-in today is day" not in card


async def test_without_a_freeze_a_struck_today_begins_again_tomorrow(kept):
    await kept.advance(days=1)
    await rule(kept, "strike", "today")
    card = await kept.type(ADA, "/streak show")
    assert (
        "nothing of it can count.\nNext: a check-in tomorrow, Saturday 7 March, is day 1." in card
    )


async def test_the_first_day_ever_struck_asks_for_no_check_in_today(world):
    await world.type(ADA, "/checkin", **DID)
    await rule(world, "strike", "today")
    card = await world.type(ADA, "/checkin", **DID)
    assert "Next: a check-in tomorrow, Tuesday 3 March, is day 1." in card
    assert "today is day 1" not in card


async def test_the_days_card_asks_for_nothing_on_a_struck_today(kept):
    await rule(kept, "strike", "today")
    card = await kept.type(ADA, "/today")
    assert "The moderators struck today, so it can't count; next is Friday 6 March." in card
    assert "A check-in today makes it" not in card


async def test_an_older_struck_day_is_noted_too(kept):
    await rule(kept, "strike", "yesterday")
    card = await kept.type(ADA, "/checkin", day="yesterday", **DID)
    assert card.title == "Noted for Wednesday 4 March"


# A streak that ends by it


async def test_a_streak_that_a_strike_ended_says_so(kept):
    await kept.advance(days=1)  # Thursday took the freeze
    await kept.type(ADA, "/checkin", **DID)
    await rule(kept, "strike", "today")
    await kept.advance(days=1)
    card = await kept.type(ADA, "/streak show")
    assert "Your streak of 3 days ended: the moderators struck Friday 6 March." in card
    assert "ended on" not in card
