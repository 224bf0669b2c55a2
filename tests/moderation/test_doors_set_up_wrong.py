"""What can't be set up so is refused in one sentence; what Discord refuses half-way is told."""

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.doors import CLOSED_DOOR
from bot.moderators import MODERATORS_ONLY
from tests.moderation.setting_up import (
    allow,
    channels,
    desk,
    do,
    page,
    pick,
    preview,
    room,
    settings,
    shown,
    undo,
)
from tests.streaks.moderating import make_moderator, strip
from tests.support.nonsense import refused
from tests.support.sampled import first_of
from tests.support.world import ADA, BEN, MINA

ROOM = "Moderators' channel"
MAKE = "/guilds/*/channels"
DOORS = [
    *("set-up", "set-up-back", "set-up-over", "set-up-part:zone", "set-up-preview", "set-up-do:1"),
    *("set-up-undo:1", "set-up-zone-form", "set-up-channel:moderators:new"),
    "set-up-role:notify_role:new",
]
SELECTS = ["set-up-zone", "set-up-place", "set-up-channel:moderators", "set-up-role:notify_role"]


async def pick_refused(world, door, *values, words=""):
    card = await desk(world)
    picking = world.forge.choose(MINA, f"moderation:set-up-{door}", [*map(str, values)], card)
    told = await refused(world, picking)
    assert words in told
    return told


async def test_only_moderators_set_up(world):
    card = await desk(world)
    for door in DOORS:
        pressed = world.forge.press(ADA, f"moderation:{door}", card)
        assert (await refused(world, pressed)).text == MODERATORS_ONLY
    for door in [*SELECTS, "set-up-features"]:
        picked = world.forge.choose(ADA, f"moderation:{door}", ["1"], card)
        assert (await refused(world, picked)).text == MODERATORS_ONLY
    written = world.forge.fill(ADA, "moderation:set-up-zone-form", place="Nairobi")
    assert (await refused(world, written)).text == MODERATORS_ONLY


async def test_who_is_no_moderator_any_more_cannot_press_what_they_opened(world):
    found = await preview(world)
    strip(world, MINA)
    told = await refused(world, world.press(found, "Do it", by=MINA))
    assert told.text == MODERATORS_ONLY
    assert channels(world) == ["study-hall"]


async def test_a_preview_is_its_moderators_own_and_its_servers(world):
    make_moderator(world, BEN)
    found, his = await preview(world), await desk(world, by=BEN)
    door = found.buttons["Do it"]
    assert "another moderator's" in await refused(world, world.forge.press(BEN, door, his))
    world.move_to_server("Elsewhere", MINA)
    make_moderator(world, MINA)
    there = await desk(world)
    assert "too old" in await refused(world, world.forge.press(MINA, door, there))
    assert channels(world) == ["study-hall"]


async def test_a_preview_of_long_ago_is_shown_again_first(world):
    found = await preview(world)
    await world.advance(minutes=16)
    assert "Preview again" in await refused(world, world.press(found, "Do it", by=MINA))


async def test_channels_that_cannot_be_it(world):
    gone, voice = room(world), world.server.create_voice_channel("voices")
    forum, public = world.server.create_forum_channel("forum"), room(world, "open", hidden=False)
    unseen = room(world, "unseen", ours=False)
    world.env.backend.delete_channel(gone.id)
    for channel, words in (
        (gone.id, "is gone"),
        (voice.id, "text and announcement"),
        (forum.id, "text and announcement"),
        (public.id, "everybody can see"),
        (unseen.id, "I lack View Channel, Send Messages and Read Message History"),
        (7, "is gone"),
        ("9" * 30, "isn't there"),
        ("x", "isn't there"),
    ):
        await pick_refused(world, "channel:moderators", channel, words=words)
    await pick_refused(world, "channel:nowhere", gone.id, words="isn't there")


async def test_roles_that_cannot_be_it(world):
    backend, guild = world.env.backend, world.server.id
    us = backend.get_guild(guild).members[backend.bot_user.id].role_ids[0]
    high = world.server.create_role("Owners")
    backend.edit_role(guild, high.id, {"position": backend.get_role(guild, us).position + 1})
    for key, role, words in (
        ("moderator_role", guild, "Everybody has"),
        ("moderator_role", us, "by itself"),
        ("notify_role", high.id, "stands above my own"),
        ("notify_role", 7, "is gone"),
        ("owner", high.id, "isn't there"),
    ):
        await pick_refused(world, f"role:{key}", role, words=words)
    assert f"<@&{high.id}>" in await pick(world, "role:moderator_role", high.id)


async def test_a_role_that_does_more_than_ping_is_no_notify_role(world):
    """Whoever has it sees the staff's room: nobody may take it by naming it."""
    staff, pingers = world.server.create_role("Staff"), world.server.create_role("Pingers")
    power = discord.Permissions(move_members=True)
    movers = world.server.create_role("Movers", permissions=power)
    opened = room(world, "staff-room")
    sees = discord.Permissions(view_channel=True).value
    overwrite = Overwrite(staff.id, OverwriteType.ROLE, sees, 0)
    world.env.backend.set_overwrite(opened.id, overwrite)
    await world.env.settle()
    for role in (staff.id, movers.id):
        await pick_refused(world, "role:notify_role", role, words="create a new one instead")
    await pick(world, "role:notify_role", pingers.id)
    await pick(world, "role:moderator_role", pingers.id)
    card = await desk(world)
    told = await refused(world, world.press(card, "Preview", by=MINA))
    assert "create a new one instead" in told


