"""The socket: who gets in, what is heard again after it was lost."""

import time

import aiohttp
import discord
import pytest

from .conftest import Bot, running


async def test_a_wrong_token_is_turned_away_at_both_doors(town, bot):
    with pytest.raises(discord.LoginFailure):
        await bot.start("wrong")
    await bot.login(town.token)
    bot.http.token = "wrong"
    with pytest.raises(discord.ConnectionClosed) as closed:
        await bot.connect()
    assert closed.value.code == 4004


async def test_a_privileged_intent_must_be_allowed(town):
    bot = Bot(intents=discord.Intents.all())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(bot, town):
            pass


async def test_the_town_is_there_when_ready(town, bot, ada):
    async with running(bot, town):
        guild = bot.guilds[0]
        assert guild.name == "Daymark Learners"
        assert "daily-prompt" in [channel.name for channel in guild.text_channels]
        assert guild.me.guild_permissions.send_messages
        assert not guild.me.guild_permissions.administrator
        member = await guild.fetch_member(int(ada.person))
        assert member.display_name == "Ada"
        found = await guild.query_members(user_ids=[int(ada.person)])
        assert [each.id for each in found] == [member.id]


@pytest.mark.parametrize("how", ["close", "reconnect"])
async def test_what_happened_while_the_socket_was_down_is_replayed(town, bot, ada, how):
    async with running(bot, town):
        await ada.say("study-hall", "before")
        await bot.hears("message")
        await town.hub.gateway.disturb(how)
        await ada.say("study-hall", "meanwhile")
        await bot.hears("message")
        await bot.hears("resumed")
        await ada.say("study-hall", "after")
        await bot.hears("message")
        assert bot.heard.empty() or "message" not in [name for name, _ in bot.heard._queue]


async def test_a_forgotten_session_starts_anew(town, bot, ada):
    async with running(bot, town):
        await town.hub.gateway.disturb("invalidate")
        await bot.hears("ready")
        await ada.say("study-hall", "hello")
        assert await bot.hears("message")


async def test_a_sharded_bot_gets_each_event_once(town, ada):
    bot = Sharded()
    async with running(bot, town):
        assert bot.shard_count == 1
        await ada.say("study-hall", "hello")
        assert await bot.hears("message")


class Sharded(Bot, discord.AutoShardedClient):
    pass


async def test_a_heartbeat_is_answered_after_the_bot_has_noted_it(town):
    """discord.py notes it from another thread, and would take itself for 41 seconds late."""
    async with aiohttp.ClientSession() as session, session.ws_connect(town.gateway_url) as socket:
        await socket.receive_json()
        began = time.monotonic()
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11
        assert time.monotonic() - began >= 0.04
