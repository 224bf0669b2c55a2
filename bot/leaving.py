"""A server that removed us long ago: its own rows go. Nobody's record goes with a server.

A table holds a server's own rows where it says in which column: `info={"of_server": "guild"}`, or
"recipient" for what leaves by itself. Rows that lean on those go with them.
"""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier
from bot.db import metadata


async def forget_server(conn: AsyncConnection, guild: int) -> None:
    """As if its moderators had never said anything."""
    for table in reversed(metadata.sorted_tables):
        if (theirs := _theirs(table, guild)) is not None:
            await conn.execute(delete(table).where(theirs))


def _theirs(table: Table, guild: int) -> ColumnElement[bool] | None:
    if name := table.info.get("of_server"):
        column = table.c[name]
        named = isinstance(column.type, BigInteger)
        return column == (guild if named else str(courier.server(guild)))
    leaning: list[Any] = []
    for key in table.foreign_keys:
        if (gone := _theirs(key.column.table, guild)) is not None:
            leaning.append(key.parent.in_(select(key.column).where(gone)))
    return or_(*leaning) if leaning else None
