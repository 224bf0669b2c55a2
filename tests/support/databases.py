"""Migrated databases, made once and copied for each test."""

import asyncio
from pathlib import Path

from bot import discover, storage
from bot.db import Database
from tests.support.clock import MONDAY_NOON


def migrated(url: str) -> None:
    """Brings the database to the newest schema, and leaves nothing open."""

    async def migrate() -> None:
        database = Database(url)
        await storage.migrate(database, MONDAY_NOON)
        await database.close()

    discover.tables()
    asyncio.run(migrate())


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
