"""A Discord that is unwell while we start: the bot waits for it, and begins all the same."""

import pytest

from tests.support.process import Process

FIRST_CALLS = ("/users/@me", "/oauth2/applications/@me", "/commands", "/gateway/bot")


@pytest.mark.parametrize(
    ("action", "paths"),
    [
        ("reset", FIRST_CALLS),
        ("503", ("/users/@me", "/gateway/bot")),
        ("503", ("/commands",)),
    ],
    ids=["every first call", "who and where", "commands"],
)
async def test_a_start_survives_trouble(stage, ada, action, paths):
    for path in paths:
        await stage.trouble(action, path)
    async with stage.bot() as bot:
        await bot.ready()
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
    assert len(stage.met) == len(paths)
    assert "Traceback" not in bot.output


async def test_it_waits_for_a_discord_that_is_not_there_and_can_be_stopped(tmp_path):
    nobody = {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10", "DISCORD_TOKEN": "a.b.c"}
    async with Process({**nobody, "DAYMARK_HTTP_PORT": "0"}, tmp_path) as bot:
        await bot.says("Discord can't be reached, trying again")
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output
