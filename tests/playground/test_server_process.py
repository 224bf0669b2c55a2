"""The town and its bot as processes: started, watched, restarted, stopped."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from deploy.playground.child import BotProcess
from deploy.playground.playground import Playground
from tests.support.process import Process

from .conftest import Page

ROOT = Path(__file__).parents[2]

LITTLE_BOT = """
import asyncio, os, signal
import aiohttp

async def main():
    task = asyncio.current_task()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(os.environ["DISCORD_GATEWAY_URL"])
        token = os.environ["DISCORD_TOKEN"]
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 1, "properties": {}}})
        path = os.environ["DATABASE_URL"].removeprefix("sqlite+aiosqlite:///")
        open(path, "a").write(open(os.environ["DAYMARK_CLOCK_FILE"]).read())
        async for message in socket:
            pass

try:
    asyncio.run(main())
except asyncio.CancelledError:
    pass
"""


@pytest.fixture
def little_bot(monkeypatch):
    monkeypatch.setattr(BotProcess, "command", (sys.executable, "-c", LITTLE_BOT))


async def until(page: Page, online: bool) -> None:
    if (await page.get("state"))["bot_online"] != online:
        await page.hears("BOT", online=online)


async def test_a_bot_that_dies_is_started_again_and_a_reset_takes_it_along(
    tmp_path, little_bot, monkeypatch
):
    monkeypatch.setattr("deploy.playground.child.FIRST_PAUSE", 0.01)
    async with Playground(data=tmp_path, bot=True) as town:
        ada = await Page(town, "Ada").open()
        await until(ada, online=True)
        first = town.process.pid
        town.process.kill()
        await ada.hears("BOT", online=False)
        await ada.hears("BOT", online=True)
        assert town.process.pid != first
        (tmp_path / "daymark.db").write_text("old")
        await ada.post("reset", {})
        await ada.hears("RESET")
        await until(ada, online=True)
        await ada.close()
    assert (tmp_path / "daymark.db").read_text() == "0"


async def test_a_reset_waits_for_no_bot_that_will_not_stop(tmp_path, monkeypatch):
    deaf = LITTLE_BOT.replace("task.cancel", "lambda: None", 1)
    assert deaf != LITTLE_BOT
    monkeypatch.setattr(BotProcess, "command", (sys.executable, "-c", deaf))
    async with Playground(data=tmp_path, bot=True) as town:
        ada = await Page(town, "Ada").open()
        await until(ada, online=True)
        monkeypatch.setattr(BotProcess, "command", (sys.executable, "-c", LITTLE_BOT))
        async with asyncio.timeout(3):
            await ada.post("reset", {})
        await until(ada, online=True)
        await ada.close()


async def test_a_bot_that_never_gets_ready_ends_it_with_its_code(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(BotProcess, "command", (sys.executable, "-c", "raise SystemExit(2)"))
    async with Playground(data=tmp_path, bot=True) as town:
        assert await asyncio.wait_for(town.process.failed, 5) == 2
    assert "exit code 2" in capfd.readouterr().err


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_one_line_and_stops_when_told(tmp_path, name):
    command = ("-m", "deploy.playground", "--no-bot", "--port", "0", "--data", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(10):
        line = await process.stdout.readline()
        assert line.startswith(b"Open http://127.0.0.1:")
        assert line.endswith(b" in your browser.\n")
        process.send_signal(name)
        rest = await process.stdout.read()
        assert rest == b""
        assert await process.wait() == 0
    assert (tmp_path / "world.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child to its parent")
async def test_a_playground_that_is_killed_takes_its_bot_along(tmp_path):
    command = ("-m", "deploy.playground", "--port", "0", "--data", str(tmp_path / "town"))
    async with Process({}, tmp_path, command) as town:
        await town.ready()
        await town.kill()  # waits until the bot, too, has let go of the output
    assert "stopped" in town.lines[-1]
