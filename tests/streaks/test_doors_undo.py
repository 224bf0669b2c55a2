"""*Undo* on a check-in's card: whose, when, and how often."""

from tests.support.world import ADA, BEN

UNDO = "Undo this check-in"


def door(card):
    return card.buttons[UNDO]


async def test_a_check_in_is_taken_back(anywhere):
    card = await anywhere.type(ADA, "/checkin", did="read chapter 2", minutes=30)
    card = await anywhere.press(card, UNDO, by=ADA)
    assert card.title == "Taken back"
    assert "that day is open again" in card
    assert "Streak: **0 days**" in card


async def test_what_else_was_done_that_day_stays(world):
    await world.type(ADA, "/checkin", did="read chapter 2", minutes=30)
    second = await world.type(ADA, "/checkin", did="and chapter 3", minutes=15)
    card = await world.press(second, UNDO, by=ADA)
    assert "the rest of that day stays" in card
    assert "Streak: **1 day**" in card
    assert "31 minutes" in await world.type(ADA, "/checkin", did="one more", minutes=1)


async def test_the_day_can_be_kept_again_after_undo(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.press(card, UNDO, by=ADA)
    card = await world.type(ADA, "/checkin", did="really read chapter 2")
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "Streak: **1 day**" in card


async def test_undo_twice_is_told_kindly_and_changes_nothing(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.press(card, UNDO, by=ADA)
    before = await world.rows()
    card = await world.press(card, UNDO, by=ADA)
    assert "taken back already" in card
    assert "/streak show" in card
    assert await world.rows() == before


async def test_yesterday_s_check_in_can_still_be_taken_back(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    assert (await world.press(card, UNDO, by=ADA)).title == "Taken back"


async def test_a_closed_day_stays_as_it_is(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=2)
    before = await world.rows()
    card = await world.press(card, UNDO, by=ADA)
    assert "Monday 2 March is closed" in card
    assert "Type /streak why" in card
    assert await world.rows() == before


async def test_nobody_takes_back_what_somebody_else_did(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.type(BEN, "/checkin", did="read chapter 1")
    before = await world.rows()
    told = await world.forge.press(BEN, door(card))
    assert "Type /streak" in told
    assert await world.rows() == before


async def test_undo_works_after_a_restart(anywhere):
    card = await anywhere.type(ADA, "/checkin", did="read chapter 2")
    await anywhere.restart_bot()
    assert (await anywhere.press(card, UNDO, by=ADA)).title == "Taken back"


async def test_undo_is_there_after_the_form_as_well(world):
    form = await world.press(await world.type(ADA, "/streak show"), "Check in", by=ADA)
    card = await world.fill(form, did="read chapter 2", by=ADA)
    assert (await world.press(card, UNDO, by=ADA)).title == "Taken back"
