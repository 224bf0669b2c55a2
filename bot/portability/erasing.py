"""Forgetting a person: their own rows go, others' rows lose only the id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import removing
from bot.db import tell_farewells
from bot.portability.tables import called, links, others, pointing, tables, theirs


@dataclass(frozen=True)
class Kept:
    """How much is kept of a person: rows that go with them by kind, and others' that name them."""

    rows: Mapping[str, int] = field(default_factory=dict)
    named: int = 0


async def kept(conn: AsyncConnection, person_id: int) -> Kept:
    """What forgetting would take, in members' words, and how often others' rows name the person."""
    rows: dict[str, int] = {}
    named = 0
    for table in tables():
        condition = theirs(table, person_id)
        count = select(func.count()).select_from(table)
        if condition is not None and (number := await conn.scalar(count.where(condition))):
            rows[called(table)] = rows.get(called(table), 0) + number
        if names := [column == person_id for column in others(table)]:
            foreign = or_(*names) if condition is None else or_(*names) & ~condition
            named += await conn.scalar(count.where(foreign)) or 0
    return Kept(rows, named)


async def erase(conn: AsyncConnection, person_id: int, now: datetime) -> None:
    """Everything of a person in every table; rows that lean on others go first. Our messages that
    name them are taken away."""
    await tell_farewells(conn, person_id)
    await removing.forget(conn, person_id, now)
    for table in reversed(tables()):
        for column in others(table):
            await conn.execute(update(table).where(column == person_id).values({column.name: None}))
        for column, target in links(table):
            if column.nullable and (gone := pointing(column, target, person_id)) is not None:
                await conn.execute(update(table).where(gone).values({column.name: None}))
        if (condition := theirs(table, person_id)) is not None:
            await conn.execute(delete(table).where(condition))
