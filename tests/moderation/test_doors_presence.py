"""Invitations and removals as Discord tells of them; nothing is posted for any."""

from simcord.backend.serializers import guild_create_payload

from bot import guilds
from tests.moderation.setting_up import desk, do, settings


async def removed_at(world):
    return (await settings(world))[0].removed_at


def posts(world):
    requests = world.env.http_requests
    return [each.path for each in requests if each.path.endswith("/messages")]


async def told(world, event, **data):
    """Discord tells us something about the server."""
    world.env.backend.emit(event, {"id": str(world.server.id)} | data)
    await world.advance(seconds=1)


async def test_a_real_removal_is_kept_and_an_invitation_ends_it(world):
    await do(world)
    before, posted = await settings(world), posts(world)
    servers, id_ = world.env.backend.guilds, world.server.id
    server = servers[id_]
    invited = dict(guild_create_payload(world.env.backend, server))
    world.env.backend.remove_guild(id_)
    await world.advance(days=1)
    assert await removed_at(world)
    servers[id_] = server
    del invited["unavailable"]
    await told(world, "GUILD_CREATE", **invited)
    assert await settings(world) == before
    assert posts(world) == posted


async def test_an_outage_of_discords_is_neither(world):
    await do(world)
    await told(world, "GUILD_DELETE", unavailable=True)
    assert await removed_at(world) is None


async def test_a_removal_while_nobody_listened_is_noticed_at_the_next_start(world):
    await do(world)
    world.env.backend.guilds.pop(world.server.id)
    await world.restart_bot()
    await world.advance(seconds=1)
    assert await removed_at(world)


async def test_a_server_that_has_us_is_not_taken_for_gone_at_a_start(world):
    await do(world)
    await world.restart_bot()
    await world.advance(seconds=1)
    assert await removed_at(world) is None


async def test_an_invitation_while_nobody_listened_is_noticed_too(world):
    await do(world)
    async with world.bot.parts.db.transaction() as conn:
        await guilds.say(conn, world.server.id, removed_at=world.env.now())
    await world.restart_bot()
    await world.advance(seconds=1)
    assert await removed_at(world) is None
    assert (await desk(world)).title == "Set up this server"


async def test_a_removal_during_a_lost_connection_is_noticed_with_the_next_session(world):
    """discord.py keeps the servers of the last session, also those that the new one leaves out."""
    await do(world)
    presence = world.bot.get_cog("PresenceCog")
    world.env.backend.guilds.pop(world.server.id)
    await presence.on_shard_connect(0)
    assert world.bot.get_guild(world.server.id)
    assert await removed_at(world)
