"""What keeps us from posting in each server, as far as we know, and whether it was told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, String, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata
from cogs.moderation.findings import Finding, Wrong

troubles = Table(
    "guild_troubles",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("wrong", String(20), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("about", BigInteger, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Column("is_told", Boolean, nullable=False),
    info={"of_server": "guild"},
)


@dataclass(frozen=True)
class Trouble:
    finding: Finding
    since: datetime
    is_told: bool


async def of_server(conn: AsyncConnection, guild: int) -> list[Trouble]:
    """Oldest first."""
    c = troubles.c
    columns = (c.wrong, c.what, c.about, c.since, c.is_told)
    found = select(*columns).where(c.guild == guild).order_by(c.since, c.wrong, c.about, c.what)
    return [
        Trouble(Finding(Wrong(wrong), what, about), since, is_told)
        for wrong, what, about, since, is_told in await conn.execute(found)
    ]


async def servers(conn: AsyncConnection) -> list[int]:
    """Where there is any trouble."""
    return list(await conn.scalars(select(troubles.c.guild).distinct()))


async def keep(
    conn: AsyncConnection, guild: int, found: Collection[Finding], now: datetime
) -> None:
    """These and no others: what was known before stays as old, and as told, as it is."""
    for gone in {each.finding for each in await of_server(conn, guild)} - {*found}:
        await conn.execute(_row(guild, gone, delete(troubles)))
    for finding in found:
        await add(conn, guild, finding, now)


async def add(
    conn: AsyncConnection, guild: int, finding: Finding, now: datetime, *, told: bool = False
) -> None:
    """Twice is once."""
    about = {"wrong": finding.wrong.value, "what": finding.what, "about": finding.about}
    row = insert(conn, troubles).values(guild=guild, **about, since=now, is_told=told)
    await conn.execute(row.on_conflict_do_nothing())


async def tell(conn: AsyncConnection, guild: int, told: Iterable[Finding]) -> None:
    """These were told."""
    for finding in told:
        await conn.execute(_row(guild, finding, update(troubles)).values(is_told=True))


async def untell(conn: AsyncConnection, guild: int) -> None:
    """The word of it didn't arrive: all of it is news again."""
    await conn.execute(update(troubles).where(troubles.c.guild == guild).values(is_told=False))


def _row(guild: int, finding: Finding, change: Any) -> Any:
    c = troubles.c
    same = (c.wrong == finding.wrong.value, c.what == finding.what, c.about == finding.about)
    return change.where(c.guild == guild, *same)
