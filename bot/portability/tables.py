"""Which tables hold something of a person, and in which columns. Found in the schema."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, or_, select

from bot.db import metadata

SURROGATE = "id"  # a number that only links rows; another database gives another


def tables() -> list[Table]:
    """All tables, those that others lean on first."""
    return metadata.sorted_tables


def own(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.info.get("person") == "own"]


def others(table: Table) -> list[Column[Any]]:
    """The columns in which somebody else's row may name a person."""
    return [column for column in table.columns if column.info.get("person") == "other"]


def content(table: Table) -> list[Column[Any]]:
    """What a row says, people left out."""
    return [column for column in table.columns if "person" not in column.info]


def called(table: Table) -> str:
    """The table in a member's words."""
    return str(table.info.get("called", plain(table.name)))


def plain(name: str) -> str:
    return name.replace("_", " ")


def links(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    """The columns that point at a row of another table, people left out."""
    for column in content(table):
        for key in column.foreign_keys:
            yield column, _target(key)


def _target(key: ForeignKey) -> Table:
    return key.column.table


def theirs(table: Table, person_id: int) -> ColumnElement[bool] | None:
    """The rows that go with a person: their own, and what can't stand without one of those."""
    mine: list[ColumnElement[bool]] = [column == person_id for column in own(table)]
    for column, target in links(table):
        if not column.nullable and (gone := pointing(column, target, person_id)) is not None:
            mine.append(gone)
    return or_(*mine) if mine else None


def pointing(column: Column[Any], target: Table, person_id: int) -> ColumnElement[bool] | None:
    """The rows whose column points at one that goes with a person."""
    condition = theirs(target, person_id)
    if condition is None:
        return None
    [key] = column.foreign_keys
    return column.in_(select(key.column).where(condition))
