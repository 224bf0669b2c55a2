"""/start, the whole way from a city to day 1."""

import pytest

from tests.support.world import ADA, BEN

ABOUT, PLACE = "settings:about", "settings:place-form:start"
UNKNOWN = "My place isn't listed"


async def settle(world, who, city):
    """Answers where one lives, and leaves the rest as offered."""
    form = await world.choose(await world.type(who, "/start", city=city), city, by=who)
    return await world.fill(form, by=who)


async def test_a_newcomer_is_at_day_1_in_five_deeds(anywhere):
    card = await anywhere.type(ADA, "/start")
    assert card.title == "What time is it where you are?"
    form = await anywhere.choose(card, "Kolkata", by=ADA)
    assert form.door == ABOUT
    card = await anywhere.fill(form, track="data-scientist", hours="10", reminder="08:00", by=ADA)
    assert card.title.startswith("You're set")
    assert "Data scientist" in card
    assert "Kolkata, India" in card
    assert "Day 1, three minutes" in card
    assert "Boards show your streak" in card
    assert "/me settings also hides you" in card
    form = await anywhere.press(card, "I did it", by=ADA)
    card = await anywhere.fill(form, did="watched my keyboard guess", by=ADA)
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "Streak: **1 day**" in card
    assert "your days end as in" not in card


async def test_places_are_offered_by_their_time(world):
    card = await world.type(ADA, "/start")
    [places] = card.selects.values()
    assert "07:00 · New York, United States" in places
    assert len(places) <= 25
    assert len(set(places.values())) == len(places)


async def test_a_city_comes_up_while_typing(anywhere):
    assert "Berlin, Germany: 13:00 now" in await anywhere.suggestions(ADA, "/start", city="berl")
    likely = await anywhere.suggestions(ADA, "/start", city="")
    assert likely[0] == "New York, United States: 07:00 now"


async def test_what_was_picked_while_typing_is_the_place(anywhere):
    form = await anywhere.type(ADA, "/start", city="Europe/Berlin")
    assert form.door == ABOUT
    assert "Berlin, Germany" in await anywhere.fill(form, by=ADA)


async def test_a_place_that_is_not_listed_is_typed(anywhere):
    form = await anywhere.press(await anywhere.type(ADA, "/start"), UNKNOWN, by=ADA)
    assert form.door == PLACE
    card = await anywhere.fill(form, place="Berlin", by=ADA)
    form = await anywhere.choose(card, "Berlin", by=ADA)
    assert "Berlin, Germany" in await anywhere.fill(form, by=ADA)


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "asia/kathmandu", " Asia/Kathmandu "])
async def test_an_exact_zone_needs_no_question(world, zone):
    form = await world.press(await world.type(ADA, "/start"), UNKNOWN, by=ADA)
    about = await world.fill(form, place=zone, by=ADA)
    assert about.door == ABOUT
    assert "Kathmandu, Nepal" in await world.fill(about, by=ADA)


async def test_an_abbreviation_is_explained_and_its_places_are_offered(anywhere):
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/start", city="EST")
    assert "It never moves to summer time" in card
    [places] = card.selects.values()
    assert "07:00 · New York, United States" in places
    assert "07:00 · Kingston, Jamaica" in places
    assert await anywhere.rows() == before
    assert (await anywhere.choose(card, "Kingston", by=ADA)).door == ABOUT


async def test_a_misspelt_city_is_offered_as_it_is_meant(world):
    card = await world.type(ADA, "/start", city="Berlni")
    assert any("Berlin, Germany" in place for place in next(iter(card.selects.values())))


async def test_rubbish_is_asked_again(anywhere):
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/start", city="zzxqj")
    assert "I don't know “zzxqj”" in card
    form = await anywhere.press(card, "Type another place", by=ADA)
    assert form.door == PLACE
    assert await anywhere.rows() == before


async def test_another_idea_takes_its_place_and_they_come_round(world):
    card = await settle(world, ADA, "Berlin")
    seen = [card.text]
    while True:
        turned = await world.press(card, "Another idea", by=ADA)
        assert turned.message.id == card.message.id
        card = turned
        if card.text in seen:
            break
        seen.append(card.text)
    assert card.text == seen[0]
    assert len(seen) >= 3


async def test_the_same_ideas_come_again_after_a_restart(world):
    card = await settle(world, ADA, "Berlin")
    await world.restart_bot()
    again = await world.fill(await world.type(ADA, "/start", city="Europe/Berlin"), by=ADA)
    assert again.text == card.text


async def test_open_forms_outlive_a_restart(anywhere):
    form = await anywhere.press(await anywhere.type(ADA, "/start"), UNKNOWN, by=ADA)
    await anywhere.restart_bot()
    about = await anywhere.fill(form, place="Asia/Tokyo", by=ADA)
    await anywhere.restart_bot()
    assert "Tokyo, Japan" in await anywhere.fill(about, by=ADA)


async def test_running_it_again_shows_what_was_said(world):
    form = await world.type(ADA, "/start", city="Europe/Berlin")
    await world.fill(form, track="data-scientist", hours="20", reminder="08:00", by=ADA)
    form = await world.type(ADA, "/start", city="Europe/Berlin")
    assert [form.chosen(name) for name in ("track", "hours", "reminder")] == [
        ["data-scientist"],
        ["20"],
        ["08:00"],
    ]


async def test_with_a_record_it_says_first_what_a_move_means_for_today(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/start", city="Europe/Berlin")
    assert "Berlin, Germany" in card.title
    assert "Today stays Monday 2 March" in card
    assert "<t:1772492400:f> instead of <t:1772496000:f>" in card
    assert await anywhere.rows() == before


async def test_a_move_that_was_agreed_to_goes_on_to_the_rest(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/start", city="Europe/Berlin")
    form = await world.press(card, "Change it", by=ADA)
    assert "Berlin, Germany" in await world.fill(form, by=ADA)


async def test_a_move_can_be_left(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/start", city="Europe/Berlin")
    form = await anywhere.press(card, "Leave it as it is", by=ADA)
    assert form.title == "About you"
    assert await anywhere.rows() == before


async def test_a_move_far_east_says_that_today_jumps(world):
    await world.type(BEN, "/checkin", did="read chapter 2")
    card = await world.type(BEN, "/start", city="Pacific/Kiritimati")
    assert "Today would become Tuesday 3 March at once" in card
    assert "Monday 2 March would close now" in card
    await world.press(card, "Change it", by=BEN)
    assert "Tue 3 Mar" in await world.type(BEN, "/streak why")


async def test_a_move_west_reopens_no_day(world):
    await world.type(BEN, "/checkin", did="read chapter 2")
    await world.advance(hours=13)
    card = await world.type(BEN, "/start", city="America/Los_Angeles")
    assert "Today stays Tuesday 3 March" in card
    await world.press(card, "Change it", by=BEN)
    assert "check in today for day 2" in await world.type(BEN, "/streak show")
    assert "**Tue 3 Mar** still open" in await world.type(BEN, "/streak why")
