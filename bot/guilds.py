"""Servers: what holds in the whole of each, and who has been seen there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import BigInteger, Column, String, Table, Time, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata, of_member, tell_server_planners

SUMMARY_AT = time(9)  # in the zone of the server

guilds = Table(
    "guilds",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    Column("met_at", Instant, nullable=False),
    Column("moderator_role", BigInteger),  # may do what those with Manage Server may
    Column("notify_role", BigInteger),  # pinged by posts, for those who asked for it
    Column("removed_at", Instant),  # None while we are there, as far as we know
    Column("summary_at", Time),  # when moderators hear what waits; None is SUMMARY_AT
    info={"of_server": "guild"},
)
# Discord tells us nobody's leaving without a privileged intent: `seen_at` is when we last knew.
people = Table(
    "guild_people",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("guild", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("seen_at", Instant, nullable=False),
    info={
        "called": "the servers you have been in",
        "stays": "a server's own",
        "of_server": "guild",
    },
)


@dataclass(frozen=True)
class Server:
    """`zone` holds for members who haven't said theirs."""

    zone: str = "UTC"
    moderator_role: int | None = None
    notify_role: int | None = None
    removed_at: datetime | None = None
    summary_at: time = SUMMARY_AT


async def server(conn: AsyncConnection, guild: int) -> Server:
    """As it is in a server of which nobody has said anything, too."""
    c = guilds.c
    columns = (c.zone, c.moderator_role, c.notify_role, c.removed_at, c.summary_at)
    found = (await conn.execute(select(*columns).where(c.guild == guild))).one_or_none()
    return Server(*found[:4], found.summary_at or SUMMARY_AT) if found else Server()


async def say(
    conn: AsyncConnection, guild: int, **said: str | int | datetime | time | None
) -> None:
    """Keeps what is named: `zone`, `moderator_role`, `notify_role`, `removed_at`, `summary_at`. We
    must have met the server (`meet`)."""
    await conn.execute(update(guilds).where(guilds.c.guild == guild).values(**said))
    await tell_server_planners(conn, guild)


async def meet(conn: AsyncConnection, guild: int, now: datetime) -> None:
    """Knows the server from now on; twice is once."""
    row = insert(conn, guilds).values(guild=guild, met_at=now)
    await conn.execute(row.on_conflict_do_nothing())


async def there(conn: AsyncConnection) -> list[int]:
    """Every server that has us, as far as we know."""
    found = select(guilds.c.guild).where(guilds.c.removed_at.is_(None)).order_by(guilds.c.guild)
    return list(await conn.scalars(found))


async def removed(conn: AsyncConnection, until: datetime) -> list[int]:
    """Every server that had removed us by this instant."""
    found = select(guilds.c.guild).where(guilds.c.removed_at <= until).order_by(guilds.c.guild)
    return list(await conn.scalars(found))


async def hold(conn: AsyncConnection, guild: int, now: datetime) -> None:
    """Holds the server's row until the transaction ends, so that its moderators take turns."""
    await meet(conn, guild, now)
    await conn.execute(select(guilds.c.guild).where(guilds.c.guild == guild).with_for_update())


async def zone(conn: AsyncConnection, guild: int | None) -> str:
    """The server's IANA zone; UTC in direct messages and until moderators set one."""
    found = await conn.scalar(select(guilds.c.zone).where(guilds.c.guild == guild))
    return found or "UTC"


async def seen(
    conn: AsyncConnection, guild: int, person_ids: Collection[int], at: datetime
) -> None:
    """Remembers that these people, who have done something there, are in the server."""
    c = people.c
    there = (c.guild == guild, c.person.in_(person_ids))
    await conn.execute(update(people).where(*there).values(seen_at=at))


async def enter(conn: AsyncConnection, guild: int, person_id: int, at: datetime) -> None:
    """A person with a record does something in this server for the first time; twice is once."""
    row = insert(conn, people).values(guild=guild, person=person_id, seen_at=at)
    await conn.execute(row.on_conflict_do_nothing())


async def unseen(
    conn: AsyncConnection, guild: int, person_ids: Collection[int], since: datetime
) -> list[int]:
    """Of these people those whom we last knew in the server before this instant."""
    c = people.c
    there = (c.guild == guild, c.person.in_(person_ids))
    return list(await conn.scalars(select(c.person).where(*there, c.seen_at < since)))


async def leave(conn: AsyncConnection, guild: int, person_ids: Collection[int]) -> None:
    """These people are no longer in the server with us. Their own record stays."""
    there = (people.c.guild == guild, people.c.person.in_(person_ids))
    await conn.execute(delete(people).where(*there))


async def of_person(conn: AsyncConnection, person_id: int) -> dict[int, datetime]:
    """The servers in which a person has done something, and when we last knew them there."""
    c = people.c
    found = select(c.guild, c.seen_at).where(c.person == person_id).order_by(c.guild)
    return {row.guild: row.seen_at for row in await conn.execute(found)}
