"""One row in every table, made from the schema, so that no table is left out of a test."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, metadata
from bot.portability.tables import own
from tests.support.clock import MONDAY_NOON

NUMBERS = count(1)
WORDS = ("read chapter 2", "check-in", "UTC", "repair", "024", "ask", "Ada", "2026-03-02")
Rows = Mapping[str, Mapping[str, Any]]


async def fill(conn: AsyncConnection, person: int, *others: int) -> Rows:
    """A row of this person in every table; wherever a row has room for one, it names another.

    The others must have been filled in before, or a person of their own stands in for them."""
    made: dict[str, Mapping[str, Any]] = {}
    for table in metadata.sorted_tables:
        row = {column.name: _value(column, person, others, made) for column in table.columns}
        row = {name: value for name, value in row.items() if value is not None}
        keys = [column == row[column.name] for column in table.primary_key if column.name in row]
        if not own(table) and keys and (await conn.execute(select(table).where(*keys))).first():
            made[table.name] = row
            continue
        result = await conn.execute(table.insert().values(**row))
        made[table.name] = {**row, **_generated(table, result.inserted_primary_key)}
    return made


def _generated(table: Table, key: Iterable[Any]) -> dict[str, Any]:
    return dict(zip((column.name for column in table.primary_key), key, strict=True))


def _value(column: Column[Any], person: int, others: tuple[int, ...], made: Rows) -> Any:
    if role := column.info.get("person"):
        first = [each.name for each in own(column.table)][:1] == [column.name]
        return person if role == "own" and first else next(iter(others), None)
    for key in column.foreign_keys:
        return made[key.column.table.name][key.column.name]
    if column.name == "id":
        return None
    if column.name == "recipient":
        return f"p:{person}"
    fits = column.info.get("only", lambda _: True)
    return next(value for value in _candidates(column) if fits(value))


def _candidates(column: Column[Any]) -> Iterable[Any]:
    """Several of the column's kind: the first that fits its rule is taken."""
    number = next(NUMBERS)
    match column.type:
        case Instant():
            return [MONDAY_NOON - timedelta(minutes=number)]
        case Date():
            return [date(2026, 2, 28) - timedelta(days=number % 300)]
        case Time():
            return [time(4), time(18)]
        case Boolean():
            return [False]
        case BigInteger() | Integer():
            return [number, number % 7 + 1, 0]
        case String(length=most):
            return [f"{word}"[:most] for word in WORDS]
        case LargeBinary():
            return [b"bytes"]
    raise AssertionError(f"what does {column} hold? Add it here and to bot/portability/values.py")


def known_at(row: Mapping[str, Any]) -> datetime | None:
    return next((value for value in row.values() if isinstance(value, datetime)), None)
