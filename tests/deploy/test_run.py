"""`make run`: which of the two it starts, and what it says where it can't."""

import asyncio
import os

import pytest

from bot import settings
from deploy import __main__ as run
from tests.support.process import Process

PLAYGROUND = ("-m", "deploy.playground", "--no-bot", "--data", "town")
TOKEN = "a.b.c"


@pytest.fixture
def started(tmp_path, monkeypatch):
    """What it would become."""
    became: list[str] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda _, command: became.extend(command[2:]))
    return became


@pytest.mark.parametrize(
    ("file", "environment", "what"),
    [
        ("", None, ["deploy.playground"]),
        ("DISCORD_TOKEN=", None, ["deploy.playground"]),
        (f"DISCORD_TOKEN={TOKEN}", None, ["bot", "run"]),
        (f"DISCORD_TOKEN={TOKEN}", "", ["bot", "run"]),
        ("", TOKEN, ["bot", "run"]),
    ],
)
def test_a_token_decides(started, tmp_path, monkeypatch, file, environment, what):
    (tmp_path / ".env").write_text(file)
    if environment is not None:
        monkeypatch.setenv("DISCORD_TOKEN", environment)
    run.main()
    assert started == what


def test_a_token_among_the_secrets_decides_too(started, tmp_path, monkeypatch):
    (tmp_path / "discord_token").write_text(TOKEN)
    monkeypatch.setattr(settings, "SECRETS", tmp_path)
    run.main()
    assert started == ["bot", "run"]


def test_wrong_settings_start_neither(started, tmp_path, capsys):
    (tmp_path / ".env").write_bytes(b"DAYMARK_LOG=json\n# f\xfcr")
    assert run.main() == 2
    assert capsys.readouterr().err == ".env isn't UTF-8 text: save it anew as UTF-8.\n"
    assert started == []


async def refusal(folder, *more: str, **environment: str) -> str:
    async with Process(environment, folder, [*PLAYGROUND, *more]) as playground:
        assert await playground.ends() == 2, playground.output
    assert len(playground.lines) == 1, playground.output
    return playground.lines[0]


async def address(playground: Process) -> str:
    return (await playground.says("Open http")).split()[1]


async def test_the_port_may_stand_in_the_env_file(tmp_path, unused_tcp_port_factory):
    port, other = unused_tcp_port_factory(), unused_tcp_port_factory()
    (tmp_path / ".env").write_text(f"DAYMARK_PLAYGROUND_PORT={port}")
    async with Process({}, tmp_path, PLAYGROUND) as playground:
        assert await address(playground) == f"http://127.0.0.1:{port}"
    environment = {"DAYMARK_PLAYGROUND_PORT": str(other)}
    async with Process(environment, tmp_path, PLAYGROUND) as playground:
        assert await address(playground) == f"http://127.0.0.1:{other}"


async def test_a_second_one_is_told_where_the_first_is(tmp_path):
    async with Process({}, tmp_path, [*PLAYGROUND, "--port", "0"]) as first:
        where = await address(first)
        said = await refusal(tmp_path, "--port", "0")
        assert said == f"The playground is running already: open {where} in your browser."
        await first.kill()
    async with Process({}, tmp_path, [*PLAYGROUND, "--port", "0"]) as third:
        await address(third)


@pytest.mark.parametrize(
    ("name", "holds", "says"),
    [
        ("clock", "", "town/clock is damaged: delete it, and the town's clock starts at now."),
        ("clock", "noon", "town/clock is damaged: delete it, and the town's clock starts at now."),
        ("clock", "nan", "town/clock is damaged: delete it, and the town's clock starts at now."),
        ("world.json", "", "town/world.json is damaged: delete town, and the town is built anew."),
        ("world.json", "{}", "town/world.json is damaged: delete town, and the town is built"),
        ("world.json", '{"base": "', "town/world.json is damaged: delete town, and the town is"),
        ("running/x", "", "town can't be used (Is a directory): give this user the right"),
    ],
)
async def test_a_damaged_town_is_told_with_a_way_out(tmp_path, name, holds, says):
    file = tmp_path / "town" / name
    file.parent.mkdir(parents=True)
    file.write_text(holds)
    assert says in await refusal(tmp_path, "--port", "0")


async def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "town").write_text("a file")
    assert "town can't be used (File exists)" in await refusal(tmp_path, "--port", "0")


@pytest.mark.parametrize("port", ["seventy", "-1", "65536"])
async def test_a_port_that_is_none_is_told(tmp_path, port):
    said = await refusal(tmp_path, DAYMARK_PLAYGROUND_PORT=port)
    assert said.startswith("DAYMARK_PLAYGROUND_PORT must be a number from 0 to 65535")


async def test_an_env_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / ".env").write_bytes(b"# f\xfcr")
    assert await refusal(tmp_path) == ".env isn't UTF-8 text: save it anew as UTF-8."


async def test_two_at_the_same_moment_are_never_both_there(tmp_path):
    both = [Process({}, tmp_path, [*PLAYGROUND, "--port", "0"]) for _ in range(2)]
    async with both[0], both[1]:
        done, _ = await asyncio.wait(
            [asyncio.create_task(each.ends()) for each in both],
            return_when=asyncio.FIRST_COMPLETED,
        )
        assert [each.result() for each in done] == [2]
