"""A day before yesterday, where the server allows it: first what it changes, then it is entered."""

import pytest

from cogs.streaks import store
from cogs.streaks.facts import Dated, Terms
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN

ENTER = "Enter Tuesday 3 March"


@pytest.fixture
async def lenient(world):
    """A server that lets two days back be entered; Ada kept Monday, and it is Thursday."""
    async with world.bot.parts.db.transaction() as conn:
        said = Dated(world.env.now(), world.server.id, Terms(backdate_days=2))
        await store.set_terms(conn, said, by=None)
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=3)
    return world


async def test_what_it_changes_is_seen_first(lenient):
    card = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    assert card.title == "Enter Tuesday 3 March?"
    assert "Streak: 0 → **2**" in card  # a freeze will cover Wednesday
    assert "Days in all: 1 → **2**" in card
    assert "Streak: **0 days** · longest 1 day" in await lenient.type(ADA, "/streak show")


async def test_it_is_entered_once_it_is_agreed_to(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", minutes=30, day="tuesday")
    card = await lenient.press(seen, ENTER, by=ADA)
    assert card.title.startswith("Checked in for Tuesday 3 March")
    assert "30 minutes" in card
    assert "done: check-in, 30 min, entered later" in await lenient.type(ADA, "/streak why")
    assert (await lenient.press(seen, ENTER, by=ADA)).title.startswith("Added to Tuesday 3 March")
    assert "done: check-in, 30 min, entered later" in await lenient.type(ADA, "/streak why")


async def test_it_can_be_left_out(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    assert "The ledger will show it as entered later." in seen
    card = await lenient.press(seen, "Leave Tuesday 3 March out", by=ADA)
    assert card.text == "Nothing was entered."
    assert not await lenient.kept("streak_drafts", "did")
    gone = await refused(lenient, lenient.forge.press(ADA, seen.buttons[ENTER], on=seen))
    assert "no longer kept" in gone


async def test_a_day_that_is_kept_says_that_words_are_added(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    await lenient.press(seen, ENTER, by=ADA)
    again = await lenient.type(ADA, "/checkin", did="and made notes", day="tuesday")
    assert "That day is kept already and counts once" in again
    assert "entered later" not in again


async def test_it_can_be_agreed_to_after_a_restart(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    await lenient.restart_bot()
    assert (await lenient.press(seen, ENTER, by=ADA)).title.startswith("Checked in for Tuesday")


async def test_the_form_shows_it_first_as_well(lenient):
    form = await lenient.press(await lenient.type(ADA, "/streak show"), "Check in", by=ADA)
    seen = await lenient.fill(form, did="read chapter 3", day="2026-03-03", by=ADA)
    assert ENTER in seen.buttons


async def test_nobody_agrees_for_somebody_else(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    await refused(lenient, lenient.forge.press(BEN, seen.buttons[ENTER]))
    assert (await lenient.press(seen, ENTER, by=ADA)).title.startswith("Checked in for Tuesday")


async def test_it_may_have_closed_meanwhile(lenient):
    seen = await lenient.type(ADA, "/checkin", did="read chapter 3", day="tuesday")
    await lenient.advance(days=1)
    card = await refused(lenient, lenient.press(seen, ENTER, by=ADA))
    assert "can't be entered any more" in card


async def test_yesterday_needs_no_question(lenient):
    card = await lenient.type(ADA, "/checkin", did="read chapter 3", day="yesterday")
    assert card.title.startswith("Checked in for Wednesday 4 March")
