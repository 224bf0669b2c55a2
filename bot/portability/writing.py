"""A person's record as one JSON file: readable, versioned, with a sum that catches damage."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Table, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.portability.checksum import CHECKSUM, checksum
from bot.portability.luggage import Luggage, Row
from bot.portability.shape import FORMAT, VERSION
from bot.portability.tables import content, others, own, plain, tables
from bot.portability.values import written

ABOUT = (
    "Everything that Daymark keeps of one person. Bring it in elsewhere with /me import. "
    "Times are in UTC; ids are Discord's. The checksum notices damage and changes."
)

Document = dict[str, Any]


async def pack(conn: AsyncConnection, person_id: int, now: datetime, luggage: Luggage) -> Document:
    """The record as plain values, ready for `print_out`."""
    along = await luggage.rows(conn, person_id)
    sections = {
        plain(table.name): _with(
            await _rows(conn, table, person_id),
            [_row(table, row) for row in along.get(table.name, ())],
        )
        for table in tables()
        if own(table) and not table.info.get("passing")
    }
    document = {
        "format": FORMAT,
        "version": VERSION,
        "about": ABOUT,
        "person": str(person_id),
        "made at": now.isoformat(timespec="seconds"),
        "rules": {**luggage.rules, "tzdata": version("tzdata")},
        "record": {name: rows for name, rows in sections.items() if rows},
        "rows of others that name you": await _named(conn, person_id),
    }
    return {**document, CHECKSUM: checksum(document)}


def print_out(document: Document) -> bytes:
    """Indented for people. Takes a while for a long record: call it off the event loop."""
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


async def _rows(conn: AsyncConnection, table: Table, person_id: int) -> list[Document]:
    mine = or_(*(column == person_id for column in own(table)))
    found = await conn.execute(select(table).where(mine).order_by(*table.primary_key.columns))
    return [_row(table, {**row}) for row in found.mappings()]


def _with(rows: list[Document], along: list[Document]) -> list[Document]:
    """What goes along may have come the same way before."""
    said = [{name: row[name] for name in row if name not in ("id", "imported")} for row in rows]
    return rows + [row for row in along if row not in said]


def _row(table: Table, row: Row) -> Document:
    """Who else is named in a row (a moderator, a partner) is not the person's to carry away."""
    return {plain(c.name): written(c, row.get(c.name)) for c in content(table) if c.name in row}


async def _named(conn: AsyncConnection, person_id: int) -> Mapping[str, int]:
    """Others' rows are theirs: that they name the person is said, and not what they say."""
    found = {}
    for table in tables():
        if names := [column == person_id for column in others(table)]:
            count = select(func.count()).select_from(table).where(or_(*names))
            if number := await conn.scalar(count):
                found[plain(table.name)] = number
    return found
