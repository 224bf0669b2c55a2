"""The role that posts ping, given and taken by oneself."""

import discord
import pytest

from bot import guilds, switches
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN

GIVE, TAKE = "today:notify", "today:unnotify"
LABEL = "Notify me on posts"
ROLES = "/guilds/*/members/*/roles/*"


@pytest.fixture
async def town(world):
    """A server whose moderators named a role for it, below our own."""
    world.role = world.server.create_role("Notify me")
    backend, guild = world.env.backend, world.server.id
    [world.ours] = backend.get_guild(guild).members[backend.bot_user.id].role_ids
    backend.edit_role(guild, world.ours, {"position": 50})
    await names(world, notify_role=world.role.id)
    return world


async def names(world, **said):
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, world.server.id, world.env.now())
        await guilds.say(conn, world.server.id, **said)


async def switched(world, on):
    async with world.bot.parts.db.transaction() as conn:
        await switches.put(conn, world.server.id, "today.notify", on)


def has_it(world, who):
    member = world.env.backend.get_guild(world.server.id).members[world.id(who)]
    return world.role.id in member.role_ids


async def refuses(world, door=GIVE, by=ADA):
    before = has_it(world, by)
    await world.env.settle()  # whoever noticed what changed before has then written it down
    said = await refused(world, world.forge.press(by, door))
    assert has_it(world, by) == before
    return said.text


async def test_somebody_gives_and_takes_it_themselves(town):
    card = await town.type(ADA, "/me settings")
    assert "**Notify role**: not yours" in card
    card = await town.press(card, LABEL, by=ADA)
    assert f"You have the role <@&{town.role.id}> now" in card
    assert (has_it(town, ADA), has_it(town, BEN)) == (True, False)
    card = await town.type(ADA, "/me settings")
    assert LABEL not in card.buttons
    card = await town.press(card, "Stop notifying me", by=ADA)
    assert "taken off" in card
    assert not has_it(town, ADA)
    assert LABEL in (await town.type(ADA, "/me settings")).buttons


async def test_twice_is_once(town):
    for door, given in ((GIVE, True), (GIVE, True), (TAKE, False), (TAKE, False)):
        await town.forge.press(ADA, door)
        assert has_it(town, ADA) is given


async def test_it_is_offered_only_where_a_server_has_one(town):
    await switched(town, False)
    assert LABEL not in (await town.type(ADA, "/me settings")).buttons
    assert "No role is for notifying here" in await refuses(town)
    await switched(town, True)
    await names(town, notify_role=None)
    assert LABEL not in (await town.type(ADA, "/me settings")).buttons
    assert "No role is for notifying here" in await refuses(town, TAKE)
    town.to_direct_messages()
    assert LABEL not in (await town.type(ADA, "/me settings")).buttons
    said = await refused(town, town.forge.press(ADA, GIVE))
    assert "No role is for notifying here" in said


async def test_closed_messages_and_the_role_stand_side_by_side(town):
    form = await town.press(await town.type(ADA, "/me settings"), "Change aims", by=ADA)
    await town.fill(form, reminder="20:00", by=ADA)
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await town.advance(hours=8)
    assert await town.post_comes() == []
    card = await town.type(ADA, "/me settings")
    assert {"Try again", LABEL} <= {*card.buttons}


async def test_a_role_that_gives_more_than_pings_is_never_handed_out(town):
    backend, guild = town.env.backend, town.server.id
    everyone = town.server.id
    power = discord.Permissions(manage_messages=True)
    strong = town.server.create_role("Helpers", permissions=power)
    staff = town.server.create_role("Staff")
    opened = {
        town.bot.get_guild(guild).get_role(staff.id): discord.PermissionOverwrite(connect=True)
    }
    town.server.create_text_channel("staff-room", overwrites=opened)
    for role in (strong.id, staff.id, everyone):
        await names(town, notify_role=role)
        assert "can do more than be pinged" in await refuses(town)
    await names(town, notify_role=town.role.id, moderator_role=town.role.id)
    assert "can do more than be pinged" in await refuses(town)
    await names(town, moderator_role=None)
    backend.edit_role(guild, town.role.id, {"position": 60})
    assert "type /mod check" in await refuses(town)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, 50013, "type /mod check"),
        (404, 10011, "That role is gone"),
        (500, 0, "Press the button again"),
    ],
)
async def test_what_discord_refuses_is_said_in_a_sentence(town, status, code, words):
    for method, door in (("PUT", GIVE), ("DELETE", TAKE)):
        if door == TAKE:
            town.env.backend.add_member_role(town.server.id, town.id(ADA), town.role.id)
        town.env.inject_error(method, ROLES, status=status, code=code, times=None)
        assert words in await refuses(town, door)


async def test_a_role_that_was_deleted_is_named_so(town):
    town.env.backend.delete_role(town.server.id, town.role.id)
    said = await refuses(town)
    assert "That role is gone" in said
