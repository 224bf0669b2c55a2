"""A server is set up once, however bad the day at Discord is, and wherever the bot is killed."""

import asyncio

import pytest

from tests.support.sampled import first_of

MARK = "made by /mod setup"
TROUBLE = [{"action": "drop"}, {"action": "failed"}, {"action": "reset"}, {"action": "503"}]


def rooms(stage):
    return [each for each in stage.town.world.text_channels() if MARK in (each["topic"] or "")]


def making(stage):
    return f"/guilds/{stage.town.world.guild['id']}/channels"


async def previewed(mina):
    """The town has a channel for its moderators; she wants a new one."""
    channels = await mina.turns(await mina.types("mod setup"), "Change channels")
    place = await mina.turns(channels, "moderation:set-up-place", "moderators")
    await mina.turns(place, "Create #moderators")
    return await mina.turns(await mina.types("mod setup"), "Preview")


@pytest.mark.parametrize("fault", first_of(TROUBLE), ids=str)
async def test_a_channel_is_made_once_whatever_becomes_of_the_answer(stage, fault):
    async with stage.bot() as bot:
        await bot.ready()
        mina = await stage.person("Mina")
        card = await previewed(mina)
        await stage.trouble(path=making(stage), **fault)
        done = await mina.turns(card, "Do it")
        if "Set-up" not in done.buttons:
            done = await mina.turns(card, "Do it")
        assert "The server is set up" in done.text
        assert len(stage.met) == 1
        [room] = rooms(stage)
        assert await stage.rows("SELECT channel FROM guild_places") == [(int(room["id"]),)]
    assert " ERROR " not in bot.output


async def test_killed_while_a_channel_is_made_it_is_found_and_not_made_again(stage):
    async with stage.bot() as bot:
        await bot.ready()
        mina = await stage.person("Mina")
        card = await previewed(mina)
        await stage.trouble("late", path=making(stage), seconds=600)
        pressing = asyncio.create_task(mina.presses(card, "Do it"))
        await stage.met_trouble()
        await bot.kill()
    pressing.cancel()
    await mina.moves_clock(minutes=2)
    async with stage.bot() as bot:
        await bot.ready()
        done = await mina.turns(await mina.types("mod setup"), "Finish it")
        assert "The server is set up" in done.text
        assert len(rooms(stage)) == 1


async def test_what_was_made_goes_again_where_nobody_used_it(stage):
    async with stage.bot() as bot:
        await bot.ready()
        mina = await stage.person("Mina")
        page = await mina.turns(await mina.types("mod setup"), "Change roles")
        await mina.turns(page, "Create Notify me")
        await mina.turns(await previewed(mina), "Do it")
        names = {role["name"] for role in stage.town.world.roles.values()}
        assert "Notify me" in names
        undone = await mina.turns(await mina.types("mod undo"), "Take it back")
        assert "Deleted: 2 things" in undone.text
        assert rooms(stage) == []
        assert "Notify me" not in {role["name"] for role in stage.town.world.roles.values()}
