"""Keeping the database file: one process at a time, migrations, backups."""

import logging
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import unusable
from bot.db import Database
from bot.settings import BadConfiguration

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_305_402  # any number, the same in every process
KEEP_BACKUPS = 7


class InUse(BadConfiguration):
    """Another process holds the same SQLite file."""


def open_database(url: str) -> Database:
    """Engines for this address; nothing is connected or made yet."""
    try:
        return Database(url)
    except Exception as error:
        raise unusable.address(url, error) from None


def hold(database: Database) -> Callable[[], None]:
    """Locks the SQLite file's place for this process and returns what lets go of it."""
    file = database.file
    if not file:
        return lambda: None
    _make(file.parent)
    if file.is_dir() or (file.exists() and not os.access(file, os.W_OK)):
        raise unusable.file(file, PermissionError())  # SQLite itself would read it without a word
    return _locked(file)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable.folder(folder, error) from None


def _locked(file: Path) -> Callable[[], None]:
    try:
        keeper = sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise unusable.file(file, error) from None
    try:
        keeper.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        keeper.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise unusable.file(Path(f"{file}.lock"), error) from None
        raise InUse(
            f"Another Daymark already uses {file}. Stop it first; to run several "
            "processes, set DATABASE_URL to a PostgreSQL database."
        ) from None
    return keeper.close


async def migrate(database: Database, now: datetime) -> None:
    """Brings the schema to this code's version in one transaction, after a backup.

    Raises BadConfiguration where the database can't be used, is newer than the code or a
    migration fails; the database is then as it was.
    """
    known = versions()
    at = await version(database)
    if at == known[-1]:
        return
    if at and at not in known:
        raise BadConfiguration(
            "The database was written by a newer Daymark. Install that version again, or restore "
            "a backup from before it."
        )
    if at and database.file:
        backup(database.file, database.file.parent / "backups", now)
    await _upgrade(database)
    log.info("database migrated from=%s to=%s", at, known[-1])


def versions() -> list[str]:
    """The versions of the schema that this code knows, oldest first."""
    scripts = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return sorted(script.name.split("_")[0] for script in scripts)


async def _upgrade(database: Database) -> None:
    try:
        async with database.writer.begin() as conn:
            await _one_at_a_time(conn)
            await conn.run_sync(_run_migrations)
    except Exception as error:  # whatever it is, nothing was changed
        log.error("migration failed", exc_info=error)
        raise BadConfiguration(
            "The database could not be brought to this version and is as it was before. "
            "The log above says why."
        ) from error


async def _one_at_a_time(conn: AsyncConnection) -> None:
    if conn.dialect.name == "postgresql":
        await conn.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))


async def version(database: Database) -> str | None:
    """The schema's, None where there is none yet. Raises BadConfiguration where the database can't
    be used: this is the first that is asked of it."""
    try:
        async with database.writer.begin() as conn:
            return await conn.run_sync(_version)
    except Exception as error:
        raise unusable.database(database, error) from None


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at


def _run_migrations(connection: Connection) -> None:
    from alembic import command  # slow to import, and most starts don't need it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def backup(file: Path, folder: Path, now: datetime) -> Path:
    """A checked copy of a SQLite file, made while it is written to; keeps the newest seven."""
    _make(folder)
    target = folder / f"{file.stem}-{now:%Y%m%dT%H%M%S}.db"
    half = target.with_suffix(".part")
    half.unlink(missing_ok=True)
    copy_to(file, half)
    half.replace(target)
    for old in sorted(folder.glob(f"{file.stem}-*.db"))[:-KEEP_BACKUPS]:
        old.unlink()
    return target


def export(database: Database, target: Path) -> None:
    """A checked copy at `target`, which must not exist, or on standard output for `-`."""
    file = database.file
    if not file:
        raise BadConfiguration("There is no SQLite file to copy: use pg_dump for PostgreSQL.")
    if not file.exists():
        raise BadConfiguration(f"There is no database at {file}: name the right DATABASE_URL.")
    if str(target) != "-":
        if target.exists():
            raise BadConfiguration(f"{target} exists already: name a file that doesn't.")
        if not target.parent.is_dir():
            raise BadConfiguration(f"There is no folder {target.parent}: make it first.")
        copy_to(file, target)
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        copy_to(file, copy)
        sys.stdout.buffer.write(copy.read_bytes())


def copy_to(file: Path, target: Path) -> None:
    """`VACUUM INTO` in one step, then an integrity check on the copy."""
    try:
        with _opened(file) as source:
            source.execute("PRAGMA schema_version")  # what fails here isn't the target's fault
            _vacuum(source, target)
    except sqlite3.DatabaseError as error:
        raise unusable.file(file, error) from None
    check(target)


def _vacuum(source: sqlite3.Connection, target: Path) -> None:
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in ("SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_READONLY"):
            raise unusable.file(target, error) from None
        raise


def check(file: Path) -> None:
    """Raises BadConfiguration where the file isn't a whole SQLite database."""
    try:
        with _opened(file) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError:
        verdict = ("not a database",)
    if verdict != ("ok",):
        raise BadConfiguration(f"{file} is damaged or isn't a Daymark database.")


def _opened(file: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(file, timeout=30))
