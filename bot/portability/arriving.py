"""Rows from a file, read as the tables keep them: what can't be true refuses the file whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table

from bot.members import members
from bot.portability.reading import Record, refusal
from bot.portability.shape import Wrong
from bot.portability.tables import SURROGATE, content, plain, tables
from bot.portability.values import Moment, StillToCome, Unbelievable, read

MARKS = ("imported", "brought", "imported_at")  # ours to say
MOST_OF_A_KIND = 5000
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Arriving:
    """A row by its columns. `number` is what other rows of the file call it by."""

    values: Values
    number: Any = None


@dataclass(frozen=True)
class Arrivals:
    """Rows by table, in the file's order; `unknown` names what this Daymark doesn't keep."""

    rows: Mapping[str, Sequence[Arriving]]
    profile: Values
    unknown: Sequence[str] = field(default_factory=list)


def travels(table: Table) -> bool:
    """Rows of other tables are computed anew, or are others' to say."""
    return "imported" in table.columns


def believed(record: Record, moment: Moment) -> Arrivals:
    """Raises Refusal where a value can't be, or names a day still to come (R12)."""
    rows = {table.name: rows_of(table, record, moment) for table in tables() if travels(table)}
    profile = rows_of(members, record, moment)
    known = {plain(table.name) for table in tables()}
    unknown = [name for name in record.rows if name not in known]
    return Arrivals(rows, profile[0].values if profile else {}, unknown)


def rows_of(table: Table, record: Record, moment: Moment) -> list[Arriving]:
    try:
        return list(_believed(table, record, moment))
    except StillToCome:
        raise refusal(Wrong.STILL_TO_COME) from None
    except Unbelievable:
        raise refusal(Wrong.CHANGED) from None


def _believed(table: Table, record: Record, moment: Moment) -> Iterator[Arriving]:
    rows = record.rows.get(plain(table.name), ())
    if len(rows) > table.info.get("most", MOST_OF_A_KIND):
        raise refusal(Wrong.TOO_MUCH)
    columns = [c for c in content(table) if c.name not in (SURROGATE, *MARKS)]
    for row in rows:
        said = [c for c in columns if not is_cleared(c) and _is_said(c, row)]
        values = {c.name: read(c, row.get(plain(c.name)), moment) for c in said}
        yield Arriving(values, row.get(SURROGATE))


def is_cleared(column: Column[Any]) -> bool:
    """Where something was done is that server's part: from a file it isn't believed, for whoever
    did something in a server may be on its boards."""
    return column.name == "guild" and bool(column.nullable)


def _is_said(column: Column[Any], row: Values) -> bool:
    return plain(column.name) in row or column.server_default is None
