"""A Daymark that records leave and come to, spoken of as its members would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy

from bot.db import Database, metadata
from bot.members import Person
from bot.portability import merging, writing
from bot.portability.luggage import Luggage
from bot.portability.merging import Came
from bot.portability.reading import Record
from cogs.streaks import store
from cogs.streaks.service import Streaks
from tests.streaks.product import shown
from tests.streaks.saying import say
from tests.support.clock import FrozenClock

ADA = Person(1, 7)
File = dict[str, Any]


@dataclass
class Place:
    db: Database
    clock: FrozenClock
    streaks: Streaks
    luggage: Luggage

    async def file_of(self, who: Person = ADA) -> File:
        """As it would be read from the file."""
        async with self.db.reading() as conn:
            document = await writing.pack(conn, who.id, self.clock.now(), self.luggage)
        return json.loads(writing.print_out(document))

    async def bring(self, file: File, who: Person = ADA) -> Came:
        record = Record(file["person"], file["record"])
        async with self.db.transaction() as conn:
            return await merging.bring_in(conn, who, record, self.clock.now(), self.luggage)

    async def check_in(self, who: Person = ADA, **said: Any) -> Any:
        return await self.streaks.check_in(who, say(sent=self.clock.now(), **said))

    async def shown(self, who: Person = ADA) -> Any:
        return shown((await self.streaks.show(who)).record)

    async def board(self, who: Person = ADA) -> tuple[int, int, int]:
        """Streak, longest and total as boards count them."""
        async with self.db.reading() as conn:
            row = await store.kept(conn, who.id)
        ends = row.board_expires_at
        streak = row.board_streak if ends and self.clock.now() < ends else 0
        return streak, row.board_longest, row.board_total

    async def rows(self) -> dict[str, list[Any]]:
        async with self.db.reading() as conn:
            return {
                table.name: sorted(
                    map(tuple, await conn.execute(sqlalchemy.select(table))), key=repr
                )
                for table in metadata.sorted_tables
            }


def forged(file: File, section: str, change: Callable[[list[File]], Any]) -> File:
    """Another file, whose rows of one table somebody has changed; the checksum stops nobody."""
    other = json.loads(json.dumps(file))
    change(other["record"].setdefault(section, []))
    return other
