"""In a server that switched streaks off their doors say so in one sentence."""

from bot import guilds, switches
from tests.support.cards import Form
from tests.support.clock import MONDAY_NOON
from tests.support.world import ADA

OFF = "Streaks is switched off in this server; in direct messages with me it goes on."


async def switch(world, is_on):
    async with world.bot.parts.db.transaction() as conn:
        await switches.put(conn, world.server.id, "streaks", is_on)


async def test_commands_buttons_and_menus_say_so(world):
    card = await world.type(ADA, "/checkin", did="read chapter 2")
    message = await world.say(ADA, "solved two exercises")
    await switch(world, False)
    assert (await world.type(ADA, "/streak show")).text == OFF
    assert (await world.press(card, "Undo this check-in", by=ADA)).text == OFF
    assert (await world.apps(ADA, "Count as my check-in", message)).text == OFF
    await switch(world, True)
    assert "1 day" in (await world.type(ADA, "/streak show")).text


async def test_in_direct_messages_they_go_on(world):
    await switch(world, False)
    card = await world.to_direct_messages().type(ADA, "/checkin", did="read chapter 2")
    assert "1 day" in card.text


async def test_a_named_role_moderates_like_those_who_manage_the_server(world):
    """The server's own settings show /mod to the role as well; whether it may is ours to say."""
    role = world.server.create_role("Helpers")
    world.members["Dora"] = world.server.add_member(world.env.create_user("dora"), roles=[role])
    commands = await world.bot.tree.fetch_commands()
    mod = next(command for command in commands if command.name == "mod")
    world.server.set_command_permissions(mod, {role: True})
    assert "Only moderators" in (await world.type("Dora", "/mod settings")).text
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, world.server.id, MONDAY_NOON)
        await guilds.say(conn, world.server.id, moderator_role=role.id)
    settings = await world.type("Dora", "/mod settings")
    assert "reezes" in settings.text
    assert isinstance(await world.press(settings, "Change streak settings", by="Dora"), Form)
