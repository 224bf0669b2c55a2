"""What people planned: rest days, leave, and a goal for the week (R8 and the rhythm)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Column, Date, Integer, Select, String, Table, cast, delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import AHEAD, imported, insert, metadata, of_member, only
from cogs.streaks.facts import Goal, RestPlan

rests = Table(
    "streak_rests",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("since", Date, nullable=False, info=AHEAD),
    # Digits; 0 is Monday.
    Column("weekdays", String(7), nullable=False, info=only(lambda days: {*days} <= {*"0123456"})),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "your rest days"},
)
leave = Table(
    "streak_leave",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True, info=AHEAD),
    imported(),
    info={"called": "your days of leave"},
)
goals = Table(
    "streak_goals",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("said_on", Date, nullable=False),
    Column("days", Integer, nullable=False, info=only(lambda days: days <= 7)),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "your weekly goals"},
)


def sayings(person_id: int) -> list[Select[Any]]:
    """Every plan as rows of (what, id, day, words, imported), for one question about all."""
    r, o, g = rests.c, leave.c, goals.c
    off = select(literal("leave"), literal(0), o.day, literal(""), o.imported)
    rest = select(literal("rest"), r.id, r.since, r.weekdays, r.imported)
    goal = select(literal("goal"), g.id, g.said_on, cast(g.days, String), g.imported)
    return [
        off.where(o.person == person_id),
        rest.where(r.person == person_id),
        goal.where(g.person == person_id),
    ]


def rest_plan(since: date, weekdays: str) -> RestPlan:
    return RestPlan(since, frozenset(map(int, weekdays)))


async def plan_rest(conn: AsyncConnection, person_id: int, plan: RestPlan) -> None:
    weekdays = "".join(map(str, sorted(plan.weekdays)))
    row = {"person": person_id, "since": plan.since, "weekdays": weekdays}
    await conn.execute(rests.insert().values(**row))


async def plan_leave(conn: AsyncConnection, person_id: int, days: Collection[date]) -> None:
    """What a file planned already becomes one's own."""
    rows = [{"person": person_id, "day": day} for day in days]
    own = insert(conn, leave).on_conflict_do_update(
        index_elements=["person", "day"], set_={"imported": False}
    )
    await conn.execute(own, rows)


async def cancel_leave(conn: AsyncConnection, person_id: int, days: Collection[date]) -> None:
    gone = delete(leave).where(leave.c.person == person_id, leave.c.day.in_(days))
    await conn.execute(gone)


async def say_goal(conn: AsyncConnection, person_id: int, goal: Goal) -> None:
    await conn.execute(goals.insert().values(person=person_id, **vars(goal)))
