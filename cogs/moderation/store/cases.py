"""What moderators mean to decide about people, until they confirm it or 15 minutes are over."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    String,
    Table,
    Text,
    delete,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, metadata, person
from bot.members import Person
from bot.restraints import Restraint
from cogs.moderation.cases import Case

HELD = timedelta(minutes=15)

cases = Table(
    "restraint_cases",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    person(),
    Column("guild", BigInteger, nullable=False),
    Column("restraint", String(10)),  # None until the one to lift is picked
    Column("lifts", Boolean, nullable=False),
    Column("until", Instant),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    person("by", own=False),
    info={
        "called": "what moderators are about to decide about you",
        "stays": "moderators' own",
        "of_server": "guild",
        "passing": True,
    },
)


async def keep(conn: AsyncConnection, by: Person, case: Case) -> None:
    """Those that nobody confirmed in time go with it."""
    await conn.execute(delete(cases).where(cases.c.at < case.at - HELD))
    asked = {"interaction": case.number, "person": case.person, "reason": case.reason}
    what = {"restraint": case.restraint, "lifts": case.lifts, "until": case.until}
    await conn.execute(cases.insert().values(**asked, **what, at=case.at, guild=by.guild, by=by.id))


async def pick(
    conn: AsyncConnection, by: Person, number: int, restraint: Restraint, now: datetime
) -> Case | None:
    """Which one a lifting is about. None where it is no longer, or was never, this moderator's."""
    mine = update(cases).where(*_own(by, number, now), cases.c.lifts)
    picked = mine.values(restraint=restraint).returning(*_columns())
    return _case((await conn.execute(picked)).one_or_none())


async def take(conn: AsyncConnection, by: Person, number: int, now: datetime) -> Case | None:
    """What this moderator asked in this server, and it is gone: of two presses only one gets it."""
    taken = delete(cases).where(*_own(by, number, now)).returning(*_columns())
    return _case((await conn.execute(taken)).one_or_none())


def _own(by: Person, number: int, now: datetime) -> tuple[Any, ...]:
    c = cases.c
    return (c.interaction == number, c.by == by.id, c.guild == by.guild, c.at >= now - HELD)


def _columns() -> tuple[Any, ...]:
    c = cases.c
    return (c.interaction, c.person, c.restraint, c.lifts, c.until, c.reason, c.at)


def _case(row: Any) -> Case | None:
    if row is None:
        return None
    number, person_id, restraint, *rest = row
    return Case(number, person_id, restraint and Restraint(restraint), *rest)
