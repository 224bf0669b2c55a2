"""/mod setup: a guided card, a preview of everything, and one press that does it."""

import discord

from bot import guilds
from tests.moderation.setting_up import (
    channels,
    desk,
    do,
    page,
    pick,
    preview,
    room,
    settings,
    shown,
)
from tests.streaks.moderating import make_moderator
from tests.support.world import ADA, BEN, MINA

ROOM = "Moderators' channel"


def overwrites(world, name):
    """Who may see a channel: True, False, or None where nothing is said, by role or member."""
    guild = world.bot.get_guild(world.server.id)
    channel = discord.utils.get(guild.text_channels, name=name)
    return {target.name: each.view_channel for target, each in channel.overwrites.items()}


async def test_with_nothing_chosen_the_preview_says_what_would_be_made(world):
    before = await settings(world)
    found = await preview(world)
    new = "none → a new channel, #moderators, seen by moderators and me alone"
    assert shown(found, ROOM) == new
    assert await settings(world) == before
    assert channels(world) == ["study-hall"]


async def test_one_press_makes_a_channel_for_moderators_and_us_alone(world):
    done = await do(world)
    assert done.title == "The server is set up"
    assert channels(world) == ["study-hall", "moderators"]
    assert overwrites(world, "moderators") == {
        "@everyone": False,
        "TestBot": True,
        "Moderators": True,
    }
    _, places, _ = await settings(world)
    assert f"none → <#{places['moderators']}>" in done


async def test_what_is_chosen_waits_for_the_press_and_outlives_a_restart(world):
    helpers, team = world.server.create_role("Helpers"), room(world)
    pingers = world.server.create_role("Pingers")
    await pick(world, "channel:moderators", team.id)
    await pick(world, "role:moderator_role", helpers.id)
    await pick(world, "role:notify_role", pingers.id)
    await pick(world, "zone", "Africa/Nairobi")
    await pick(world, "features", "today")
    await world.restart_bot()
    found = await preview(world)
    assert shown(found, "Server zone") == "UTC → Africa/Nairobi"
    assert shown(found, ROOM) == f"none → <#{team.id}>"
    assert shown(found, "Moderator role") == f"none → <@&{helpers.id}>"
    assert shown(found, "Streaks") == "on → off"
    assert await settings(world) == (guilds.Server(), {}, {})
    done = await world.press(found, "Do it", by=MINA)
    assert "Server settings ▸ Integrations ▸ Daymark" in done
    server, places, switches = await settings(world)
    assert server == guilds.Server("Africa/Nairobi", helpers.id, pingers.id)
    assert places == {"moderators": team.id}
    assert switches == {"streaks": False}
    assert "team" in channels(world)
    assert "moderators" not in channels(world)


async def test_a_channel_that_has_the_name_already_is_taken_unless_everybody_sees_it(world):
    room(world, "moderators", hidden=False)
    assert "a new channel" in shown(await desk(world), ROOM)
    private = room(world, "moderators")
    assert shown(await desk(world), ROOM) == f"<#{private.id}>"


async def test_a_zone_is_found_as_in_start(world):
    form = await world.press(await page(world, "zone"), "My place isn't listed", by=MINA)
    offers = await world.fill(form, place="narobi", by=MINA)
    found = await world.choose(offers, "Nairobi", by=MINA)
    assert shown(found, "Server zone") == "Nairobi, Kenya, 15:00 now"


async def test_a_channel_can_be_left_out_or_made_after_all(world):
    place = await world.choose(await page(world, "channels"), "Moderators", by=MINA)
    left_out = await world.press(place, "No channel", by=MINA)
    assert shown(left_out, ROOM) == "none"
    assert "Nothing would change" in await preview(world)
    place = await world.choose(left_out, "Moderators", by=MINA)
    made = await world.press(place, "Create #moderators", by=MINA)
    assert shown(made, ROOM).startswith("a new channel")


async def test_a_role_to_be_notified_by_is_made_without_any_right(world):
    await world.press(await page(world, "roles"), "Create Notify me", by=MINA)
    done = await do(world)
    server, *_ = await settings(world)
    role = world.bot.get_guild(world.server.id).get_role(server.notify_role)
    assert f"none → <@&{role.id}>" in done
    assert (role.name, role.permissions.value, role.mentionable) == ("Notify me", 0, True)
    await world.press(await world.type(ADA, "/me settings"), "Notify me on posts", by=ADA)
    guild = world.env.backend.get_guild(world.server.id)
    assert guild.members[world.id(ADA)].role_ids == [role.id]


async def test_starting_over_forgets_what_was_chosen(world):
    await pick(world, "zone", "Africa/Nairobi")
    card = await world.press(await desk(world), "Start over", by=MINA)
    assert shown(card, "Server zone") == "UTC, 12:00 now"


async def test_who_set_up_what_and_when_is_on_the_card(world):
    await do(world)
    card = await desk(world)
    assert f"<t:1772452800:f>: <@{world.id(MINA)}> set up 1 setting" in card


async def test_help_leads_moderators_to_it(world):
    card = await world.type(MINA, "/help")
    found = await world.press(card, "Set up this server", by=MINA)
    assert found.title == "Set up this server"
    assert "/mod setup" not in await world.type(ADA, "/help")


async def test_pressed_twice_it_is_done_once(world):
    found = await preview(world)
    await world.press(found, "Do it", by=MINA)
    again = await world.forge.press(MINA, found.buttons["Do it"], found)
    assert f"<@{world.id(MINA)}> set this server up <t:1772452800:R>" in again
    assert channels(world) == ["study-hall", "moderators"]


async def test_of_two_moderators_the_second_hears_who_was_faster(world):
    make_moderator(world, BEN)
    hers, his = await preview(world), await preview(world, by=BEN)
    await world.press(hers, "Do it", by=MINA)
    told = await world.press(his, "Do it", by=BEN)
    assert f"<@{world.id(MINA)}> set this server up" in told
    assert "Nothing was done twice" in told
    assert channels(world) == ["study-hall", "moderators"]
    assert "Nothing would change" in await preview(world, by=BEN)
