"""/mod undo: settings as before; what was made goes only where nobody has used it."""

import discord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot import guilds, places
from bot.moderators import MODERATORS_ONLY
from tests.moderation.setting_up import allow, channels, desk, do, page, pick, room, settings, undo
from tests.streaks.moderating import make_moderator
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

VIEW = discord.Permissions(view_channel=True).value


async def kept_in(world, name):
    async with world.bot.parts.db.reading() as conn:
        return await places.channel(conn, world.server.id, name)


def hide_history(world, channel):
    """From us alone."""
    backend, no = world.env.backend, discord.Permissions(read_message_history=True).value
    us = backend.bot_user.id
    backend.set_overwrite(channel, Overwrite(us, OverwriteType.MEMBER, VIEW, no))


async def test_settings_come_back_and_an_empty_channel_goes(world):
    before = await settings(world)
    await pick(world, "zone", "Africa/Nairobi")
    await pick(world, "features", "today")
    await do(world)
    card = await world.type(MINA, "/mod undo")
    assert "Africa/Nairobi → UTC" in card
    assert "Streaks**: off → on" in card
    assert "deleted where nobody has used it" in card
    undone = await world.press(card, "Take it back", by=MINA)
    assert undone.title == "The set-up is taken back"
    server, rooms, switches = await settings(world)
    assert (server, rooms, switches) == (*before[:2], {"streaks": True})
    assert channels(world) == ["study-hall"]


async def test_a_channel_in_which_somebody_wrote_stays_and_is_named(world):
    await do(world)
    made = await kept_in(world, "moderators")
    await world.members[MINA].send(world.server.channels["moderators"], "let us talk here")
    undone = await undo(world)
    assert f"<#{made}>: somebody has written there." in undone
    assert channels(world) == ["study-hall", "moderators"]
    assert await kept_in(world, "moderators") is None


async def test_a_history_that_cannot_be_read_proves_nothing(world):
    await do(world)
    made = await kept_in(world, "moderators")
    hide_history(world, made)
    assert "may not read whether somebody has written" in await undo(world)
    assert "moderators" in channels(world)


async def test_a_channel_with_a_private_thread_stays_and_is_named(world):
    backend = world.env.backend
    await do(world)
    made = await kept_in(world, "moderators")
    thread = backend.create_thread(made, "a talk", world.id(MINA), type=12)
    backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await world.env.settle()
    assert f"<#{made}>: somebody has written there." in await undo(world)


async def test_where_private_threads_cannot_be_seen_the_channel_stays(world):
    may = ("view_channel", "send_messages", "read_message_history", "manage_channels")
    allow(world, **dict.fromkeys(may, True))
    await world.env.settle()
    await do(world)
    assert "without Manage Threads I can't see" in await undo(world)
    assert "moderators" in channels(world)


async def test_what_somebody_set_anew_since_stays(world):
    await pick(world, "zone", "Africa/Nairobi")
    await do(world)
    async with world.bot.parts.db.transaction() as conn:
        await guilds.say(conn, world.server.id, zone="Asia/Tokyo")
    card = await world.type(MINA, "/mod undo")
    assert "Set anew since, so it stays" in card
    await world.press(card, "Take it back", by=MINA)
    assert (await settings(world))[0].zone == "Asia/Tokyo"


async def test_a_channel_that_another_place_uses_by_now_stays(world):
    await do(world)
    made = await kept_in(world, "moderators")
    async with world.bot.parts.db.transaction() as conn:
        await places.put(conn, world.server.id, "elsewhere", made)
    assert f"<#{made}>: it is in use." in await undo(world)


async def test_a_channel_that_is_gone_already_is_no_trouble(world):
    await do(world)
    world.env.backend.delete_channel(await kept_in(world, "moderators"))
    assert (await undo(world)).title == "The set-up is taken back"


async def test_a_role_is_kept_where_who_has_it_cannot_be_counted(world):
    await world.press(await page(world, "roles"), "Create Notify me", by=MINA)
    await do(world)
    role = (await settings(world))[0].notify_role
    counts = "/guilds/*/roles/member-counts"
    world.env.inject_error("GET", counts, status=403, code=50013)
    assert f"<@&{role}>: Discord says that I lack a permission" in await undo(world)
    assert (await settings(world))[0].notify_role is None


async def test_one_after_the_other_they_all_can_be_taken_back(world):
    team = room(world)
    await pick(world, "channel:moderators", team.id)
    await do(world)
    await pick(world, "zone", "Africa/Nairobi")
    await do(world)
    await undo(world)
    assert (await settings(world))[:2] == (guilds.Server(), {"moderators": team.id})
    await undo(world)
    assert (await settings(world))[:2] == (guilds.Server(), {})
    assert "team" in channels(world)
    await refused(world, world.type(MINA, "/mod undo"))


async def test_of_two_moderators_one_takes_it_back(world):
    make_moderator(world, BEN)
    await do(world)
    hers, his = await world.type(MINA, "/mod undo"), await world.type(BEN, "/mod undo")
    await world.press(hers, "Take it back", by=MINA)
    again = await world.press(his, "Take it back", by=BEN)
    assert f"<@{world.id(MINA)}> took a set-up back" in again


async def test_what_discord_does_not_let_us_delete_stays_and_is_named(world):
    await do(world)
    made = await kept_in(world, "moderators")
    world.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    assert f"<#{made}>: Discord says that I lack a permission" in await undo(world)


async def test_while_discord_is_silent_the_next_press_takes_the_rest_back(world):
    await do(world)
    world.env.inject_error("DELETE", "/channels/*", status=500)
    assert "Discord doesn't answer" in await undo(world)
    assert (await settings(world))[1] == {}
    undone = await world.press(await desk(world), "Finish it", by=MINA)
    assert undone.title == "The set-up is taken back"
    assert channels(world) == ["study-hall"]


async def test_members_take_nothing_back(world):
    await do(world)
    card = await world.type(MINA, "/mod undo")
    told = await refused(world, world.forge.press(ADA, card.buttons["Take it back"], card))
    assert told.text == MODERATORS_ONLY
