"""Processes on one PostgreSQL take turns at IDENTIFY: Discord wants five seconds between two of a
bucket, whoever sends them (RELIABILITY 3). One process alone is spaced by discord.py itself."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import Column, Integer, Table, func, select, update

from bot.db import Database, Instant, insert, metadata

SPACING = 5.0  # seconds
MARGIN = 0.25  # of what lies between our turn and the sending
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

identifies = Table(
    "identifies",
    metadata,
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),  # by the database's clock
)


async def turn(db: Database, bucket: int) -> None:
    """Returns when it is our turn; only for PostgreSQL.

    A row that is held, and not an advisory lock: whoever is killed right after identifying would
    let go of that at once.
    """
    c = identifies.c
    mine = c.bucket == bucket
    passed = func.extract("epoch", func.clock_timestamp() - c.at)
    async with db.transaction() as conn:
        first = insert(conn, identifies).values(bucket=bucket, at=NEVER)
        await conn.execute(first.on_conflict_do_nothing())
        await conn.execute(select(c.bucket).where(mine).with_for_update())
        left = SPACING + MARGIN - float(await conn.scalar(select(passed).where(mine)) or 0)
        await asyncio.sleep(min(max(left, 0), SPACING + MARGIN))  # the clock may have been set
        await conn.execute(update(identifies).where(mine).values(at=func.clock_timestamp()))
