"""What only an operator sets: a watchman to be told, and a share of the shards."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from tests.support.process import PATIENCE, Process

OFTEN = (
    "import sys; from bot import heartbeat; heartbeat.EVERY_SECONDS = 0.1;"
    "from bot.__main__ import main; sys.exit(main(['run']))"
)
PATH = "/ping/a-secret-of-mine"


class Watchman:
    """A web server that counts how often it is told."""

    def __init__(self) -> None:
        self.url, self.status, self._told = "", 200, asyncio.Condition()
        self.times = 0

    async def answer(self, _request: web.Request) -> web.Response:
        async with self._told:
            self.times += 1
            self._told.notify_all()
        return web.Response(status=self.status)

    async def is_told(self, again: int = 1) -> None:
        wanted = self.times + again
        async with asyncio.timeout(PATIENCE), self._told:
            await self._told.wait_for(lambda: self.times >= wanted)


@pytest.fixture
async def watchman():
    watchman, app = Watchman(), web.Application()
    app.router.add_get(PATH, watchman.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    watchman.url = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    watchman.close = runner.cleanup
    yield watchman
    await runner.cleanup()


def telling(stage, watchman) -> Process:
    environment = {**stage.environment(), "DAYMARK_HEARTBEAT_URL": watchman.url}
    return Process(environment, stage.folder, ("-c", OFTEN))


async def test_the_watchman_is_told_while_the_bot_can_answer_and_no_longer(door, stage, watchman):
    async with telling(stage, watchman) as bot:
        await bot.says("health served")
        assert watchman.times == 0
        await bot.ready()
        await watchman.is_told(3)
        door.shut = True
        await stage.disturb("close")
        await asyncio.sleep(0.3)
        times = watchman.times
        await asyncio.sleep(0.5)
        assert watchman.times == times
    assert "Traceback" not in bot.output
    assert PATH not in bot.output


async def test_a_watchman_who_is_away_costs_a_line_and_no_more(stage, watchman):
    async with telling(stage, watchman) as bot:
        await bot.ready()
        watchman.status = 404
        await bot.says("heartbeat refused status=404")
        await watchman.close()
        await bot.says("heartbeat not heard error=ClientConnectorError")
    assert "Traceback" not in bot.output
    assert PATH not in bot.output


async def test_a_share_of_the_shards_is_ready_and_answers(stage, ada):
    """The server's own id says which shard it is on; the other process never hears of it."""
    mine = (int(stage.town.world.guild["id"]) >> 22) % 2
    async with stage.bot(DAYMARK_SHARDS=f"{mine}/2") as bot:
        assert "guilds=1 " in await bot.says("ready guilds=")
        port = (await bot.says("health served port=")).rpartition("=")[2]
        async with aiohttp.ClientSession() as session:
            assert (await session.get(f"http://127.0.0.1:{port}/ready")).status == 200
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
    async with stage.bot(DAYMARK_SHARDS=f"{1 - mine}/2") as bot:
        assert "guilds=0 " in await bot.says("ready guilds=")
    told = [each["d"]["shard"] for each in stage.told if each.get("t") == "READY"]
    assert told == [[mine, 2], [1 - mine, 2]]


async def test_two_shards_in_one_process_are_ready_when_both_are(stage):
    """discord.py connects the second five seconds after the first."""
    async with stage.bot(DAYMARK_SHARDS="0-1/2") as bot:
        port = (await bot.says("health served port=")).rpartition("=")[2]
        await bot.says("Shard ID 0 has connected")
        async with aiohttp.ClientSession() as session:
            await asyncio.sleep(1)
            assert (await session.get(f"http://127.0.0.1:{port}/ready")).status == 503
            await bot.ready()
            assert (await session.get(f"http://127.0.0.1:{port}/ready")).status == 200
