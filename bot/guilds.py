"""Servers: the zone that holds for members who haven't said theirs."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, String, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata

guilds = Table(
    "guilds",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    Column("met_at", Instant, nullable=False),
)


async def meet(conn: AsyncConnection, guild: int, now: datetime) -> None:
    """Knows the server from now on; twice is once."""
    row = insert(conn, guilds).values(guild=guild, met_at=now)
    await conn.execute(row.on_conflict_do_nothing())


async def zone(conn: AsyncConnection, guild: int | None) -> str:
    """The server's IANA zone; UTC in direct messages and until moderators set one."""
    found = await conn.scalar(select(guilds.c.zone).where(guilds.c.guild == guild))
    return found or "UTC"
