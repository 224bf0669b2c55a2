"""Who appears in these tests, and how they do things."""

from collections.abc import Sequence
from datetime import date, datetime

from bot import activity
from bot.activity import Deed, Done, Recorded
from bot.db import Database
from bot.members import Person

TOWN, VILLAGE = 100, 200
ADA = Person(1, TOWN)
RAVI = Person(2, TOWN)
MONDAY = date(2026, 3, 2)


def check_in(day: date = MONDAY) -> Deed:
    return Deed("check-in", day.isoformat(), day)


async def records(db: Database, who: Person, deed: Deed, at: datetime) -> Recorded:
    async with db.transaction() as conn:
        return await activity.record(conn, who, deed, at)


async def history(db: Database, who: Person) -> Sequence[Done]:
    async with db.reading() as conn:
        return await activity.history(conn, who.id)
