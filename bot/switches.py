"""What a server has switched on and off (`bot/needs.py` names what there is)."""

from sqlalchemy import BigInteger, Boolean, Column, String, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert, metadata, tell_server_planners

switches = Table(
    "guild_switches",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("need", String(40), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    info={"of_server": "guild"},
)


async def said(conn: AsyncConnection, guild: int | None) -> dict[str, bool]:
    """What moderators said; nothing in direct messages. `Needs.is_on` reads it."""
    c = switches.c
    found = select(c.need, c.is_on).where(c.guild == guild)
    return {row.need: row.is_on for row in await conn.execute(found)}


async def put(conn: AsyncConnection, guild: int, need: str, is_on: bool) -> None:
    row = insert(conn, switches).values(guild=guild, need=need, is_on=is_on)
    keys = ["guild", "need"]
    await conn.execute(row.on_conflict_do_update(index_elements=keys, set_={"is_on": is_on}))
    await tell_server_planners(conn, guild)
