"""Who is whose partner, and who asked whom."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    Select,
    String,
    Table,
    delete,
    false,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata, of_member, person
from cogs.streaks.partnering import Answer, Ask

# Each of two partners has a row, so that nobody has two. One whose partner was forgotten is free.
partners = Table(
    "streak_partners",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    person("partner", own=False),
    Column("since", Instant, nullable=False),
    info={"called": "who your partner is", "stays": "takes two"},
)
asks = Table(
    "streak_partner_asks",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    person("asked", own=False, index=True),
    Column("guild", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", String(10)),
    Column("posted", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
    info={"called": "whom you asked to be your partner", "stays": "takes two"},
)


async def partner_of(conn: AsyncConnection, person_id: int) -> int | None:
    c = partners.c
    found: int | None = await conn.scalar(select(c.partner).where(c.person == person_id))
    return found


async def pair(conn: AsyncConnection, two: Collection[int], at: datetime) -> bool:
    """Makes two people partners; False where one of them has a partner already, and then the
    transaction must not be kept."""
    low, high = sorted(two)  # always in this order, so that nobody waits for each other
    return await _bind(conn, low, high, at) and await _bind(conn, high, low, at)


async def _bind(conn: AsyncConnection, person_id: int, partner: int, at: datetime) -> bool:
    row = insert(conn, partners).values(person=person_id, partner=partner, since=at)
    free = row.on_conflict_do_update(
        index_elements=["person"],
        set_={"partner": partner, "since": at},
        where=partners.c.partner.is_(None),
    )
    return await conn.scalar(free.returning(partners.c.person)) is not None


async def part(conn: AsyncConnection, person_id: int, partner: int) -> None:
    c = partners.c
    for one, other in sorted([(person_id, partner), (partner, person_id)]):
        await conn.execute(delete(partners).where(c.person == one, c.partner == other))


async def ask(conn: AsyncConnection, asker: int, asked: int, guild: int, at: datetime) -> Ask:
    row = insert(conn, asks).values(person=asker, asked=asked, guild=guild, at=at)
    id_ = (await conn.execute(row.returning(asks.c.id))).scalar_one()
    return Ask(id_, asker, asked, guild, at)


async def settle(conn: AsyncConnection, ask_id: int, answer: Answer) -> None:
    await conn.execute(update(asks).where(asks.c.id == ask_id).values(answer=answer.value))


async def post(conn: AsyncConnection, ask_id: int, posted: bool) -> bool:
    """False where it was so already."""
    c = asks.c
    change = update(asks).where(c.id == ask_id, c.posted.is_(not posted)).values(posted=posted)
    return bool((await conn.execute(change)).rowcount)


async def asked(conn: AsyncConnection, ask_id: int) -> Ask | None:
    row = (await conn.execute(_asks().where(asks.c.id == ask_id))).one_or_none()
    return _ask(row) if row else None


async def asks_by(conn: AsyncConnection, person_id: int, since: datetime) -> list[Ask]:
    """What a person asked since then, oldest first."""
    own = _asks().where(asks.c.person == person_id, asks.c.at > since)
    return [_ask(row) for row in await conn.execute(own)]


async def asks_of(conn: AsyncConnection, person_id: int, since: datetime) -> list[Ask]:
    """What others asked of a person since then, oldest first."""
    theirs = _asks().where(asks.c.asked == person_id, asks.c.at > since)
    return [_ask(row) for row in await conn.execute(theirs)]


def _asks() -> Select[Any]:
    c = asks.c
    return select(c.id, c.person, c.asked, c.guild, c.at, c.answer, c.posted).order_by(c.id)


def _ask(row: Any) -> Ask:
    answer = Answer(row.answer) if row.answer else None
    return Ask(row.id, row.person, row.asked, row.guild, row.at, answer, row.posted)
