"""One table's rows from a file, joined to those that are here."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Table, UniqueConstraint, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert
from bot.portability.arriving import MARKS, Arriving, Values, is_cleared
from bot.portability.reading import refusal
from bot.portability.shape import Wrong
from bot.portability.tables import SURROGATE, content, links, own

BATCH = 500
Ids = Mapping[Any, int]  # what the file calls a row → the row here


@dataclass(frozen=True)
class Joined:
    table: Table
    new: Sequence[Values]
    ids: Ids


class Join:
    """`ids` are those of the tables before, for rows that lean on theirs."""

    def __init__(
        self, conn: AsyncConnection, table: Table, person_id: int, ids: Mapping[str, Ids]
    ) -> None:
        self._conn, self._table, self._ids = conn, table, ids
        [self._owner] = own(table)
        self._person = person_id
        self._key = key(table)

    async def run(self, rows: Sequence[Arriving]) -> Joined:
        """Identical facts are as many as the side that has more of them."""
        here = Counter(await self._keys())
        until = await self._until()
        arriving: list[Arriving] = []
        new: list[Values] = []
        for number, came in enumerate(rows):
            if number % BATCH == 0:
                await asyncio.sleep(0)  # a long record keeps nobody waiting
            row = Arriving(self._linked(came.values), came.number)
            arriving.append(row)
            if here[self._said(row.values)]:
                here[self._said(row.values)] -= 1
            elif until is None or row.values[self._table.info["yields"]] < until:
                new.append(row.values)
        await self._write(new)
        return Joined(self._table, new, await self._numbered(arriving))

    def _linked(self, values: Values) -> Values:
        """With the rows it leans on as they are called here."""
        found = dict(values)
        for column, target in links(self._table):
            if found.get(column.name) is not None:
                there = self._ids.get(target.name, {}).get(found[column.name])
                if there is None:
                    raise refusal(Wrong.CHANGED)
                found[column.name] = there
        return found

    def _said(self, values: Values) -> tuple[Any, ...]:
        return tuple(values.get(name) for name in self._key)

    async def _keys(self) -> list[tuple[Any, ...]]:
        columns = [self._table.columns[name] for name in self._key]
        mine = select(*columns).where(self._owner == self._person)
        return [tuple(row) for row in await self._conn.execute(mine)]

    async def _until(self) -> datetime | None:
        """Dated settings come in only for the time before the first that was made here."""
        if not (name := self._table.info.get("yields")):
            return None
        made_here = (self._owner == self._person, self._table.c.imported.is_(False))
        first = select(func.min(self._table.columns[name])).where(*made_here)
        found: datetime | None = await self._conn.scalar(first)
        return found

    async def _write(self, new: Sequence[Values]) -> None:
        mine = {self._owner.name: self._person, "imported": True}
        write = insert(self._conn, self._table).on_conflict_do_nothing()
        for first in range(0, len(new), BATCH):
            rows = [{**values, **mine} for values in new[first : first + BATCH]]
            for _, alike in groupby(rows, key=sorted):  # one statement names the same columns
                await self._conn.execute(write, list(alike))

    async def _numbered(self, rows: Sequence[Arriving]) -> Ids:
        if SURROGATE not in self._table.columns:
            return {}
        columns = [self._table.columns[name] for name in (SURROGATE, *self._key)]
        mine = select(*columns).where(self._owner == self._person)
        ids = {tuple(said): id_ for id_, *said in await self._conn.execute(mine)}
        found = {row.number: ids.get(self._said(row.values)) for row in rows}
        return {number: id_ for number, id_ in found.items() if id_ is not None}


def key(table: Table) -> tuple[str, ...]:
    """What tells a person's rows of a table apart: what the table says, a constraint, the primary
    key; else everything that a row says."""
    if said := table.info.get("key"):
        return tuple(said)
    owner = {column.name for column in own(table)}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            return tuple(c.name for c in constraint.columns if c.name not in owner)
    if SURROGATE not in table.columns:
        return tuple(c.name for c in table.primary_key if c.name not in owner)
    return tuple(
        c.name for c in content(table) if c.name not in (SURROGATE, *MARKS) and not is_cleared(c)
    )
