"""What `make run` starts: the playground with the bot in it, or the bot where a token is set."""

import re
from signal import SIGINT, SIGTERM

import aiohttp
import pytest

from tests.support.process import Process

PLAYGROUND = ("-m", "deploy.playground", "--port", "0", "--data")
OPEN = re.compile(r"Open (http://127\.0\.0\.1:\d+)")


@pytest.mark.parametrize("number", [SIGTERM, SIGINT])
async def test_one_line_says_what_to_open_and_one_signal_stops_both(tmp_path, number):
    async with Process({}, tmp_path, [*PLAYGROUND, str(tmp_path / "town")]) as launcher:
        await launcher.ready()
        (address,) = [found[1] for line in launcher.lines if (found := OPEN.search(line))]
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
            assert "text/html" in page.headers["Content-Type"]
        assert await launcher.stop(number) == 0
    assert "stopped" in launcher.lines[-1]
    assert "Traceback" not in launcher.output


async def test_a_second_start_goes_on_where_the_first_ended(tmp_path):
    for database in ("migrated", "ready"):
        async with Process({}, tmp_path, [*PLAYGROUND, str(tmp_path / "town")]) as launcher:
            await launcher.ready()
            assert await launcher.stop() == 0
        assert any(database in line for line in launcher.lines)
    assert "migrated" not in launcher.output
    assert "commands registered" not in launcher.output


async def test_with_a_token_it_is_the_bot_alone(stage):
    arguments = ("-m", "deploy")
    async with Process(stage.environment(), stage.folder, arguments) as bot:
        await bot.ready()
        assert await bot.stop() == 0
    assert "Open http" not in bot.output


async def test_a_bot_that_cannot_start_ends_the_playground_with_its_code(tmp_path):
    wrong = {"DAYMARK_LOG": "yaml"}
    async with Process(wrong, tmp_path, [*PLAYGROUND, str(tmp_path / "town")]) as launcher:
        assert await launcher.ends() == 2
    assert "DAYMARK_LOG" in launcher.output
    assert "Traceback" not in launcher.output


async def test_help_says_what_it_would_do_and_starts_nothing(tmp_path):
    async with Process({}, tmp_path, ("-m", "deploy", "--help")) as asked:
        assert await asked.ends() == 0
    assert "playground" in asked.output
    assert "Open http" not in asked.output
