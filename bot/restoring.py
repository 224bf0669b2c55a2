"""Putting a backup in the place of the SQLite database that it was made of."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot import outages, storage
from bot.courier import restored
from bot.db import Database, skip_ids
from bot.outages import Span
from bot.settings import BadConfiguration


async def restore(database: Database, saved: Path, now: datetime) -> Span | None:
    """Runs on a stopped bot's database, and keeps what was there among the backups.

    Returns the span that the backup doesn't know, which is an outage from here on (STREAKS R13).
    Raises BadConfiguration, and changes nothing, where the backup can't be used.
    """
    file = _place(database)
    copy = file.with_suffix(".restoring")
    copy.unlink(missing_ok=True)
    try:
        _prepare(saved, copy)
        _set_aside(file, now)
        _put(copy, file)
    finally:
        copy.unlink(missing_ok=True)
    await storage.migrate(database, now)
    async with database.transaction() as conn:
        await skip_ids(conn)
        lost = await outages.lose(conn, now)
        await restored.remember(conn, lost.since if lost else now, now)
        return lost


def _place(database: Database) -> Path:
    if not database.file:
        raise BadConfiguration("There is no SQLite file to restore: use pg_restore for PostgreSQL.")
    return database.file


def _prepare(saved: Path, copy: Path) -> None:
    """A whole copy beside the database, of a version that this code can read."""
    if not saved.is_file():
        raise BadConfiguration(f"There is no backup at {saved}: name the file to restore.")
    storage.check(saved)
    if (at := _version(saved)) is None:
        raise BadConfiguration(f"{saved} is damaged or isn't a Daymark database.")
    if at not in storage.versions():
        raise BadConfiguration(f"{saved} was written by a newer Daymark: install that one first.")
    storage.copy_to(saved, copy)
    _sync(copy)


def _version(file: Path) -> str | None:
    try:
        with closing(sqlite3.connect(file)) as conn:
            found = conn.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(found[0]) if found else None


def _set_aside(file: Path, now: datetime) -> None:
    """What is there now goes to the backups; if it is damaged, as it is."""
    if not file.exists():
        return
    folder = file.parent / "backups"
    folder.mkdir(exist_ok=True)
    kept = folder / f"{file.stem}-{now:%Y%m%dT%H%M%S}-replaced.db"
    kept.unlink(missing_ok=True)
    try:
        storage.copy_to(file, kept)
    except BadConfiguration:
        kept.unlink(missing_ok=True)
        file.replace(kept.with_suffix(".damaged"))


def _put(copy: Path, file: Path) -> None:
    """SQLite would read a journal of the old file into the new one."""
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    copy.replace(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    """A power cut from here on doesn't undo it."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
