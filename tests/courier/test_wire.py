"""What the courier asks of Discord is as Discord describes it, and does what it should there."""

from datetime import timedelta

from bot import courier
from bot.courier import Due, Pin, Post, Role, Thread
from tests.courier.conftest import TEXT
from tests.support.world import build_bot, simcord_bot, world, world_clock

__all__ = ["build_bot", "simcord_bot", "world", "world_clock"]


class Meeting:
    """A post with everything that may follow one."""

    kind = "meeting"

    def __init__(self, at, post):
        self.at, self.post = at, post

    async def slots(self, _conn, _to, _since, _now):
        return [Due("7", self.at)]

    async def write(self, _conn, _to, _slot, _now):
        return self.post


async def test_a_thread_a_pin_and_a_role_arrive(world):
    world.social = True
    bot, server = world.bot, courier.server(world.server.id)
    role = world.server.create_role("Readers")
    then = [Thread("Week 9"), Pin(), Role(server.id, world.id("Ada"), role.id)]
    at = bot.parts.clock.now() + timedelta(hours=1)
    bot.parts.letters.put(Meeting(at, Post(TEXT, world.channel.id, then)))
    async with bot.parts.db.transaction() as conn:
        await courier.plan(conn, server, "meeting", Due("7", at))
    await world.advance(hours=1)
    await world.post_comes()
    await world.post_comes()
    assert await world.kept("deliveries", "state") == ["sent"] * 4
    [post] = [each for each in await pins(world) if each.author == bot.user]
    assert bot.get_channel(post.id).name == "Week 9"
    assert role.id in [each.id for each in (await member(world, "Ada")).roles]


async def pins(world):
    return [each async for each in world.bot.get_channel(world.channel.id).pins()]


async def member(world, who):
    return await world.bot.get_guild(world.server.id).fetch_member(world.id(who))
