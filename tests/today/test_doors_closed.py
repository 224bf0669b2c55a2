"""Direct messages that Discord keeps closed: heard of once, seen in the settings, tried again."""

import pytest

from tests.support.nonsense import plain
from tests.support.world import ADA, BEN

TOLD = "I couldn't send you your reminder"
PAUSED = "Reminders are paused"


async def asks_for_a_reminder(world, who=ADA):
    card = await world.type(who, "/me settings")
    form = await world.press(card, "Change aims", by=who)
    return await world.fill(form, reminder="20:00", by=who)


async def is_refused(world, code=50007, hours=8):
    """The next bundle, at 20:00, meets this."""
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=code)
    await world.advance(hours=hours)
    assert await world.post_comes() == []


@pytest.fixture
async def closed(anywhere):
    await asks_for_a_reminder(anywhere)
    await is_refused(anywhere)
    return anywhere


async def test_the_next_answer_tells_of_it_once(closed):
    card = await closed.type(ADA, "/today")
    assert TOLD in card
    assert "allow direct messages" in card
    assert card.buttons["Try again"] == "today:again"
    assert TOLD not in await closed.type(ADA, "/today")
    assert TOLD not in await closed.type(BEN, "/today")


async def test_the_settings_show_it_until_it_is_tried_again(closed):
    for _ in range(2):
        card = await closed.type(ADA, "/me settings")
        assert PAUSED in card
        assert TOLD not in card
    said = await closed.press(card, "Try again", by=ADA)
    assert "I write to you again" in said
    assert PAUSED not in await closed.type(ADA, "/me settings")
    await closed.advance(days=1)
    [bundle] = await closed.post_comes()
    assert "Check in" in bundle.buttons


async def test_setting_a_time_tries_again_too(closed):
    assert PAUSED in await closed.type(ADA, "/me settings")
    await asks_for_a_reminder(closed)
    assert PAUSED not in await closed.type(ADA, "/me settings")
    await is_refused(closed, code=50278, hours=24)
    assert TOLD in await closed.type(ADA, "/today")


async def test_another_refusal_of_discord_names_no_closed_messages(world):
    await asks_for_a_reminder(world)
    await is_refused(world, code=50009)
    card = await world.type(ADA, "/today")
    assert "Discord refused it. Press *Try again*" in card
    assert "Privacy" not in card


async def test_without_a_reminder_there_is_nothing_to_try(anywhere):
    before = await anywhere.rows()
    card = await anywhere.forge.press(BEN, "today:again")
    plain(card)
    assert "Your reminders are off" in card
    assert await anywhere.rows() == before


async def test_whoever_stops_their_reminders_hears_no_more_of_it(closed):
    await closed.forge.press(ADA, "today:stop")
    assert PAUSED not in await closed.type(ADA, "/me settings")


async def test_it_is_known_after_a_restart(closed):
    await closed.restart_bot()
    assert TOLD in await closed.type(ADA, "/today")
