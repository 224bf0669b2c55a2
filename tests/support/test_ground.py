"""The ground itself: what is missing is said, what was started is stopped."""

import asyncio
import os

import pytest
from sqlalchemy import text

from bot.db import Database
from tests.support import postgres, required

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
    async def version(url: str) -> str:
        database = Database(url)
        async with database.reading() as conn:
            found = await conn.scalar(text("SHOW server_version"))
        await database.close()
        return str(found)

    with postgres.running(postgres.brought()) as server:
        assert asyncio.run(version(server.create("x"))).startswith("16")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can enter what others can't")
def test_programs_behind_a_closed_folder_are_copied_to_where_their_user_can_run_them(tmp_path):
    (tmp_path / "pg" / "bin").mkdir(parents=True)
    home = tmp_path / "home"
    assert postgres.reachable(tmp_path / "pg" / "bin", home) == home / "postgres" / "bin"
