"""What features send along with a person's rows, and ask of those that come in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

Row = Mapping[str, Any]  # a row by its columns' names
Packing = Callable[[AsyncConnection, int], Awaitable[Mapping[str, Sequence[Row]]]]
Checking = Callable[[AsyncConnection, int], Awaitable[None]]


@dataclass
class Luggage:
    """`rules` names the rules a record is read by, with their versions. A packer gives rows, by
    their table's name, that aren't the person's own here and have to be elsewhere: the terms they
    lived under. A check is asked of the record when rows have come in, and raises Refusal."""

    rules: dict[str, str] = field(default_factory=dict)
    packers: list[Packing] = field(default_factory=list)
    checks: list[Checking] = field(default_factory=list)

    async def rows(self, conn: AsyncConnection, person_id: int) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for pack in self.packers:
            for table, rows in (await pack(conn, person_id)).items():
                found.setdefault(table, []).extend(rows)
        return found
