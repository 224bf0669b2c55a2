"""Reminders at another time on single days, or on some days not at all."""

import pytest

from tests.support.nonsense import LONG, refused
from tests.support.world import ADA, BEN

FORM = "settings:times"


@pytest.fixture
async def reminded(anywhere):
    """Ada is reminded at 20:00."""
    form = await anywhere.press(await anywhere.type(ADA, "/me settings"), "Change aims", by=ADA)
    await anywhere.fill(form, reminder="20:00", by=ADA)
    return anywhere


async def opens(world):
    card = await world.type(ADA, "/me settings")
    return await world.press(card, "Times for single days", by=ADA)


async def test_single_days_get_a_time_of_their_own_and_lose_it_again(reminded):
    form = await opens(reminded)
    assert form.chosen("days") == ["5", "6"]
    assert form.chosen("at") == ["usual"]
    card = await reminded.fill(form, days=["5", "6"], at="10:00", by=ADA)
    assert "**Reminder**: 20:00\n-# Saturday and Sunday: 10:00" in card
    form = await opens(reminded)
    assert form.chosen("at") == ["10:00"]
    await reminded.fill(form, days=["0", "6"], at="never", by=ADA)
    card = await reminded.type(ADA, "/me settings")
    assert "-# Monday and Sunday: none\n-# Saturday: 10:00" in card
    await reminded.fill(await opens(reminded), days=list("0123456"), at="usual", by=ADA)
    assert "-#" not in (await reminded.type(ADA, "/me settings")).text.split("**Boards**")[0]


async def test_the_form_sent_as_it_opens_changes_nothing(reminded):
    await reminded.fill(await opens(reminded), days=["0", "3"], at="07:00", by=ADA)
    await reminded.fill(await opens(reminded), days=["5"], at="never", by=ADA)
    before = (await reminded.type(ADA, "/me settings")).text
    assert "-# Monday and Thursday: 07:00\n-# Saturday: none" in before
    await reminded.fill(await opens(reminded), by=ADA)
    assert (await reminded.type(ADA, "/me settings")).text == before


async def test_without_a_reminder_no_day_can_differ(anywhere):
    card = await anywhere.type(ADA, "/me settings")
    assert "**Reminder**: none" in card
    assert "Times for single days" not in card.buttons
    for who in (ADA, BEN):
        said = await refused(anywhere, anywhere.forge.press(who, FORM))
        assert "Change aims" in said
    forged = anywhere.forge.fill(ADA, FORM, days=["5"], at=["10:00"])
    assert "Your reminders are off" in await refused(anywhere, forged)


@pytest.mark.parametrize(
    ("days", "at"),
    [
        (["7"], "10:00"),
        (["-1"], "10:00"),
        (["٣"], "10:00"),
        (["5", "x"], "10:00"),
        ([], "10:00"),
        ([LONG], "10:00"),
        (["5"], "03:00"),
        (["5"], "Usual"),
        (["5"], ""),
    ],
)
async def test_what_the_form_does_not_offer_is_refused(reminded, days, at):
    forged = reminded.forge.fill(ADA, FORM, days=days, at=[at])
    assert "isn't on the list" in await refused(reminded, forged)
