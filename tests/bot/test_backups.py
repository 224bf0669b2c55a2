"""Copies of a SQLite file that is in use."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from bot import storage
from bot.__main__ import main
from bot.settings import BadConfiguration


@pytest.fixture
def read_one(sqlite_db):
    def read(file, sql: str):
        with closing(sqlite3.connect(file)) as conn:
            return conn.execute(sql).fetchone()

    return read


async def test_the_newest_seven_are_kept(sqlite_db, clock, tmp_path):
    folder = tmp_path / "backups"
    made = [storage.backup(sqlite_db.file, folder, clock.advance(days=1)) for _ in range(9)]
    assert sorted(folder.iterdir()) == made[2:]


async def test_a_backup_under_writes_is_consistent(sqlite_db, clock, tmp_path, read_one):
    """Each transaction writes to two tables; no copy may hold one without the other."""
    async with sqlite_db.transaction() as conn:
        await conn.execute(text("CREATE TABLE left_hand (n INTEGER)"))
        await conn.execute(text("CREATE TABLE right_hand (n INTEGER)"))

    written, stop = 0, asyncio.Event()

    async def write() -> None:
        nonlocal written
        while not stop.is_set():
            async with sqlite_db.transaction() as conn:
                await conn.execute(text("INSERT INTO left_hand VALUES (1)"))
                await conn.execute(text("INSERT INTO right_hand VALUES (1)"))
            written += 1

    writing, during = asyncio.create_task(write()), 0
    for _ in range(10):
        before = written
        file, now = sqlite_db.file, clock.advance(seconds=1)
        copy = await asyncio.to_thread(storage.backup, file, tmp_path / "backups", now)
        during += written - before
        left, right = (
            read_one(copy, f"SELECT count(*) FROM {hand}_hand")[0] for hand in ("left", "right")
        )
        assert before <= left == right <= written + 1
        assert read_one(copy, "PRAGMA integrity_check") == ("ok",)
    stop.set()
    await writing
    assert during, "nothing was written while the copies were made"


def test_a_damaged_file_is_named_as_damaged(sqlite_template, tmp_path):
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(sqlite_template.read_bytes()[:5000] + b"\0" * 5000)
    with pytest.raises(BadConfiguration, match="is damaged or isn't a Daymark database"):
        storage.check(damaged)


def test_a_text_file_is_no_database(tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Ada, " * 100)
    with pytest.raises(BadConfiguration, match="is damaged or isn't a Daymark database"):
        storage.check(letter)


@pytest.fixture
def at_home(sqlite_database_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_database_url)
    return tmp_path


def test_the_operator_can_save_a_copy(at_home, read_one):
    assert main(["backup", "copy.db"]) == 0
    assert read_one(at_home / "copy.db", "SELECT count(*) FROM members") == (0,)


def test_the_operator_can_send_a_copy_down_a_pipe(at_home, capfdbinary):
    assert main(["backup", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"SQLite format 3\0")


def test_a_copy_never_replaces_a_file(at_home, capsys):
    (at_home / "precious.db").write_text("mine")
    assert main(["backup", "precious.db"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (at_home / "precious.db").read_text() == "mine"


def test_where_there_is_no_file_the_operator_is_told_what_to_use(at_home, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://ada@localhost/daymark")
    assert main(["backup", "copy.db"]) == 2
    assert "use pg_dump for PostgreSQL" in capsys.readouterr().err
