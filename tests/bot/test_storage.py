"""Keeping the database: migrations that never leave it in between."""

import asyncio
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from bot import discover, storage
from bot.__main__ import main
from bot.db import Database, metadata
from bot.settings import BadConfiguration
from tests.support.databases import sqlite_url

BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM guilds")
    {fault}
"""
discover.tables()  # so that the metadata is complete
FAULTS = ('op.execute("SELECT nothing FROM nowhere")', 'raise KeyError("a slip of ours")')


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path) -> str:
    """A database that nothing has been written to yet."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "new.db")
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture
async def empty_db(empty_url):
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
def old_migrations(tmp_path, monkeypatch):
    """Our migrations as they were when there was only the first."""
    folder = tmp_path / "migrations"
    shutil.copytree(storage.MIGRATIONS, folder)
    for later in [*folder.glob("versions/*.py")]:
        if not later.name.startswith("0001"):
            later.unlink()
    monkeypatch.setattr(storage, "MIGRATIONS", folder)


@pytest.fixture(params=FAULTS, ids=["bad-sql", "bad-python"])
async def broken_migration(request, tmp_path, monkeypatch, db):
    """One more migration, which fails after it has changed things."""
    folder = tmp_path / "migrations"
    shutil.copytree(storage.MIGRATIONS, folder)
    broken = BROKEN.format(head=await version(db), fault=request.param)
    (folder / "versions" / "9999_broken.py").write_text(broken)
    monkeypatch.setattr(storage, "MIGRATIONS", folder)


async def version(database: Database) -> str:
    async with database.reading() as conn:
        return str(await conn.scalar(text("SELECT version_num FROM alembic_version")))


async def tables(database: Database) -> set[str]:
    async with database.reading() as conn:
        return set(await conn.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_a_new_database_gets_every_table(empty_db, clock):
    await storage.migrate(empty_db, clock.now())
    assert await tables(empty_db) == {*metadata.tables, "alembic_version"}


async def test_a_database_that_is_up_to_date_is_left_alone(sqlite_db, clock, caplog):
    with caplog.at_level("INFO", logger="bot"):
        await storage.migrate(sqlite_db, clock.now())
    assert "migrated" not in caplog.text
    assert not (sqlite_db.file.parent / "backups").exists()


async def test_two_processes_that_migrate_at_once_do_it_once(empty_postgres_url, clock):
    both = Database(empty_postgres_url), Database(empty_postgres_url)
    await asyncio.gather(*(storage.migrate(database, clock.now()) for database in both))
    assert await tables(both[0]) == {*metadata.tables, "alembic_version"}
    for database in both:
        await database.close()


async def test_a_database_newer_than_the_code_is_refused(db, clock):
    async with db.transaction() as conn:
        await conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadConfiguration, match="written by a newer Daymark"):
        await storage.migrate(db, clock.now())
    assert await version(db) == "9999"


@pytest.fixture
def at_home(sqlite_template, tmp_path, monkeypatch):
    """An operator's folder, with the database that their settings name."""
    file = tmp_path / "daymark.db"
    shutil.copyfile(sqlite_template, file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url(file))
    return file


def test_a_newer_database_ends_the_command_with_2_and_one_sentence(at_home, capsys):
    with closing(sqlite3.connect(at_home, isolation_level=None)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert "written by a newer Daymark" in said
    assert "Traceback" not in said


def test_a_file_that_is_in_use_ends_the_command_with_2_and_one_sentence(at_home, capsys):
    release = storage.hold(Database(sqlite_url(at_home)))
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Another Daymark already uses ")
    assert said.count("\n") == 1
    release()
    assert main(["migrate"]) == 0


async def test_a_migration_that_fails_leaves_the_old_database_whole(db, clock, broken_migration):
    async with db.transaction() as conn:
        await conn.execute(
            text("INSERT INTO guilds (guild, met_at) VALUES (7, :now)"), {"now": clock.now()}
        )
    before = await version(db), await tables(db)
    with pytest.raises(BadConfiguration, match="is as it was before"):
        await storage.migrate(db, clock.now())
    assert (await version(db), await tables(db)) == before
    async with db.reading() as conn:
        assert await conn.scalar(text("SELECT guild FROM guilds")) == 7


async def test_a_backup_precedes_a_migration(tmp_path, clock, old_migrations, monkeypatch):
    database = Database(sqlite_url(tmp_path / "old.db"))
    await storage.migrate(database, clock.now())
    assert await version(database) == "0001"
    assert not (tmp_path / "backups").exists()
    monkeypatch.undo()
    await storage.migrate(database, clock.now())
    (saved,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(saved)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    await database.close()


async def test_what_alembic_never_made_is_refused_not_overwritten(empty_db, clock):
    async with empty_db.transaction() as conn:
        await conn.execute(text("CREATE TABLE guilds (mine INTEGER)"))
    with pytest.raises(BadConfiguration, match="is as it was before"):
        await storage.migrate(empty_db, clock.now())
    with pytest.raises(DBAPIError):
        await version(empty_db)
