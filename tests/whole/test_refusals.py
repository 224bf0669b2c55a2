"""Discord says no: for good, which ends the process with a sentence, or for a while, which
doesn't."""

import time

import pytest

from deploy.playground import faults
from deploy.playground.errors import Json
from deploy.playground.gateway import Close, Gateway
from tests.support.sampled import first_of
from tests.whole.refused import refusal, sentence

CLOSED = {
    4004: "refused the token",
    4010: "refused DAYMARK_SHARDS",
    4011: "raise the number after the slash in DAYMARK_SHARDS",
    4012: "install a newer Daymark",
    4013: "refused our intents",
    4014: "refused our intents",
}
FIRST_CALLS = ("/users/@me", "/oauth2/applications/@me", "/commands", "/gateway/bot")


@pytest.fixture
def by_a_proxy(monkeypatch):
    """429 as the proxy before Discord gives it: without `Via`, from which discord.py runs."""
    too_many = faults.too_many

    def refuse(seconds: float, is_global: bool, headers: Json):
        answer = too_many(seconds, is_global, headers)
        del answer.headers["Via"]
        return answer

    monkeypatch.setattr(faults, "too_many", refuse)


@pytest.mark.parametrize("path", first_of(FIRST_CALLS))
async def test_a_start_waits_as_long_as_a_proxy_asks(stage, by_a_proxy, path):
    await stage.trouble("429", path, seconds=1)
    async with stage.bot() as bot:
        await bot.says("trying again in 2.0 s")
        began = time.monotonic()
        await bot.ready()
        assert time.monotonic() - began > 1.5
    assert "Traceback" not in bot.output


@pytest.mark.parametrize("shards", ["", "0/1"], ids=["every shard", "chosen ones"])
async def test_chosen_shards_wait_too(stage, by_a_proxy, shards):
    await stage.trouble("429", "/gateway/bot", seconds=1)
    async with stage.bot(DAYMARK_SHARDS=shards) as bot:
        await bot.says("trying again in 2.0 s")
        await bot.ready()


@pytest.mark.parametrize("code", first_of(CLOSED))
async def test_a_closed_door_gets_one_sentence(stage, monkeypatch, code):
    def close(*_):
        raise Close(code, "")

    monkeypatch.setattr(Gateway, "_identify", close)
    assert CLOSED[code] in await refusal(stage.bot())


async def test_a_token_that_is_reset_while_it_runs_gets_one_sentence(stage):
    async with stage.bot() as bot:
        await bot.ready()
        stage.town.hub.gateway._token = "another"
        await stage.disturb("close")
        assert await bot.ends() == 2, bot.output
    assert "refused the token" in sentence(bot)


async def test_a_token_that_is_reset_while_it_starts_gets_one_sentence(stage, monkeypatch):
    monkeypatch.setitem(faults.STATUSES, "500", 401)
    await stage.trouble("500", "/gateway/bot")
    assert "refused the token" in await refusal(stage.bot())
