"""Milestones that servers were shown, each once for a person and a number, and those that wait."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    Table,
    UniqueConstraint,
    delete,
    select,
    true,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds
from bot.activity import activity
from bot.courier import Due
from bot.db import Instant, insert, metadata, of_member
from cogs.streaks.outcomes import Milestone
from cogs.streaks.store.sharing import shares

milestones = Table(
    "streak_milestones",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(),
    Column("guild", BigInteger, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("waits", Boolean, nullable=False, server_default=true()),  # for the courier
    UniqueConstraint("person", "number", "guild"),
    sqlite_autoincrement=True,
    info={"called": "milestones of yours that were shown", "stays": "posts of here"},
)
_c = milestones.c


async def servers(conn: AsyncConnection, person_id: int, day: date) -> list[int]:
    """Where a person shows a day: in the servers in which it was kept, and in those in which they
    have shown one before; as long as they are there."""
    a, there = activity.c, guilds.people.c
    kept = select(a.guild).where(
        a.person == person_id, a.day == day, a.counts, ~a.undone, ~a.imported
    )
    shown = select(shares.c.guild).where(shares.c.person == person_id)
    either = union(kept, shown).subquery()
    found = select(there.guild).where(there.person == person_id, there.guild.in_(select(either)))
    return list(await conn.scalars(found.order_by(there.guild)))


async def remember(conn: AsyncConnection, what: Milestone, guild: int, at: datetime) -> int | None:
    """The id under which it waits to be shown there; None where it was ever shown, or waits."""
    said = {"person": what.person, "number": what.number, "day": what.day}
    row = insert(conn, milestones).values(**said, guild=guild, at=at)
    id_: int | None = await conn.scalar(row.on_conflict_do_nothing().returning(_c.id))
    return id_


async def is_known(conn: AsyncConnection, what: Milestone, guild: int) -> bool:
    same = (_c.person == what.person, _c.number == what.number, _c.guild == guild)
    return await conn.scalar(select(_c.id).where(*same)) is not None


async def waiting(conn: AsyncConnection, guild: int, most: int) -> list[Due]:
    """The first that wait to be shown in a server."""
    found = select(_c.id, _c.at).where(_c.guild == guild, _c.waits).order_by(_c.id).limit(most)
    return [Due(str(id_), at) for id_, at in await conn.execute(found)]


async def take(conn: AsyncConnection, guild: int, id_: int | None) -> None:
    """It waits no longer; None for all of the server's."""
    which = [_c.guild == guild] if id_ is None else [_c.id == id_]
    await conn.execute(update(milestones).where(*which, _c.waits).values(waits=False))


async def milestone(conn: AsyncConnection, id_: int) -> Milestone | None:
    """None where its person was forgotten meanwhile."""
    found = await conn.execute(select(_c.person, _c.day, _c.number).where(_c.id == id_))
    row = found.one_or_none()
    return Milestone(*row) if row else None


async def drop(conn: AsyncConnection, id_: int) -> None:
    """It was never shown, and may be another time."""
    await conn.execute(delete(milestones).where(_c.id == id_))
