"""Rulings from before the log said what was taken back: where it is plain, it is filled in."""

import shutil
from datetime import date

import pytest
from sqlalchemy import Date, bindparam, text

from bot import storage
from bot.db import Database
from tests.support.clock import MONDAY_NOON
from tests.support.databases import sqlite_url

RULED = [  # day of March, kind, undone
    (2, "repair", True),
    (2, "undo", False),
    (3, "repair", True),
    (3, "strike", True),
    (3, "undo", False),
    (4, "strike", False),
]
MEET = text("INSERT INTO members (person, began_at) VALUES (11, CURRENT_TIMESTAMP)")
RULE = text(
    "INSERT INTO streak_rulings (person, kind, day, at, guild, reason, undone) "
    "VALUES (11, :kind, :day, CURRENT_TIMESTAMP, 7, 'why', :undone)"
).bindparams(bindparam("day", type_=Date))


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "old.db")
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture
async def before(empty_url, tmp_path, monkeypatch):
    """A database as it was before."""
    folder = tmp_path / "migrations"
    shutil.copytree(storage.MIGRATIONS, folder)
    for each in folder.glob("versions/0*.py"):
        if each.name >= "0016":
            each.unlink()
    database = Database(empty_url)
    with monkeypatch.context() as patch:
        patch.setattr(storage, "MIGRATIONS", folder)
        await storage.migrate(database, MONDAY_NOON)
    yield database
    await database.close()


async def test_what_was_taken_back_is_filled_in_where_it_is_plain(before):
    async with before.transaction() as conn:
        await conn.execute(MEET)
        for day, kind, undone in RULED:
            row = {"day": date(2026, 3, day), "kind": kind, "undone": undone}
            await conn.execute(RULE, row)
    await storage.migrate(before, MONDAY_NOON)
    async with before.reading() as conn:
        found = await conn.scalars(text("SELECT undid FROM streak_rulings ORDER BY id"))
        assert [*found] == [None, "repair", None, None, None, None]
