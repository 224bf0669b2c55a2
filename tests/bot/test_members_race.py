"""Two devices of one person at once, on a database that lets them."""

import asyncio
from datetime import time

from bot import members
from bot.db import Database
from bot.members import Person
from tests.support.clock import FrozenClock

ADA = Person(1, None)


async def test_two_first_moves_at_once_both_stay_in_the_record(db: Database, clock: FrozenClock):
    async def move(zone: str) -> None:
        async with db.transaction() as conn:
            await members.move(conn, ADA, clock.now(), zone, time(0))

    await asyncio.gather(move("Europe/Berlin"), move("Asia/Tokyo"))
    async with db.reading() as conn:
        found = await members.calendar(conn, ADA.id)
    assert found is not None
    assert {setting.zone for setting in found.settings} == {"Europe/Berlin", "Asia/Tokyo"}
