"""When a person wants to be reminded: at a usual time, and on single weekdays at another or not at
all. Weekdays count from Monday, 0; times are wall times in the person's zone."""

from collections.abc import Collection, Mapping
from datetime import time

from sqlalchemy import Column, Integer, Table, Time, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members
from bot.db import imported, insert, metadata, of_member, only, tell_planners

WEEK = range(7)

single_days = Table(
    "member_reminders",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column(
        "weekday",
        Integer,
        primary_key=True,
        autoincrement=False,
        info=only(lambda weekday: weekday in WEEK),
    ),
    Column("at", Time),  # None where they want none on that day
    imported(),
    info={"called": "reminder times of single days", "most": len(WEEK)},
)


async def differing(conn: AsyncConnection, person_id: int) -> Mapping[int, time | None]:
    """The weekdays that aren't as usual; None for one without a reminder. They stay known while
    reminders are off."""
    c = single_days.c
    mine = select(c.weekday, c.at).where(c.person == person_id).order_by(c.weekday)
    return {row.weekday: row.at for row in await conn.execute(mine)}


async def times(conn: AsyncConnection, person_id: int) -> Mapping[int, time]:
    """The time of each weekday that has one; empty where reminders are off."""
    usual, c = members.members.c, single_days.c
    both = select(usual.reminder, c.weekday, c.at).outerjoin_from(members.members, single_days)
    rows = (await conn.execute(both.where(usual.person == person_id))).all()
    if not rows or rows[0].reminder is None:
        return {}
    week = dict.fromkeys(WEEK, rows[0].reminder) | {row.weekday: row.at for row in rows}
    return {weekday: week[weekday] for weekday in WEEK if week[weekday] is not None}


async def differ(
    conn: AsyncConnection, person_id: int, weekdays: Collection[int], at: time | None
) -> None:
    """On these weekdays at this time from now on, or not at all."""
    for weekday in weekdays:
        row = insert(conn, single_days).values(person=person_id, weekday=weekday, at=at)
        said = {"at": at, "imported": False}
        keys = ["person", "weekday"]
        await conn.execute(row.on_conflict_do_update(index_elements=keys, set_=said))
    await tell_planners(conn, person_id)


async def as_usual(conn: AsyncConnection, person_id: int, weekdays: Collection[int]) -> None:
    c = single_days.c
    mine = delete(single_days).where(c.person == person_id, c.weekday.in_(weekdays))
    await conn.execute(mine)
    await tell_planners(conn, person_id)
