"""Days that people showed in a server, and who cheered."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Date, Integer, Table, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata, of_member, person
from cogs.streaks.outcomes import Cheer, Shown

shares = Table(
    "streak_shares",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(),
    Column("day", Date, nullable=False),
    Column("guild", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person", "day", "guild"),
    sqlite_autoincrement=True,
    info={"called": "the days you shared", "stays": "posts of here"},
)
# A cheer is for the day, in whichever server it was seen: it outlives the post it was pressed on.
cheers = Table(
    "streak_cheers",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(),
    Column("day", Date, nullable=False),
    person("by", own=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person", "day", "by"),
    sqlite_autoincrement=True,
    info={"called": "cheers for your days", "stays": "others' to give"},
)


async def share(
    conn: AsyncConnection, person_id: int, day: date, guild: int, at: datetime
) -> int | None:
    """The id that the post's button names, or None where that server has seen the day."""
    row = insert(conn, shares).values(person=person_id, day=day, guild=guild, at=at)
    id_: int | None = await conn.scalar(row.on_conflict_do_nothing().returning(shares.c.id))
    return id_


async def unshare(conn: AsyncConnection, id_: int) -> None:
    await conn.execute(delete(shares).where(shares.c.id == id_))


async def shared(conn: AsyncConnection, person_id: int, day: date, guild: int) -> int | None:
    """The id under which that server has seen the day."""
    c = shares.c
    same = (c.person == person_id, c.day == day, c.guild == guild)
    id_: int | None = await conn.scalar(select(c.id).where(*same))
    return id_


async def shown(conn: AsyncConnection, id_: int, guild: int | None) -> Shown | None:
    """What was shown in this server under this id."""
    c = shares.c
    found = await conn.execute(select(c.person, c.day).where(c.id == id_, c.guild == guild))
    row = found.one_or_none()
    return Shown(*row) if row else None


async def cheer(conn: AsyncConnection, what: Shown, by: int, at: datetime) -> bool:
    """False where they had cheered for that day already."""
    row = insert(conn, cheers).values(person=what.person, day=what.day, by=by, at=at)
    return bool((await conn.execute(row.on_conflict_do_nothing())).rowcount)


async def cheers_after(conn: AsyncConnection, person_id: int, last: int) -> list[Cheer]:
    """The cheers that a person hasn't been told of, in the order they came."""
    c = cheers.c
    new = select(c.id, c.day).where(c.person == person_id, c.id > last).order_by(c.id)
    return [Cheer(*row) for row in await conn.execute(new)]
