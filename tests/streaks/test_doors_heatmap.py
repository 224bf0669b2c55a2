"""/streak heatmap through its door: the picture, its facts in words, and the years to pick from."""

from datetime import date

import pytest

from cogs.streaks import heatmap
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN

YEAR = 4  # Discord's option type of a whole number
BUTTONS = {"Why this streak?", "Check in"}


async def keep(world, who, days, minutes=0):
    for number in range(days):
        await world.type(who, "/checkin", did=f"read page {number + 10}", minutes=minutes)
        await world.advance(days=1)


async def test_the_facts_of_a_year_stand_beside_its_picture(anywhere):
    await keep(anywhere, ADA, days=3, minutes=25)
    await anywhere.advance(days=2)
    await anywhere.type(ADA, "/checkin", did="read on")
    card = await anywhere.type(ADA, "/streak heatmap")
    assert card.title == "Your last 53 weeks"
    assert "**4 days kept** · longest streak 3 days" in card
    assert "most in March 2026, 4 days · 1 h 15 min noted" in card.text.replace("\u00a0", " ")
    assert {*card.buttons} == BUTTONS
    [(name, description)] = card.pictures.items()
    assert name.endswith(".png")
    assert "Monday 3 March 2025 to Sunday 8 March 2026. 4 done, 1 frozen, 1 missed." in description
    assert len(description) <= 256


async def test_the_picture_that_is_sent_is_the_one_that_was_drawn(world):
    await keep(world, ADA, days=1)
    card = await world.type(ADA, "/streak heatmap")
    [file] = card.message.attachments
    assert (file.width, file.height) in {heatmap.SIZE, (None, None)}
    assert 1000 < file.size < 64 * 1024


async def test_somebody_new_gets_kind_words_and_no_picture(anywhere):
    before = await anywhere.rows()
    for options in ({}, {"year": 1999}):
        card = await anywhere.type(ADA, "/streak heatmap", **options)
        assert "Your year begins with day 1" in card.title
        assert card.pictures == {}
        assert {*card.buttons} == {"Check in"}
    assert await anywhere.rows() == before
    assert await anywhere.suggestions(ADA, "/streak heatmap", year="") == []


async def test_somebody_who_took_their_only_day_back_gets_the_same(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.press(card, "Undo this check-in", by=ADA)
    assert (await world.type(ADA, "/streak heatmap")).pictures == {}


async def test_a_year_is_picked_from_those_that_have_days(anywhere):
    await keep(anywhere, ADA, days=2)
    await anywhere.advance(days=306)  # to January
    await anywhere.type(ADA, "/checkin", did="a good start")
    assert await anywhere.suggestions(ADA, "/streak heatmap", year="") == ["2027", "2026"]
    assert await anywhere.suggestions(ADA, "/streak heatmap", year="26") == ["2026"]
    old = await anywhere.type(ADA, "/streak heatmap", year=2026)
    assert old.title == "Your 2026"
    assert "**2 days kept** · longest streak 2 days · most in March 2026, 2 days" in old
    new = await anywhere.type(ADA, "/streak heatmap", year=2027)
    assert "**1 day kept** · longest streak 1 day · most in January 2027, 1 day" in new
    assert "noted" not in new


async def test_what_excused_means_is_said_where_a_day_was(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    assert "Excused:" not in await world.type(ADA, "/streak heatmap")
    await world.type(ADA, "/streak leave", first="tomorrow")
    await world.advance(days=2)
    assert "Excused: rest, leave, travel" in await world.type(ADA, "/streak heatmap")


@pytest.mark.parametrize("year", [2025, 2027, 0, -1, 10**15, 1, 9999])
async def test_a_year_without_days(anywhere, year):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    card = await refused(anywhere, anywhere.type(ADA, "/streak heatmap", year=year))
    assert "You have no days in that year. Pick from 2026" in card


@pytest.mark.parametrize("year", [2026.0, "2026", "x" * 6000, 10**30, True])
async def test_a_year_that_discord_would_not_let_through(world, year):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await refused(world, world.forge.command(ADA, "/streak heatmap", year=(YEAR, year)))


async def test_each_sees_their_own_year(world):
    await keep(world, ADA, days=3)
    await world.type(BEN, "/checkin", did="read chapter 1")
    assert "**1 day kept**" in await world.type(BEN, "/streak heatmap")
    assert "**3 days kept**" in await world.type(ADA, "/streak heatmap")


async def test_its_buttons_lead_on_after_a_restart(world):
    await keep(world, ADA, days=1)
    card = await world.type(ADA, "/streak heatmap")
    await world.restart_bot()
    assert "Why your streak" in (await world.press(card, "Why this streak?", by=ADA)).title
    assert (await world.press(card, "Check in", by=ADA)).door == "streaks:check-in"


async def test_the_year_is_the_members_own_on_new_year_s_eve(world):
    """In Tokyo it is 2027 already while it is 2026 in UTC."""
    card = await world.type(ADA, "/me settings", city="Tokyo")
    await world.choose(card, "Tokyo", by=ADA)
    until = (date(2026, 12, 31) - date(2026, 3, 2)).days
    await world.advance(days=until, hours=5)
    await world.type(ADA, "/checkin", did="happy new year")
    assert await world.suggestions(ADA, "/streak heatmap", year="") == ["2027", "2026"]
    assert "most in January 2027, 1 day" in await world.type(ADA, "/streak heatmap", year=2027)
