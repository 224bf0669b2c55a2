"""Boards and streaks in a server of 100,000, beside the same in one of 1,000."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from bench import crowd
from bench.figures import Row
from bot import discover, storage
from bot.db import Database
from bot.members import Person
from bot.needs import Needs
from cogs.streaks import store
from cogs.streaks.boards import BOARDS
from cogs.streaks.figures import figures
from cogs.streaks.rules import replay
from cogs.streaks.service import Boards, LiveBoard, Streaks
from cogs.streaks.store import boards as board_store
from tests.support import postgres
from tests.support.clock import FrozenClock

MANY, FEW = 100_000, 1_000
ASKED, SAMPLE = 300, 20
Times = dict[str, list[float]]
Ask = Callable[[Person, int], Awaitable[object]]


async def on_sqlite(folder: Path) -> list[Row]:
    few, many = (f"sqlite+aiosqlite:///{folder / name}.db" for name in ("few", "many"))
    return _beside(await _measured(few, FEW), await _measured(many, MANY), "SQLite")


async def on_postgres(_: Path) -> list[Row]:
    """Nothing where there is no PostgreSQL."""
    if not (programs := postgres.programs()):
        return []
    with ExitStack() as closing:
        server = await asyncio.to_thread(closing.enter_context, postgres.running(programs))
        few = await _measured(await asyncio.to_thread(server.create, "few"), FEW)
        many = await _measured(await asyncio.to_thread(server.create, "many"), MANY)
    return _beside(few, many, "PostgreSQL")


def _beside(few: Times, many: Times, kind: str) -> list[Row]:
    sizes = f"{MANY:,} people beside {FEW:,}, {kind}"
    return [Row(f"{what}, {sizes}", many[what], few[what]) for what in many]


async def _measured(url: str, people: int) -> Times:
    discover.tables()
    db = Database(url)
    try:
        await storage.migrate(db, crowd.NOW)
        begun = time.perf_counter()
        clock = await crowd.fill(db, people)
        print(f"{people:,} people written in {time.perf_counter() - begun:.0f} s", flush=True)
        await _check(db, people, clock)
        return await _asked(db, people, clock)
    finally:
        await db.close()


async def _asked(db: Database, people: int, clock: FrozenClock) -> Times:
    streaks = Streaks(db, clock)
    boards = Boards(db, clock, streaks)
    live = LiveBoard(streaks, clock, Needs())

    async def week(_who: Person, _number: int) -> None:
        async with db.reading() as conn:
            await live.week(conn, crowd.SERVER, clock.now())

    ways: dict[str, Ask] = {
        "the live board": week,
        "a board's first page": lambda who, n: boards.show(
            who, crowd.SERVER, BOARDS[n % len(BOARDS)], 0
        ),
        "/streak show": lambda who, _: streaks.show(who),
        "/streak why": lambda who, _: streaks.why(who, 0),
    }
    return {
        what: [await _timed(ask, *each) for each in _askers(people)] for what, ask in ways.items()
    }


def _askers(people: int) -> Iterator[tuple[Person, int]]:
    """Anybody, wherever they stand; the first few only warm up."""
    chosen = random.Random(people)
    for n in range(ASKED):
        yield Person(chosen.randint(1, people), crowd.SERVER), n


async def _timed(ask: Ask, who: Person, number: int) -> float:
    begun = time.perf_counter()
    await ask(who, number)
    return (time.perf_counter() - begun) * 1000


async def _check(db: Database, people: int, clock: FrozenClock) -> None:
    """Of a sample, what is stored is what the replay gives."""
    async with db.reading() as conn:
        for who, _ in list(_askers(people))[:SAMPLE]:
            facts, row = await store.facts_of(conn, who.id), await store.kept(conn, who.id)
            assert facts
            assert row
            record = replay(facts, clock.now())
            assert (row.streak, row.longest, row.total) == (
                record.streak,
                record.longest,
                record.total,
            )
            for board, figure in figures(facts, record).items():
                own = await board_store.own(conn, who.id, crowd.SERVER, board)
                stored = own and own.figure
                assert (stored.value if stored else 0) == figure.value
