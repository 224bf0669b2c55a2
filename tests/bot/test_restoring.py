"""`python -m bot restore`: a backup in the database's place, and what was lost as an outage."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot import outages, restoring, storage
from bot.__main__ import main
from bot.db import Database
from bot.outages import Share, Span
from bot.settings import BadConfiguration
from tests.support.databases import sqlite_url

HOUR = timedelta(hours=1)


@pytest.fixture
async def saved(sqlite_db, clock, tmp_path):
    """A backup made an hour after the last heartbeat; since then a server was met."""
    async with sqlite_db.transaction() as conn:
        await outages.beat(conn, Share(), clock.now())
    clock.advance(hours=1)
    target = tmp_path / "saved.db"
    storage.export(sqlite_db, target)
    await meet(sqlite_db, clock)
    await sqlite_db.close()
    return target


async def meet(db, clock):
    async with db.transaction() as conn:
        met = text("INSERT INTO guilds (guild, met_at) VALUES (7, :now)")
        await conn.execute(met, {"now": clock.now()})


def count(file, table="guilds"):
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


async def test_the_backup_is_in_place_and_what_it_does_not_know_is_an_outage(
    sqlite_db, saved, clock
):
    beat = clock.now() - HOUR
    now = clock.advance(days=1)
    assert await restoring.restore(sqlite_db, saved, now) == Span(beat, now)
    assert count(sqlite_db.file) == 0
    async with sqlite_db.reading() as conn:
        assert await outages.known(conn) == [Span(beat, now)]


async def test_no_id_of_the_lost_span_is_given_out_again(sqlite_db, clock, tmp_path):
    """Its buttons still hang in channels."""
    await span_of_a_minute(sqlite_db, clock)
    storage.export(sqlite_db, tmp_path / "saved.db")
    for _ in range(3):
        lost = await span_of_a_minute(sqlite_db, clock)
    await sqlite_db.close()
    await restoring.restore(sqlite_db, tmp_path / "saved.db", clock.now())
    assert await span_of_a_minute(sqlite_db, clock) > lost
    async with sqlite_db.transaction() as conn:  # of a table that was empty
        made = text(
            "INSERT INTO schedules (recipient, kind) VALUES ('person:1', 'reminder') RETURNING id"
        )
        assert await conn.scalar(made) > 3


async def span_of_a_minute(db, clock):
    begin = clock.now()
    async with db.transaction() as conn:
        await outages.remember(conn, Span(begin, clock.advance(minutes=1)))
        return await conn.scalar(text("SELECT max(id) FROM outages"))


async def test_even_a_short_span_is_lost(sqlite_db, saved, clock):
    now = clock.now() - HOUR + timedelta(seconds=5)
    assert await restoring.restore(sqlite_db, saved, now) == Span(clock.now() - HOUR, now)


async def test_what_was_there_is_among_the_backups(sqlite_db, saved, clock):
    await restoring.restore(sqlite_db, saved, clock.now())
    [kept] = (sqlite_db.file.parent / "backups").iterdir()
    assert kept.name == "daymark-20260302T130000-replaced.db"
    assert count(kept) == 1


async def test_the_journal_of_a_killed_bot_does_not_come_back(sqlite_db, saved, clock):
    wal = sqlite_db.file.with_name("daymark.db-wal")
    with closing(sqlite3.connect(sqlite_db.file)) as killed:
        killed.execute("DELETE FROM guilds")
        killed.commit()
        shutil.copyfile(wal, wal.with_suffix(".kept"))
    wal.with_suffix(".kept").replace(wal)
    await restoring.restore(sqlite_db, saved, clock.now())
    assert count(sqlite_db.file) == 0
    assert count(sqlite_db.file, "outages") == 1


async def test_a_damaged_database_is_kept_as_it_is_and_replaced(sqlite_db, saved, clock):
    sqlite_db.file.write_bytes(b"damaged " * 1000)
    await restoring.restore(sqlite_db, saved, clock.now())
    assert count(sqlite_db.file) == 0
    [kept] = (sqlite_db.file.parent / "backups").iterdir()
    assert kept.suffix == ".damaged"
    assert kept.read_bytes() == b"damaged " * 1000


async def test_where_there_is_none_it_is_made(saved, clock, tmp_path):
    new = Database(sqlite_url(tmp_path / "new.db"))
    await restoring.restore(new, saved, clock.now())
    await new.close()
    assert count(tmp_path / "new.db") == 0


@pytest.fixture
async def old(clock, tmp_path, monkeypatch):
    """A backup from before there were heartbeats."""
    folder = tmp_path / "migrations"
    shutil.copytree(storage.MIGRATIONS, folder)
    for later in [*folder.glob("versions/*.py")]:
        if not later.name.startswith("0001"):
            later.unlink()
    with monkeypatch.context() as then:
        then.setattr(storage, "MIGRATIONS", folder)
        database = Database(sqlite_url(tmp_path / "old.db"))
        await storage.migrate(database, clock.now())
        await database.close()
    return tmp_path / "old.db"


async def test_an_older_backup_is_brought_to_this_version(old, sqlite_db, clock):
    """Before the first heartbeat there is no outage."""
    assert await restoring.restore(sqlite_db, old, clock.now()) is None
    assert count(sqlite_db.file, "outages") == 0


UNFIT = {
    "nothing": (lambda file: None, "There is no backup at"),
    "a letter": (lambda file: file.write_text("Dear Ada, " * 100), "is damaged or isn't"),
    "another database": (lambda file: write(file, "CREATE TABLE mine (n)"), "is damaged or isn't"),
    "a newer one": (
        lambda file: write(
            file,
            "CREATE TABLE alembic_version (version_num TEXT)",
            "INSERT INTO alembic_version VALUES ('9999')",
        ),
        "was written by a newer Daymark",
    ),
}


def write(file, *statements):
    with closing(sqlite3.connect(file)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()


@pytest.mark.parametrize("case", UNFIT)
async def test_what_is_no_backup_changes_nothing(sqlite_db, clock, tmp_path, case):
    make, sentence = UNFIT[case]
    make(tmp_path / "unfit.db")
    await meet(sqlite_db, clock)
    await sqlite_db.close()
    there = {file.name for file in sqlite_db.file.parent.iterdir()}
    with pytest.raises(BadConfiguration, match=sentence):
        await restoring.restore(sqlite_db, tmp_path / "unfit.db", clock.now())
    assert count(sqlite_db.file) == 1
    assert {file.name for file in sqlite_db.file.parent.iterdir()} == there


# As the operator types it


@pytest.fixture
def at_home(sqlite_database_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_database_url)
    return Database(sqlite_database_url)


def test_the_operator_restores_and_is_told_what_is_gone(at_home, capsys, clock):
    async def beat() -> None:
        async with at_home.transaction() as conn:
            await outages.beat(conn, Share(), clock.now())
        await at_home.close()

    asyncio.run(beat())
    assert main(["backup", "copy.db"]) == 0
    assert main(["restore", "copy.db"]) == 0
    said = capsys.readouterr().out
    assert "copy.db is in place." in said
    assert "from 2026-03-02 12:00 to " in said
    assert "no streak ends by it" in said


def test_a_running_bot_is_not_restored_under(at_home, capsys):
    assert main(["backup", "copy.db"]) == 0
    release = storage.hold(at_home)
    assert main(["restore", "copy.db"]) == 2
    assert "Stop it first" in capsys.readouterr().err
    release()


def test_postgresql_is_restored_by_its_own_means(at_home, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://ada@localhost/daymark")
    assert main(["restore", "copy.db"]) == 2
    assert "use pg_restore for PostgreSQL" in capsys.readouterr().err
