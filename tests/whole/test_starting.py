"""How it begins: one ready line when it can answer, or one sentence and exit code 2."""

import shutil
import socket

import aiohttp
import pytest

from tests.support.process import ROOT, Process
from tests.support.sampled import first_of
from tests.whole.refused import TOKEN, refusal

NOBODY = "http://127.0.0.1:9/api/v10"  # the discard port: nothing of ours listens there
WITH_TOKEN = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": NOBODY, "DAYMARK_HTTP_PORT": "0"}

CASES = {
    "no token": ({}, "DISCORD_TOKEN is not set"),
    "a misspelt name": (
        {**WITH_TOKEN, "DAYMARK_HTTPPORT": "1"},
        "DAYMARK_HTTPPORT isn't a setting. Did you mean DAYMARK_HTTP_PORT?",
    ),
    "an API elsewhere": (
        {**WITH_TOKEN, "DISCORD_API_URL": "https://example.org/api/v10"},
        "example.org is not Discord",
    ),
    "a gateway elsewhere": (
        {**WITH_TOKEN, "DISCORD_GATEWAY_URL": "wss://gateway.example.org"},
        "gateway.example.org is not Discord",
    ),
    "Discord without encryption": (
        {**WITH_TOKEN, "DISCORD_GATEWAY_URL": "ws://gateway.discord.gg"},
        "gateway.discord.gg is not Discord",
    ),
    "a moved clock against Discord itself": (
        {"DISCORD_TOKEN": TOKEN, "DAYMARK_CLOCK_FILE": "offset"},
        "only allowed while DISCORD_API_URL and DISCORD_GATEWAY_URL are on this machine",
    ),
    "half a Discord": (
        {**WITH_TOKEN, "DISCORD_GATEWAY_URL": "wss://gateway.discord.gg"},
        "to this machine, or neither",
    ),
    "a host that isn't here": (
        {**WITH_TOKEN, "DAYMARK_HTTP_HOST": "192.0.2.1"},
        "192.0.2.1 isn't an address of this machine: set DAYMARK_HTTP_HOST",
    ),
    "a host that isn't one": (
        {**WITH_TOKEN, "DAYMARK_HTTP_HOST": "nobody.invalid"},
        "nobody.invalid isn't an address of this machine: set DAYMARK_HTTP_HOST",
    ),
    "a port that isn't one": ({**WITH_TOKEN, "DAYMARK_HTTP_PORT": "seventy"}, "DAYMARK_HTTP_PORT"),
}


@pytest.mark.parametrize("case", first_of(CASES, 3))
async def test_wrong_settings_get_one_sentence_and_exit_code_2(tmp_path, case):
    environment, sentence = CASES[case]
    assert sentence in await refusal(Process(environment, tmp_path))


async def test_a_wrong_token_gets_one_sentence(stage):
    assert "refused the token" in await refusal(stage.bot(DISCORD_TOKEN=TOKEN))
    stage.town.token = TOKEN


async def test_a_taken_port_gets_one_sentence(stage):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = await refusal(stage.bot(DAYMARK_HTTP_PORT=str(port)))
    assert f"Port {port} is taken" in said
    assert "DAYMARK_HTTP_PORT" in said


async def test_a_second_process_on_one_sqlite_file_refuses_and_the_first_goes_on(stage, ada):
    async with stage.bot() as first:
        await first.ready()
        said = await refusal(stage.bot())
        assert "already uses" in said
        assert "PostgreSQL" in said
        assert "Checked in" in (await ada.types("checkin", did="read chapter 2")).text


async def test_a_resume_address_elsewhere_is_never_dialled(stage):
    stage.town.hub.gateway.url = "wss://resume.example.org"
    async with stage.bot() as bot:
        await bot.ready()
        await stage.disturb("close")
        assert await bot.ends() == 2, bot.output
    assert bot.lines[-1].startswith("resume.example.org is not Discord")
    assert "Traceback" not in bot.output


async def test_broken_content_is_told_as_an_editor_needs_it(tmp_path):
    for part in ("bot", "cogs", "content"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    tracks = tmp_path / "content" / "settings" / "tracks.toml"
    tracks.write_text(tracks.read_text("utf-8").replace("title =", "titel =", 1), "utf-8")
    async with Process({**WITH_TOKEN, "PYTHONPATH": str(tmp_path)}, tmp_path) as bot:
        assert await bot.ends() == 2
    assert "settings/tracks.toml, entry " in bot.output
    assert "field titel" in bot.output
    assert "Traceback" not in bot.output


async def test_another_spelling_of_this_machine_works_and_the_gateway_is_asked_for(stage, ada):
    api = stage.town.api_url.replace("127.0.0.1", "localhost") + "/"
    async with stage.bot(DISCORD_API_URL=api, DISCORD_GATEWAY_URL="") as bot:
        await bot.ready()
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
    assert stage.calls("GET", "/gateway/bot")


async def test_the_ready_line_counts_and_everything_answers_at_that_moment(stage, ada):
    async with stage.bot() as bot:
        line = await bot.says("ready guilds=")
        card = await ada.types("checkin", did="read chapter 2")
        assert "Checked in" in card.text
        port = (await bot.says("health served port=")).rpartition("=")[2]
        async with aiohttp.ClientSession() as session:
            assert (await session.get(f"http://127.0.0.1:{port}/ready")).status == 200
        assert line.endswith(f"ready guilds=1 commands={len(stage.town.world.commands)}")


async def test_commands_are_written_only_when_they_differ(stage, ada):
    path = "/applications/{application_id}/commands"
    for writes in (1, 1):
        async with stage.bot() as bot:
            await bot.ready()
        assert len(stage.calls("PUT", path)) == writes
    command = next(iter(stage.town.world.commands.values()))
    command["description"] = "Something older"
    async with stage.bot() as bot:
        await bot.ready()
    assert len(stage.calls("PUT", path)) == 2
    assert command["description"] not in [each["description"] for each in await ada.commands()]
