"""Which server a person is at home in: its rules are theirs from the next study day on (R7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds
from bot.db import Instant, imported, metadata, of_member

homes = Table(
    "member_homes",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("at", Instant, nullable=False),
    Column("guild", BigInteger, nullable=False),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "your home servers", "yields": "at", "most": 200},
)


@dataclass(frozen=True)
class Home:
    """A dated fact: from the next study day after `at` this server's rules apply (R7)."""

    at: datetime
    guild: int


async def history(
    conn: AsyncConnection, person_id: int, *, imported: bool = False
) -> Sequence[Home]:
    """The home servers a person has had here, in the order they chose them, or those that a file
    tells of: whatever their ids, nobody here rules for them."""
    c = homes.c
    mine = select(c.at, c.guild).where(c.person == person_id, c.imported == imported)
    return [Home(*row) for row in await conn.execute(mine.order_by(c.at, c.id))]


async def settle(conn: AsyncConnection, person_id: int, guild: int, now: datetime) -> None:
    """The first server where someone did something becomes their home. Asked again: what came
    with the lock may be older than what was waited for."""
    if not await history(conn, person_id):
        await guilds.meet(conn, guild, now)
        await choose(conn, person_id, guild, now)


async def choose(conn: AsyncConnection, person_id: int, guild: int, now: datetime) -> None:
    """Another home; a clock that stepped back doesn't change the order."""
    held = await history(conn, person_id)
    at = max(now, held[-1].at) if held else now
    await conn.execute(homes.insert().values(person=person_id, at=at, guild=guild))
