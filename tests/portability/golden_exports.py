"""Exports as members have them, each beside the ledger it was read with when it was made.

`python -m tests.portability.golden_exports` writes those of LIVES that aren't there yet, and never
one that is: the next release has to read the old ones, and read them alike.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import members
from bot.db import Database
from bot.members import Person
from bot.portability import merging, reading, writing
from cogs.streaks import store
from cogs.streaks.service import Plans
from tests.portability.conftest import place
from tests.portability.travelling import ADA, Place
from tests.streaks.golden_ledgers import ledger
from tests.support.clock import FrozenClock
from tests.support.databases import migrated, sqlite_url

FOLDER = Path(__file__).with_name("golden")
Living = Callable[[Place], Awaitable[None]]


async def three_weeks(here: Place) -> None:
    """Every day but two; minutes, a second entry, one day entered late, and one taken back."""
    for n in range(21):
        if n not in (8, 15):
            await here.check_in(did=f"chapter {n}", minutes=10 + n)
        if n == 5:
            here.clock.advance(hours=2)
            await here.check_in(did="and its exercises", minutes=15)
        if n == 9:
            await here.check_in(did="what I forgot", day="yesterday")
        here.clock.advance(days=1)
    last = await here.check_in(did="not meant")
    await here.streaks.take_back(ADA, last.note, here.clock.now())


async def rest_leave_and_goal(here: Place) -> None:
    """A weekend off, a week of leave ended early, and a goal that changes."""
    plans = Plans(here.db, here.clock)
    await here.check_in(did="read chapter 1")
    await plans.rest(ADA, frozenset({5, 6}))
    await plans.goal(ADA, 5)
    for n in range(1, 25):
        here.clock.advance(days=1)
        if n == 7:
            await plans.leave(ADA, date(2026, 3, 10).isoformat(), date(2026, 3, 16).isoformat())
        if n == 11:
            await plans.end_leave(ADA)
            await plans.goal(ADA, 3)
        if n % 7 not in (5, 6) and not 8 <= n <= 11:
            await here.check_in(did=f"chapter {n}")


async def around_the_world(here: Place) -> None:
    """Berlin, Kathmandu, Kiritimati and Honolulu, with a day that begins at four."""
    journey = {
        0: ("Europe/Berlin", time(0)),
        4: ("Asia/Kathmandu", time(4)),
        9: ("Pacific/Kiritimati", time(4)),
        14: ("Pacific/Honolulu", time(0)),
    }
    for n in range(20):
        if n in journey:
            zone, begins = journey[n]
            async with here.db.transaction() as conn:
                await members.move(conn, ADA, here.clock.now(), zone, begins)
        if n not in (10, 17):
            await here.check_in(did=f"day {n} of the journey")
        here.clock.advance(days=1)


LIVES: dict[str, Living] = {
    "three_weeks": three_weeks,
    "rest_leave_and_goal": rest_leave_and_goal,
    "around_the_world": around_the_world,
}


async def read_again(there: Place, name: str) -> str:
    """The ledger of an export where it is brought into an empty record, at the same instant."""
    lines = await reading.take_apart((FOLDER / f"{name}.json").read_bytes())
    record = await reading.record(lines)
    async with there.db.transaction() as conn:
        who = Person(int(record.person), None)
        await merging.bring_in(conn, who, record, there.clock.now(), there.luggage)
    return await _ledger(there)


async def _ledger(somewhere: Place) -> str:
    async with somewhere.db.reading() as conn:
        facts = await store.facts_of(conn, ADA.id)
    assert facts is not None
    return ledger(facts, somewhere.clock.now())


async def _write(name: str, folder: str) -> None:
    url = sqlite_url(Path(folder) / f"{name}.db")
    await asyncio.to_thread(migrated, url)
    here = place(Database(url), FrozenClock())
    await LIVES[name](here)
    async with here.db.reading() as conn:
        document = await writing.pack(conn, ADA.id, here.clock.now(), here.luggage)
    (FOLDER / f"{name}.json").write_bytes(writing.print_out(document))
    (FOLDER / f"{name}.ledger").write_text(await _ledger(here), "utf-8")
    await here.db.close()


if __name__ == "__main__":
    with TemporaryDirectory() as there:
        for missing in [name for name in LIVES if not (FOLDER / f"{name}.json").exists()]:
            asyncio.run(_write(missing, there))
            print(missing)
