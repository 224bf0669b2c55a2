"""/me settings and /help, in a server, in two of them, and in direct messages."""

import sqlalchemy

from bot.guilds import guilds
from tests.support.world import ADA, MINA


async def test_somebody_new_sees_what_is_assumed(anywhere):
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/me settings")
    assert card.title == "Your settings"
    assert "**Place** (assumed): UTC" in card
    assert "**Aim**: not said" in card
    assert "**A new day starts** at 00:00" in card
    assert await anywhere.rows() == before


async def test_a_place_is_changed_from_there(anywhere):
    card = await anywhere.type(ADA, "/me settings")
    card = await anywhere.press(card, "Change place", by=ADA)
    card = await anywhere.choose(card, "Manila", by=ADA)
    assert "Manila" in card.title
    assert "**Place**: Manila" in await anywhere.press(card, "All settings", by=ADA)


async def test_a_city_can_be_named_at_once(anywhere):
    card = await anywhere.type(ADA, "/me settings", city="Asia/Tokyo")
    assert "Tokyo, Japan" in card.title
    assert "**Place**: Tokyo, Japan, 21:00 now" in await anywhere.type(ADA, "/me settings")


async def test_with_a_record_a_place_is_changed_only_when_it_is_clear_what_it_means(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/me settings", city="Asia/Tokyo")
    assert "Today stays Monday 2 March" in card
    assert "**Place** (assumed): UTC" in await world.type(ADA, "/me settings")
    assert "Tokyo" in (await world.press(card, "Change it", by=ADA)).title


async def test_the_day_can_start_later(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    card = await anywhere.choose(await anywhere.type(ADA, "/me settings"), "04:00", by=ADA)
    assert "starting at 04:00" in card.title
    assert "<t:1772510400:f> instead of <t:1772496000:f>" in card
    card = await anywhere.press(card, "Change it", by=ADA)
    assert "A new day starts at 04:00" in card
    await anywhere.advance(hours=15)  # 03:00 of the 3rd
    assert "Added to Monday 2 March" in await anywhere.type(ADA, "/checkin", did="late reading")


async def test_a_day_start_chosen_first_of_all_keeps_the_server_s_zone(world):
    async with world.bot.parts.db.transaction() as conn:
        row = {"guild": world.server.id, "zone": "Asia/Tokyo", "met_at": world.env.now()}
        await conn.execute(sqlalchemy.insert(guilds).values(**row))
    card = await world.type(ADA, "/me settings")
    assert "**Place** (assumed): Tokyo" in card
    await world.choose(card, "04:00", by=ADA)
    card = await world.type(ADA, "/me settings")
    assert "**Place** (assumed): Tokyo" in card
    assert "**A new day starts** at 04:00" in card


async def test_aims_are_changed_from_there(anywhere):
    card = await anywhere.type(ADA, "/me settings")
    form = await anywhere.press(card, "Change aims", by=ADA)
    await anywhere.fill(form, track="mlops-engineer", hours="2", reminder="21:00", by=ADA)
    card = await anywhere.type(ADA, "/me settings")
    assert "**Aim**: MLOps engineer" in card
    assert "**Hours a week**: about 2" in card
    assert "**Reminder**: 21:00" in card


async def test_a_reminder_can_be_given_up(world):
    card = await world.type(ADA, "/me settings")
    form = await world.press(card, "Change aims", by=ADA)
    await world.fill(form, reminder="21:00", by=ADA)
    form = await world.press(card, "Change aims", by=ADA)
    await world.fill(form, reminder="never", by=ADA)
    assert "**Reminder**: none" in await world.type(ADA, "/me settings")


async def test_the_first_server_is_home(anywhere):
    anywhere.in_direct_messages, direct = False, anywhere.in_direct_messages
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    anywhere.in_direct_messages = direct
    assert "**Home server**: Learners" in await anywhere.type(ADA, "/me settings")


async def test_in_a_second_server_it_can_be_made_home(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    world.move_to_server("Night School", ADA)
    card = await world.type(ADA, "/me settings")
    [home] = [options for door, options in card.selects.items() if door == "settings:home"]
    assert set(home) == {"Learners", "Night School"}
    chosen = await world.choose(card, "Night School", by=ADA)
    assert chosen.message.id == card.message.id
    assert (await world.kept("member_homes", "guild"))[-1] == world.server.id


async def test_a_server_that_is_not_shared_is_nobody_s_home(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    before = await world.rows()
    elsewhere = world.env.create_guild("Elsewhere")
    card = await world.forge.choose(ADA, "settings:home", [str(elsewhere.id)])
    assert "We don't share that server" in card
    assert await world.rows() == before


async def test_settings_can_be_changed_after_a_restart(anywhere):
    card = await anywhere.type(ADA, "/me settings")
    await anywhere.restart_bot()
    card = await anywhere.choose(card, "04:00", by=ADA)
    assert "A new day starts at 04:00" in card


async def test_help_names_what_there_is(anywhere):
    before = await anywhere.rows()
    card = await anywhere.type(MINA, "/help")
    for command in ("/start", "/me", "/checkin", "/streak", "/leaderboard", "/today"):
        assert f"**{command}**" in card
    assert "Answers are for you alone" in card
    assert await anywhere.rows() == before


async def test_help_opens_its_doors(anywhere):
    card = await anywhere.type(ADA, "/help")
    assert (await anywhere.press(card, "Check in", by=ADA)).door == "streaks:check-in"
    assert "today" in (await anywhere.press(card, "Show my day", by=ADA)).text.lower()


async def test_help_is_read_at_a_glance_on_a_phone(world):
    card = await world.type(ADA, "/help")
    lines = card.text.replace("**", "").splitlines()
    assert max(map(len, lines)) <= 60
    assert len(lines) <= 8
    assert [*card.buttons] == ["Check in", "Show my day"]
    card = await world.type(MINA, "/help")
    assert max(map(len, card.text.replace("**", "").splitlines())) <= 60
    assert [*card.buttons][:2] == ["Check in", "Show my day"]
    assert len(card.buttons) <= 5


async def test_somebody_hides_everywhere_and_shows_again(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    shown = await anywhere.type(ADA, "/me settings")
    assert "**Boards**: your streak is shown" in shown
    card = await anywhere.press(shown, "Hide me everywhere", by=ADA)
    assert card.title == "You are hidden"
    settings = await anywhere.press(card, "All settings", by=ADA)
    assert "you are hidden everywhere" in settings
    card = await anywhere.press(settings, "Show me again", by=ADA)
    assert card.title == "You are shown again"
    assert "your streak is shown" in await anywhere.press(card, "All settings", by=ADA)


async def test_the_button_that_hides_works_after_a_restart_and_twice(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    settings = await world.type(ADA, "/me settings")
    await world.restart_bot()
    for _ in range(2):
        assert (await world.press(settings, "Hide me everywhere", by=ADA)).title == "You are hidden"
