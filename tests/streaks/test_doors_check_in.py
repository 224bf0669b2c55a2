"""/checkin, its button and its form, as members meet them."""

import pytest

from tests.support.nonsense import refused
from tests.support.world import ADA, BEN


async def test_a_check_in_is_day_1(anywhere):
    card = await anywhere.type(ADA, "/checkin", did="read chapter 2")
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "Streak: **1 day**" in card


async def test_minutes_are_told_and_added_up(world):
    first = await world.type(ADA, "/checkin", did="read chapter 2", minutes=30)
    second = await world.type(ADA, "/checkin", did="read chapter 3", minutes=15)
    assert "30 minutes" in first
    assert "45 minutes" in second


async def test_one_minute_is_one_minute(world):
    assert "1 minute that day" in await world.type(ADA, "/checkin", did="read a page", minutes=1)


async def test_a_second_check_in_is_added_and_counts_nothing(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/checkin", did="and chapter 3")
    assert card.title.startswith("Added to Monday 2 March")
    assert "A day counts once" in card
    assert "Streak: **1 day** · longest 1 day · 1 day in all" in card


async def test_the_next_day_is_day_2(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    card = await world.type(ADA, "/checkin", did="read chapter 3")
    assert card.title.startswith("Checked in for Tuesday 3 March")
    assert "Streak: **2 days**" in card


async def test_the_record_is_the_person_s_wherever_they_are(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    card = await world.to_direct_messages().type(ADA, "/checkin", did="read chapter 3")
    assert "Streak: **2 days**" in card


async def test_two_people_keep_their_own_days(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    await world.type(ADA, "/checkin", did="read chapter 3")
    assert "Streak: **1 day**" in await world.type(BEN, "/checkin", did="began")


async def test_yesterday_can_be_named(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=2)
    card = await world.type(ADA, "/checkin", did="forgot to say", day="yesterday")
    assert card.title.startswith("Checked in for Tuesday 3 March")
    assert "Streak: **2 days**" in card
    assert "check in today for day 3" in card


async def test_yesterday_comes_up_while_typing(anywhere):
    assert await anywhere.suggestions(ADA, "/checkin", day="yest") == ["Sunday 1 March (yesterday)"]
    assert await anywhere.suggestions(ADA, "/checkin", day="") == [
        "Monday 2 March (today)",
        "Sunday 1 March (yesterday)",
    ]


async def test_the_button_opens_a_form_and_the_form_checks_in(anywhere):
    card = await anywhere.type(ADA, "/streak show")
    form = await anywhere.press(card, "Check in", by=ADA)
    assert form.title.startswith("Check in")
    card = await anywhere.fill(form, did="read chapter 2", minutes="30 min", by=ADA)
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "30 minutes" in card


async def test_yesterday_can_be_chosen_in_the_form(world):
    card = await world.type(ADA, "/streak show")
    form = await world.press(card, "Check in", by=ADA)
    card = await world.fill(form, did="read chapter 2", day="2026-03-01", by=ADA)
    assert card.title.startswith("Checked in for Sunday 1 March")


async def test_yesterday_s_card_checks_in_for_today(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=1)
    form = await world.press(card, "Check in", by=ADA)
    assert form.chosen("day") == ["2026-03-03"]
    assert "Streak: **2 days**" in await world.fill(form, did="read chapter 3", by=ADA)


async def test_a_button_works_after_a_restart(anywhere):
    card = await anywhere.type(ADA, "/checkin", did="read chapter 2")
    await anywhere.restart_bot()
    form = await anywhere.press(card, "Check in", by=ADA)
    assert (await anywhere.fill(form, did="and more", by=ADA)).title.startswith("Added to")


async def test_a_form_that_was_open_through_a_restart_is_taken(anywhere):
    card = await anywhere.type(ADA, "/streak show")
    form = await anywhere.press(card, "Check in", by=ADA)
    await anywhere.restart_bot()
    card = await anywhere.fill(form, did="read chapter 2", by=ADA)
    assert card.title.startswith("Checked in for Monday 2 March")


async def test_a_form_that_was_open_over_midnight_counts_for_the_day_it_shows(world):
    await world.advance(hours=11, minutes=59)
    form = await world.press(await world.type(ADA, "/streak show"), "Check in", by=ADA)
    await world.advance(minutes=2)
    card = await world.fill(form, did="read chapter 2", by=ADA)
    assert card.title.startswith("Checked in for Monday 2 March")


async def test_what_was_said_is_not_repeated_anywhere(world):
    card = await world.type(ADA, "/checkin", did="my secret plan")
    assert "secret" not in card
    assert "secret" not in await world.type(ADA, "/streak why")


async def test_a_card_says_that_the_zone_is_only_assumed_until_it_is_said(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    assert "your days end as in UTC" in card
    where = await world.press(card, "Set my time zone", by=ADA)
    seen = await world.choose(where, "Kolkata", by=ADA)
    await world.press(seen, "Change it", by=ADA)
    assert "your days end as in" not in await world.type(ADA, "/streak show")


async def test_the_same_words_within_a_minute_say_that_nothing_was_added(world):
    await world.type(ADA, "/checkin", did="read chapter 2", minutes=10)
    card = await world.type(ADA, "/checkin", did="read chapter 2", minutes=20)
    assert "You said the same less than a minute ago, so nothing was added." in card
    other = await world.type(ADA, "/checkin", did="and chapter 3", minutes=20)
    assert "said the same" not in other


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("tomorrow", "is still to come. Leave the day out"),
        ("29 february", "That year has no such day."),
        ("31 april", "That year has no such day."),
        ("32 april", "isn't a day I can read"),
    ],
)
async def test_a_day_that_cannot_be_says_why(world, day, said):
    assert said in await refused(world, world.type(ADA, "/checkin", did="read on", day=day))
