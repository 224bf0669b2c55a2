"""What people planned: rest days, leave, and a goal for the week (R8 and the rhythm)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Column, Date, Integer, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert, metadata, of_member
from cogs.streaks.facts import Goal, RestPlan

rests = Table(
    "streak_rests",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("since", Date, nullable=False),
    Column("weekdays", String(7), nullable=False),  # digits; 0 is Monday
    info={"called": "your rest days"},
)
leave = Table(
    "streak_leave",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    info={"called": "your days of leave"},
)
goals = Table(
    "streak_goals",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("said_on", Date, nullable=False),
    Column("days", Integer, nullable=False),
    info={"called": "your weekly goals"},
)


async def rests_of(conn: AsyncConnection, person_id: int) -> Sequence[RestPlan]:
    """Every plan of rest days there was, in the order they were made."""
    c = rests.c
    found = select(c.since, c.weekdays).where(c.person == person_id).order_by(c.id)
    return [
        RestPlan(since, frozenset(map(int, weekdays)))
        for since, weekdays in await conn.execute(found)
    ]


async def plan_rest(conn: AsyncConnection, person_id: int, plan: RestPlan) -> None:
    weekdays = "".join(map(str, sorted(plan.weekdays)))
    row = {"person": person_id, "since": plan.since, "weekdays": weekdays}
    await conn.execute(rests.insert().values(**row))


async def leave_of(conn: AsyncConnection, person_id: int) -> frozenset[date]:
    return frozenset(await conn.scalars(select(leave.c.day).where(leave.c.person == person_id)))


async def plan_leave(conn: AsyncConnection, person_id: int, days: Collection[date]) -> None:
    rows = [{"person": person_id, "day": day} for day in days]
    await conn.execute(insert(conn, leave).on_conflict_do_nothing(), rows)


async def cancel_leave(conn: AsyncConnection, person_id: int, days: Collection[date]) -> None:
    gone = delete(leave).where(leave.c.person == person_id, leave.c.day.in_(days))
    await conn.execute(gone)


async def goals_of(conn: AsyncConnection, person_id: int) -> Sequence[Goal]:
    c = goals.c
    found = select(c.said_on, c.days).where(c.person == person_id).order_by(c.id)
    return [Goal(*row) for row in await conn.execute(found)]


async def say_goal(conn: AsyncConnection, person_id: int, goal: Goal) -> None:
    await conn.execute(goals.insert().values(person=person_id, **vars(goal)))