async def test_zones_and_features_that_are_none(world):
    await pick_refused(world, "zone", "Europe/Atlantis", words="I don't know that place")
    await pick_refused(world, "features", "streaks", "gardening", words="isn't there")
    await pick_refused(world, "place", "nowhere", words="isn't there")
    form = await world.press(await page(world, "zone"), "My place isn't listed", by=MINA)
    told = await world.fill(form, place="zzxqj", by=MINA)
    assert "I don't know “zzxqj”" in told


async def test_a_number_that_no_set_up_has(world):
    card = await desk(world)
    for door in ("set-up-do:7", "set-up-undo:7", "set-up-do:x", "set-up-part:secrets"):
        await refused(world, world.forge.press(MINA, f"moderation:{door}", card))
    told = await refused(world, world.forge.press(MINA, "moderation:set-up-do:x", card))
    assert told.text == CLOSED_DOOR


async def test_what_was_picked_and_deleted_since_is_not_done(world):
    team = room(world)
    await pick(world, "channel:moderators", team.id)
    found = await preview(world)
    world.env.backend.delete_channel(team.id)
    assert "is gone" in await refused(world, world.press(found, "Do it", by=MINA))
    assert shown(await preview(world), ROOM).startswith("none → a new channel")


async def test_without_the_right_to_make_channels_the_preview_says_so(world):
    allow(world, view_channel=True, send_messages=True, read_message_history=True)
    found = await preview(world)
    assert "I lack Manage Channels. No channel is made for: Moderators' channel." in found
    assert "permissions=68624&" in found.buttons["Invite link"]
    place = await world.choose(await page(world, "channels"), "Moderators", by=MINA)
    told = await refused(world, world.press(place, "Create #moderators", by=MINA))
    assert "I lack Manage Channels" in told
    roles = await page(world, "roles")
    told = await refused(world, world.press(roles, "Create Notify me", by=MINA))
    assert "I lack Manage Roles" in told


@pytest.mark.parametrize(
    "refusal",
    first_of(
        [
            (30013, "as many channels as Discord allows"),
            (50013, "lack a permission"),
            (50001, "lack access"),
            (10004, "the server is gone"),
            (60003, "Discord refused it (60003)"),
        ],
        most=2,
    ),
)
async def test_what_discord_refuses_half_way_is_told_and_the_rest_holds(world, refusal):
    code, why = refusal
    await pick(world, "zone", "Africa/Nairobi")
    world.env.inject_error("POST", MAKE, status=403, code=code)
    done = await do(world)
    assert done.title == "Not everything could be done"
    assert why in shown(done, ROOM)
    server, places, _ = await settings(world)
    assert (server.zone, places) == ("Africa/Nairobi", {})
    await undo(world)
    assert (await settings(world))[0].zone == "UTC"


async def test_while_discord_is_silent_the_next_press_goes_on(world):
    await pick(world, "zone", "Africa/Nairobi")
    found = await preview(world)
    world.env.inject_error("POST", MAKE, status=500)
    told = await world.press(found, "Do it", by=MINA)
    assert "Discord doesn't answer" in told
    assert "stopped half-way" in await desk(world)
    assert (await settings(world))[0].zone == "UTC"
    await world.restart_bot()
    make_moderator(world, BEN)
    done = await world.press(await desk(world, by=BEN), "Finish it", by=BEN)
    assert done.title == "The server is set up"
    assert channels(world) == ["study-hall", "moderators"]
    assert (await settings(world))[0].zone == "Africa/Nairobi"


async def test_what_a_lost_try_made_is_found_and_not_made_again(world):
    """Discord made it and the answer never came, nor the one to the look that followed."""
    found = await preview(world)
    world.env.inject_error("POST", MAKE, status=500)
    await world.press(found, "Do it", by=MINA)
    mark = "Moderators' channel, made by /mod setup (no. 1)"
    lost = world.server.create_text_channel("moderators", topic=mark)
    await world.press(await desk(world), "Finish it", by=MINA)
    assert channels(world) == ["study-hall", "moderators"]
    assert (await settings(world))[1] == {"moderators": lost.id}


async def test_of_a_set_up_that_stopped_half_way_what_was_made_can_be_taken_back(world):
    found = await preview(world)
    world.env.inject_error("POST", MAKE, status=500)
    await world.press(found, "Do it", by=MINA)
    mark = "Moderators' channel, made by /mod setup (no. 1)"
    world.server.create_text_channel("moderators", topic=mark)
    assert (await undo(world)).title == "The set-up is taken back"
    assert channels(world) == ["study-hall"]


async def test_a_second_channel_of_ours_by_a_repeated_call_goes(world):
    found = await preview(world)
    mark = "Moderators' channel, made by /mod setup (no. 1)"
    twin = world.server.create_text_channel("moderators", topic=mark)
    await world.press(found, "Do it", by=MINA)
    assert channels(world) == ["study-hall", "moderators"]
    assert (await settings(world))[1]["moderators"] != twin.id


async def test_where_only_our_commands_are_nothing_is_set_up(world):
    world.bot._connection._remove_guild(world.bot.get_guild(world.server.id))
    told = await refused(world, world.type(MINA, "/mod setup"))
    assert "Invite me again" in told
