"""A server full of people with a hundred days each, made by copying a hundred who are real.

The first hundred are written through the product, so that what is stored of them is what the replay
gives; all others are rows of theirs under another id.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, guilds, homes, members
from bot.activity import activity as deeds
from bot.db import Database
from bot.members import Person
from cogs.streaks import store
from cogs.streaks.facts import Goal
from cogs.streaks.service import Streaks
from cogs.streaks.store import boards, plans
from tests.support.clock import FrozenClock

SERVER = 7
REAL = 100
DAYS = 100
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
GAP = 10 * DAY  # longer than any freeze
COPIED = (
    members.members,
    members.day_settings,
    homes.homes,
    guilds.people,
    deeds,
    plans.goals,
    store.rows,
    boards.figures,
)
copies = Table("copies", MetaData(), Column("n", Integer, primary_key=True), prefixes=["TEMPORARY"])


async def fill(db: Database, people: int) -> FrozenClock:
    """`people` is a multiple of a hundred; returns the clock at which their rows are true."""
    clock = FrozenClock(NOW)
    for number in range(1, REAL + 1):
        async with db.transaction() as conn:
            await _live(conn, number)
            await Streaks(db, clock).follow(conn, number)
    async with db.transaction() as conn:
        await conn.run_sync(copies.create)
        if people > REAL:
            await conn.execute(copies.insert(), [{"n": n} for n in range(1, people // REAL)])
        for table in COPIED:
            await _copy(conn, table)
        await conn.run_sync(copies.drop)
    await _settle(db)
    return clock


async def _live(conn: AsyncConnection, number: int) -> None:
    """The latest `number` days in a row, a gap, and the rest of a hundred before it."""
    today = NOW - (number % 2) * DAY  # every other has today still before them
    instants = [today - n * DAY for n in range(number)]
    instants += [today - GAP - n * DAY for n in range(number, DAYS)]
    who = Person(number, SERVER)
    await members.meet(conn, who, min(instants))
    await plans.say_goal(conn, number, Goal(min(instants).date(), number % 7 + 1))
    rows = [
        {
            "person": number,
            "kind": "check-in",
            "key": at.date().isoformat(),
            "day": at.date(),
            "at": at,
            "guild": SERVER,
            "counts": True,
        }
        for at in instants
    ]
    await conn.execute(activity.activity.insert(), rows)
    await members.reached(conn, number, today.date())


async def _copy(conn: AsyncConnection, table: Table) -> None:
    kept = [c for c in table.columns if c.name not in ("id", "person")]
    shifted = (table.c.person + copies.c.n * REAL).label("person")
    rows = select(shifted, *kept).select_from(copies.join(table, true()))
    names = ["person", *(column.name for column in kept)]
    await conn.execute(insert(table).from_select(names, rows))


async def _settle(db: Database) -> None:
    """What the database's own housekeeping would have done by the time so many have come."""
    if not db.is_sqlite:
        engine = db.writer.execution_options(isolation_level="AUTOCOMMIT")
        async with engine.connect() as conn:
            await conn.execute(text("VACUUM ANALYZE"))
