"""Buttons and forms that we never sent: whatever they carry, one sentence, nothing changed."""

import pytest

from tests.support.nonsense import all_refused, refused
from tests.support.world import ADA, BEN

HUGE = "1" + "0" * 30
NO_DOORS = (
    "",
    ":",
    "streaks",
    "streaks:",
    "streaks:nothing",
    "unknown:door",
    "unknown",
    "x" * 100,
    "streaks:check-in:extra",
    "streaks:why",
    "streaks:why:0:1",
    "streaks:undo",
    "streaks:undo:1:2",
    "STREAKS:CHECK-IN",
    "streaks:check-in\0",
)
NO_NOTES = ("0", "1", "-1", "x", "²", "٣", "1.5", "1e9", HUGE, "9" * 19, "9" * 20, "", " 1", "+1")


@pytest.fixture(params=["somebody new", "somebody with a record"])
async def who(anywhere, request):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    return ADA if request.param == "somebody with a record" else BEN


async def test_a_button_that_leads_nowhere(anywhere, who):
    await all_refused(anywhere, ((door, anywhere.forge.press(who, door)) for door in NO_DOORS))


async def test_a_select_that_leads_nowhere(anywhere, who):
    doors = (*NO_DOORS, "streaks:check-in", "streaks:undo:1")
    await all_refused(anywhere, ((d, anywhere.forge.choose(who, d, ["x"])) for d in doors))


async def test_a_form_that_leads_nowhere(anywhere, who):
    doors = (*NO_DOORS, "streaks:undo:1", "streaks:why:0")
    await all_refused(anywhere, ((d, anywhere.forge.fill(who, d, did="read it")) for d in doors))


async def test_a_deed_on_what_is_not_there(anywhere, who):
    doors = (f"streaks:{deed}:{note}" for deed in ("undo", "agree") for note in NO_NOTES)
    await all_refused(anywhere, ((door, anywhere.forge.press(who, door)) for door in doors))


async def test_undo_of_what_somebody_else_did(anywhere):
    card = await anywhere.type(ADA, "/checkin", did="read chapter 2")
    await refused(anywhere, anywhere.forge.press(BEN, card.buttons["Undo this check-in"]))
    assert "Streak: **1 day**" in await anywhere.type(ADA, "/streak show")


@pytest.mark.parametrize("page", ["x", "-1", "²", "9" * 19])
async def test_a_page_that_no_card_offers_is_read_as_one_that_is_there(world, page):
    card = await world.type(ADA, "/streak why")
    before = await world.rows()
    assert "Mon 2 Mar" in await world.forge.press(ADA, f"streaks:page:{page}", on=card)
    assert await world.rows() == before


async def test_a_page_number_beyond_all_counting(world):
    await refused(world, world.forge.press(ADA, f"streaks:why:{HUGE}"))
