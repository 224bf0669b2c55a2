"""Trouble on request, rate limits, and what the report says afterwards."""

import asyncio

import aiohttp
import discord
import pytest

from deploy.playground.playground import Playground
from deploy.playground.ratelimits import Ratelimits

from .conftest import running

MESSAGES = "/channels/{channel_id}/messages"


async def trouble(town: Playground, **fault) -> None:
    async with aiohttp.ClientSession() as session:
        await session.post(f"{town.url}/playground/faults", json=fault)


async def test_a_dropped_answer_leaves_the_work_done(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        await trouble(town, match={"method": "POST", "path": "/messages"}, action="drop")
        with pytest.raises((aiohttp.ClientError, OSError)):
            await channel.send("kept")
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "kept"
        await trouble(town, match={"method": "POST", "path": "/messages"}, action="reset")
        with pytest.raises((aiohttp.ClientError, OSError)):
            await channel.send("lost")
        await channel.send("next")
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "next"


async def test_an_answer_may_come_late_or_be_an_error_though_the_work_is_done(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        await trouble(town, match={"path": "/messages"}, action="late", seconds=0.3)
        sending = asyncio.create_task(channel.send("late"))
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "late"
        assert not sending.done()
        await sending
        await trouble(town, match={"path": "/messages"}, action="failed")
        again = await channel.send("sent twice by discord.py, with one nonce")
        assert (await ada.hears("MESSAGE_CREATE"))["id"] == str(again.id)


async def test_a_429_is_waited_out_and_a_503_raised(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        for is_global in (False, True):
            fault = {"action": "429", "seconds": 0.01, "global": is_global}
            await trouble(town, match={"path": "/messages"}, **fault)
            assert await channel.send("sent in the end")
        await trouble(town, match={"path": "/messages"}, action="slow", seconds=0.01)
        assert await channel.send("slowly")
        await trouble(town, match={"path": "/messages"}, action="503")
        with pytest.raises(discord.DiscordServerError):
            await channel.send("not sent")


async def test_unknown_routes_are_counted(town, bot):
    await bot.login(town.token)
    with pytest.raises(discord.NotFound) as unknown:
        await bot.http.request(discord.http.Route("GET", "/nothing/here"))
    assert unknown.value.code == 0
    async with aiohttp.ClientSession() as session:
        report = await (await session.get(f"{town.url}/playground/report")).json()
    assert report == {"unknown_routes": {"GET /api/v10/nothing/here": 1}, "violations": []}


def test_a_bucket_is_a_route_and_a_channel():
    limits = Ratelimits()
    post = [limits.take(f"POST {MESSAGES}", {"channel_id": "1"}) for _ in range(6)]
    assert [each.headers["X-RateLimit-Remaining"] for each in post] == [*"432100"]
    assert [each.retry_after > 0 for each in post] == [False] * 5 + [True]
    assert not limits.take(f"POST {MESSAGES}", {"channel_id": "2"}).retry_after


def test_fifty_a_second_for_all_but_interaction_answers():
    limits = Ratelimits()
    routes = [f"GET {MESSAGES}/{number}" for number in range(51)]
    verdicts = [limits.take(route, {}) for route in routes]
    assert [each.is_global for each in verdicts] == [False] * 50 + [True]
    callback = "POST /interactions/{interaction_id}/{interaction_token}/callback"
    assert not limits.take(callback, {}).retry_after


async def test_a_real_429_makes_the_bot_wait_and_arrive(tmp_path, bot, town, ada):
    town.rest._limits = Ratelimits()
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        for _ in range(4):
            await channel.send("hi")
        async with aiohttp.ClientSession(headers={"Authorization": f"Bot {town.token}"}) as raw:
            url = f"{town.api_url}/channels/{channel.id}/messages"
            answers = [await raw.post(url, json={"content": "x"}) for _ in range(2)]
        assert [each.status for each in answers] == [200, 429]
        assert answers[1].headers["Via"]
        assert (await answers[1].json())["retry_after"] <= 5
