"""The ground itself: what is missing is said, what was started is stopped."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import time as wall_time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import members
from bot.db import Database
from bot.members import Answer, Person
from tests.support import postgres, required
from tests.support.world import ADA, build_bot, simcord_bot, world, world_clock

__all__ = ["build_bot", "simcord_bot", "world", "world_clock"]

__all__ = ["build_bot", "simcord_bot", "world", "world_clock"]

ROOT = Path(__file__).parents[2]
WHY = "the moon, because it is cloudy."


@pytest.fixture
def no_moon(monkeypatch):
    monkeypatch.setitem(required.THINGS, "moon", (lambda: None, WHY))


def test_what_is_missing_skips_with_one_loud_line(no_moon):
    with pytest.raises(pytest.skip.Exception, match=f"NOT TESTED: {WHY}"):
        required.need("moon")


def test_what_is_asked_for_and_missing_fails(no_moon, monkeypatch):
    monkeypatch.setattr(required, "REQUIRED", {"moon"})
    with pytest.raises(pytest.fail.Exception, match=WHY):
        required.need("moon")


def test_what_is_there_is_returned(monkeypatch, tmp_path):
    monkeypatch.setitem(required.THINGS, "moon", (lambda: tmp_path, WHY))
    assert required.need("moon") == tmp_path


def test_no_settings_of_whoever_runs_the_tests_reach_them():
    assert not [name for name in os.environ if name.startswith(("DAYMARK_", "DISCORD_TOKEN"))]


@pytest.mark.skipif(not postgres.brought(), reason="the wheel isn't made for this machine")
def test_the_wheels_postgres_serves_where_none_is_installed():
    with postgres.running(postgres.brought()) as server:
        assert asyncio.run(version(server.create("x"))).startswith("16")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can enter what others can't")
@pytest.mark.skipif(not postgres.brought(), reason="the wheel isn't made for this machine")
def test_the_wheels_postgres_serves_root_from_a_folder_that_only_root_may_enter(monkeypatch):
    monkeypatch.setattr(postgres, "is_open", lambda _folder: False)
    with postgres.running(postgres.brought()) as server:
        assert asyncio.run(version(server.create("x"))).startswith("16")


async def version(url: str) -> str:
    database = Database(url)
    async with database.reading() as conn:
        found = await conn.scalar(text("SHOW server_version"))
    await database.close()
    return str(found)


KILLED = """
import os, signal
from tests.support import postgres
with postgres.running(postgres.programs()) as server:
    print(server.folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_of_tests_leaves_no_server_behind():
    required.need("postgres")
    done = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    folder = Path(done.stdout.strip())
    until = time.monotonic() + 20
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert folder.name.startswith("daymark-pg-")
    assert not folder.exists()


async def test_what_is_due_arrives_in_the_world_once(world):
    ada = Person(world.id(ADA), world.server.id)
    async with world.bot.parts.db.transaction() as conn:
        await members.meet(conn, ada, world.env.now())
        await members.say(conn, ada.id, Answer.REMINDER, wall_time(18))
    assert await world.post_comes() == []
    await world.advance(hours=6)
    [reminder] = await world.post_comes()
    assert reminder.message.channel_id == world.users[ADA].dm_channel.id
    assert "Check in" in reminder.buttons
    assert await world.post_comes() == []


async def test_what_somebody_writes_is_seen_among_the_rows(world):
    before = await world.rows()
    assert await world.rows() is before
    await world.type(ADA, "/checkin", did="read chapter 2")
    assert (await world.rows())["activity"] != before["activity"]
