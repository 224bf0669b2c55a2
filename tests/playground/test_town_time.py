"""The clock: moved to the next post, and followed by the bot at once."""

import json
import sys
import time
from contextlib import asynccontextmanager

import pytest

from deploy.playground.child import BotProcess
from deploy.playground.playground import Playground
from tests.support.person import Person

from .conftest import Page

POSTING_BOT = """
import asyncio, os
import aiohttp
from aiohttp import web

async def due(request):
    return web.FileResponse(os.path.dirname(os.environ["DAYMARK_CLOCK_FILE"]) + "/due.json")

async def main():
    app = web.Application()
    app.router.add_get("/due", due)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["DAYMARK_HTTP_PORT"])).start()
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(os.environ["DISCORD_GATEWAY_URL"])
        token = os.environ["DISCORD_TOKEN"]
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 1, "properties": {}}})
        async for message in socket:
            pass

asyncio.run(main())
"""


@asynccontextmanager
async def posting(folder, monkeypatch):
    monkeypatch.setattr(BotProcess, "command", (sys.executable, "-c", POSTING_BOT))
    async with Playground(data=folder, bot=True) as town:
        ada = await Page(town, "Ada").open()
        if not (await ada.get("state"))["bot_online"]:
            await ada.hears("BOT", online=True)
        yield town, ada
        await ada.close()


async def test_next_post_goes_to_the_moment_that_the_bot_names(tmp_path, monkeypatch):
    async with posting(tmp_path, monkeypatch) as (town, ada):
        soon = town.clock.now() + 5000
        instant = town.clock.iso(soon)
        (tmp_path / "due.json").write_text(json.dumps({"next": instant}))
        moved = await ada.post("clock", {"to": "next"})
        assert abs(moved["now"] / 1000 - soon) < 1
        assert (await ada.hears("CLOCK"))["offset"] == moved["offset"] > 4900
        (tmp_path / "due.json").write_text(json.dumps({"next": town.clock.iso(soon - 60)}))
        assert (await ada.post("clock", {"to": "next"}))["offset"] == moved["offset"]


SILENCE = [
    "not here",
    "{}",
    "[]",
    '{"next": 1}',
    '{"next": "soon"}',
    '{"next": "2099-01-01T09:00"}',
]


@pytest.mark.parametrize("told", ['{"next": null}', *SILENCE])
async def test_without_a_next_post_there_is_one_plain_sentence(tmp_path, monkeypatch, told):
    async with posting(tmp_path, monkeypatch) as (town, ada):
        (tmp_path / "due.json").write_text(told)
        refusal = await ada.post("clock", {"to": "next"}, status=409)
        plans = "plans no post" if "null" in told else "can't say"
        assert plans in refusal["message"]
        assert town.clock.offset == 0


async def test_without_a_bot_nobody_can_say_when_the_next_post_is(town, ada):
    assert "can't say" in (await ada.post("clock", {"to": "next"}, status=409))["message"]


async def test_a_bot_that_has_no_plan_to_show_says_nothing(tmp_path, monkeypatch):
    async with posting(tmp_path, monkeypatch) as (town, ada):
        refusal = await ada.post("clock", {"to": "next"}, status=409)  # 404: there is no file
        assert "can't say" in refusal["message"]
        monkeypatch.setattr(town.process, "_health", "1")  # nobody listens there
        refusal = await ada.post("clock", {"to": "next"}, status=409)
        assert "can't say" in refusal["message"]
        assert town.clock.offset == 0


async def test_a_week_at_once_is_followed_within_a_second(tmp_path):
    took = []
    async with Playground(data=tmp_path, bot=True) as town, Person(town, "Ada") as ada:
        await ada.sees_bot(online=True)
        await ada.types("checkin", did="read chapter 2")
        for week in range(1, 4):
            begun = time.monotonic()
            await ada.moves_clock(days=7)
            card = await ada.types("checkin", did=f"read on, week {week}")
            took.append(time.monotonic() - begun)
            assert f"**1 day** · longest 1 day · {week + 1} days in all" in card.text
        assert ada.bot_online
    assert min(took) < 1


async def test_daymark_follows_the_clock_with_its_very_next_answer(tmp_path):
    async with Playground(data=tmp_path, bot=True) as town, Person(town, "Ada") as ada:
        await ada.sees_bot(online=True)
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
        for days in (2, 3):
            await ada.moves_clock(days=1)
            card = await ada.types("checkin", did="read on")
            assert f"**{days} days**" in card.text
