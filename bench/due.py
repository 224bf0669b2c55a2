"""A hundred thousand schedules of which none is due: what a tick costs, and a start."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
from sqlalchemy import insert

from bench.figures import Row
from bench.stand import OURS, Stand
from bot import courier, storage
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.courier.tables import deliveries, schedules
from bot.db import Database
from tests.support.clock import FrozenClock

SCHEDULES = 100_000
TICKS = 300


async def rows(folder: Path) -> list[Row]:
    (folder / "full").mkdir()
    (folder / "empty").mkdir()
    async with Stand(folder / "full", OURS) as full, Stand(folder / "empty", OURS) as empty:
        ticks = [await _ticks(full, SCHEDULES), await _ticks(empty, 0)]
        starts = [[await _start(stand)] for stand in (full, empty)]
    what = f"{SCHEDULES:,} schedules beside none"
    return [Row(f"an idle tick, {what}", *ticks), Row(f"start to ready, {what}", *starts)]


async def _ticks(stand: Stand, schedules_: int) -> list[float]:
    """Milliseconds; each schedule has posted once."""
    async with _database(stand) as db:
        now = datetime.fromtimestamp(stand.town.clock.now(), UTC)
        await storage.migrate(db, now)
        if schedules_:
            await _fill(db, now, schedules_)
        carrier = Carrier(discord.Client(intents=discord.Intents.none()))
        keeper = Courier(db, FrozenClock(now), courier.Letters(), carrier)
        return [await _tick(keeper) for _ in range(TICKS)]


@asynccontextmanager
async def _database(stand: Stand) -> AsyncIterator[Database]:
    db = Database(f"sqlite+aiosqlite:///{stand.database}")
    yield db
    await db.close()


async def _fill(db: Database, now: datetime, count: int) -> None:
    week = [now + timedelta(days=1, minutes=n) for n in range(7 * 24 * 60)]
    who = [{"recipient": str(courier.server(n)), "kind": "morning"} for n in range(count)]
    tomorrow = {"next_slot": "2026-03-03", "next_due": None}
    done = {"slot": "2026-03-02", "state": "sent", "due": now, "not_before": now, "payload": ""}
    async with db.transaction() as conn:
        coming = [{**tomorrow, "next_due": week[n % len(week)]} for n in range(count)]
        both = zip(who, coming, strict=True)
        await conn.execute(insert(schedules), [{**each, **when} for each, when in both])
        await conn.execute(insert(deliveries), [{**each, **done} for each in who])


async def _tick(keeper: Courier) -> float:
    begun = time.perf_counter()
    await keeper.tick()
    return (time.perf_counter() - begun) * 1000


async def _start(stand: Stand) -> float:
    begun = time.perf_counter()
    async with stand.ready():
        return (time.perf_counter() - begun) * 1000
