"""/mod settings: how streaks count in a server, from each person's next study day (R7)."""

import pytest

from bot.moderators import MODERATORS_ONLY
from cogs.streaks import store
from tests.streaks.moderating import make_moderator
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

FORM = "streaks:terms-form"


async def set_to(world, by=MINA, **fields):
    """Through the form; what isn't named stays as it is."""
    card = await world.type(by, "/mod settings")
    form = await world.press(card, "Change streak settings", by=by)
    written = {name: each["value"] for name, each in form.fields.items()}
    return await world.fill(form, by=by, **{**written, **fields})


async def kept_row(world, who=ADA):
    async with world.bot.parts.db.reading() as conn:
        return await store.kept(conn, world.id(who))


async def test_what_holds_is_said_in_words(world):
    card = await world.type(MINA, "/mod settings")
    assert card.title == "Streak settings"
    assert "begins with 1 freeze, every 7 days in a row earn one, and at most 2 are held" in card
    assert "up to 1 day back can be entered" in card
    assert "What was set" not in card


async def test_a_change_is_said_with_who_and_when_to_moderators(world):
    card = await set_to(world, freeze_cap="3", earn_every="0", backdate_days="0")
    assert card.title == "Saved: streak settings"
    assert "none is ever earned, and at most 3 are held" in card
    assert "only today can be entered" in card
    assert f"<t:1772452800:f> by <@{world.id(MINA)}>" in card
    assert "never judged anew" in card


async def test_a_change_holds_from_each_persons_next_study_day(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(minutes=1)
    await set_to(world, freezes_initial="0", freeze_cap="0")
    assert "Freezes: 1" in await world.type(ADA, "/streak show")
    await world.advance(days=1)
    assert "Freezes: 0" in await world.type(ADA, "/streak show")
    assert "**Mon 2 Mar** done: check-in · streak 1, freezes 1" in await world.type(
        ADA, "/streak why"
    )


async def test_what_is_stored_of_everybody_at_home_there_follows(world):
    for who in (ADA, BEN):
        await world.type(who, "/checkin", did="read chapter 2")
    before = await kept_row(world)
    await set_to(world, freezes_initial="0", freeze_cap="0")
    for who in (ADA, BEN):
        row = await kept_row(world, who)
        assert row.expires_at < before.expires_at  # no freeze will cover Tuesday
        assert row.stamp.endswith("terms 1")


async def test_what_a_stopped_process_left_is_computed_at_the_next_start(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    async with world.bot.parts.db.transaction() as conn:
        await store.outdate(conn, world.server.id)
    await world.restart_bot()
    assert (await kept_row(world)).stamp.startswith("rules")


async def test_another_servers_settings_are_its_own(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    before = await kept_row(world)
    world.move_to_server("Night school", ADA, MINA)
    make_moderator(world, MINA)
    assert "begins with 1 freeze" in await set_to(world, freeze_cap="5")
    assert await kept_row(world) == before


async def test_saying_the_same_again_changes_nothing(world):
    await set_to(world, freeze_cap="3")
    before = await world.rows()
    assert (await set_to(world)).title == "Streak settings"
    assert await world.rows() == before


@pytest.mark.parametrize("number", ["", "-1", "11", "x", "1.5", "²", "٣", " ", "9" * 30])
async def test_a_number_out_of_range_is_refused(world, number):
    fields = {"freezes_initial": "0", "earn_every": "7", "freeze_cap": number}
    card = await refused(world, world.forge.fill(MINA, FORM, **fields, backdate_days="1"))
    assert "Freezes held at most: a whole number from 0 to 10" in card


async def test_fields_that_are_missing_are_refused(world):
    await refused(world, world.forge.fill(MINA, FORM, freeze_cap="2"))


async def test_nobody_begins_with_more_than_can_be_held(world):
    card = world.forge.fill(
        MINA, FORM, freezes_initial="3", earn_every="7", freeze_cap="2", backdate_days="1"
    )
    assert "the most held at once, 2" in await refused(world, card)


async def test_members_neither_see_nor_set_them(world):
    assert MODERATORS_ONLY in await refused(world, world.forge.command(ADA, "mod settings"))
    assert MODERATORS_ONLY in await refused(world, world.forge.press(ADA, FORM))
    fields = {"freezes_initial": "9", "earn_every": "1", "freeze_cap": "9", "backdate_days": "7"}
    assert MODERATORS_ONLY in await refused(world, world.forge.fill(ADA, FORM, **fields))
    world.to_direct_messages()
    assert MODERATORS_ONLY in await refused(world, world.forge.fill(MINA, FORM, **fields))


async def test_help_tells_moderators_and_only_them_what_they_may_do(world):
    assert "/mod people" in await world.type(MINA, "/help")
    assert "/mod" not in await world.type(ADA, "/help")
    world.to_direct_messages()
    assert "/mod" not in await world.type(MINA, "/help")
