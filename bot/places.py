"""Which channel of a server is the place for what (`bot/needs.py`), as its moderators said."""

from sqlalchemy import BigInteger, Column, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, switches
from bot.db import insert, metadata, tell_server_planners
from bot.needs import Needs

places = Table(
    "guild_places",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("place", String(40), primary_key=True),
    Column("channel", BigInteger, nullable=False, index=True),
    info={"of_server": "guild"},
)


async def channel(conn: AsyncConnection, guild: int, place: str) -> int | None:
    """None where moderators named none."""
    c = places.c
    found: int | None = await conn.scalar(
        select(c.channel).where(c.guild == guild, c.place == place)
    )
    return found


async def in_use(conn: AsyncConnection, needs: Needs, guild: int, place: str) -> int | None:
    """The channel to post in: None where there is none, what it is for is switched off, or the
    server has removed us. For letters, when they are planned and again when they are written."""
    [need] = [need for need in needs if place in {each.name for each in need.places}]
    removed = (await guilds.server(conn, guild)).removed_at
    is_on = needs.is_on(need.name, await switches.said(conn, guild))
    return await channel(conn, guild, place) if is_on and not removed else None


async def of_server(conn: AsyncConnection, guild: int) -> dict[str, int]:
    """Every place that has a channel."""
    c = places.c
    found = select(c.place, c.channel).where(c.guild == guild).order_by(c.place)
    return {row.place: row.channel for row in await conn.execute(found)}


async def at(conn: AsyncConnection, guild: int, channel_id: int) -> list[str]:
    """What this channel is the place for."""
    c = places.c
    found = select(c.place).where(c.guild == guild, c.channel == channel_id).order_by(c.place)
    return list(await conn.scalars(found))


async def put(conn: AsyncConnection, guild: int, place: str, channel_id: int | None) -> None:
    """None takes the place away."""
    if channel_id is None:
        c = places.c
        await conn.execute(delete(places).where(c.guild == guild, c.place == place))
    else:
        row = insert(conn, places).values(guild=guild, place=place, channel=channel_id)
        keys, new = ["guild", "place"], {"channel": channel_id}
        await conn.execute(row.on_conflict_do_update(index_elements=keys, set_=new))
    await tell_server_planners(conn, guild)
