"""Files that were looked at and wait for a yes: checked, packed, and gone within the hour."""

import zlib
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, LargeBinary, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, metadata, person

KEPT = timedelta(hours=1)

drafts = Table(
    "import_drafts",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    person(index=True),  # they may have no record yet
    Column("at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
    info={"called": "a file that waits for your yes", "stays": "passing", "passing": True},
)


async def keep(
    conn: AsyncConnection, person_id: int, interaction: int, content: bytes, now: datetime
) -> None:
    """A person has one at a time; whoever's are old go."""
    c = drafts.c
    await conn.execute(delete(drafts).where((c.person == person_id) | (c.at < now - KEPT)))
    row = {"interaction": interaction, "at": now, "content": zlib.compress(content)}
    await conn.execute(drafts.insert().values(person=person_id, **row))


async def waiting(conn: AsyncConnection, person_id: int, interaction: int) -> bytes | None:
    """The content; None where it isn't this person's or is gone."""
    c = drafts.c
    mine = (c.person == person_id, c.interaction == interaction)
    found = await conn.scalar(select(c.content).where(*mine))
    return zlib.decompress(found) if found else None


async def drop(conn: AsyncConnection, person_id: int) -> None:
    await conn.execute(delete(drafts).where(drafts.c.person == person_id))
