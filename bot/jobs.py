"""What is done every so often: each job is a due row, so that of many processes one does it.

A feature says in its `setup` what and how often:

    parts.jobs.every(3_600, "feeds", digest.poll)
    parts.jobs.nightly("old papers", digest.forget)

A job that is due when nobody runs is done once at the next start. Only what each process has to do
for itself ticks by `bot/timetable.py`.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Column, String, Table, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.db import Database, Instant, insert, metadata
from bot.timetable import Job

log = logging.getLogger(__name__)

EVERY_SECONDS = 5
LEASE = timedelta(seconds=60)  # kept anew with each tick while the job runs
STEPPED = timedelta(minutes=10)  # no lease is as long: the clock has been set back
LAST_MOMENT = 5.0  # seconds
NIGHT = time(3)  # in UTC
DAY = timedelta(days=1)

jobs = Table(
    "jobs",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("due", Instant, nullable=False),
    Column("lease_until", Instant),
)


@dataclass(frozen=True)
class Chore:
    name: str
    every: timedelta
    job: Job
    nightly: bool = False

    def first(self, now: datetime) -> datetime:
        return self.after(now) if self.nightly else now

    def after(self, begun: datetime) -> datetime:
        if not self.nightly:
            return begun + self.every
        tonight = datetime.combine(begun.astimezone(UTC), NIGHT, UTC)
        return tonight if tonight > begun else tonight + DAY


class Jobs:
    """The shelf of jobs, by name."""

    def __init__(self) -> None:
        self.chores: dict[str, Chore] = {}

    def every(self, seconds: float, name: str, job: Job) -> None:
        """The first time at once, then this long after it was begun."""
        self._put(Chore(name, timedelta(seconds=seconds), job))

    def nightly(self, name: str, job: Job) -> None:
        """At 03:00 UTC, or once as soon as somebody runs again."""
        self._put(Chore(name, DAY, job, nightly=True))

    def _put(self, chore: Chore) -> None:
        if chore.name in self.chores:
            raise ValueError(f"two jobs are called {chore.name}")
        self.chores[chore.name] = chore


class Worker:
    """Does what is due and is not being done elsewhere; one that fails is logged and due again."""

    def __init__(self, db: Database, clock: Clock, jobs_: Jobs) -> None:
        self._db, self._clock, self._jobs = db, clock, jobs_
        self._running: dict[str, asyncio.Task[None]] = {}
        self._leases: dict[str, datetime] = {}
        self._turn = asyncio.Lock()
        self._stopping = False

    async def tick(self) -> None:
        """Begins what is due, and keeps the leases of what still runs."""
        async with self._db.reading() as conn:
            rows = {row.name: row for row in await conn.execute(select(jobs))}
        now = self._clock.now()
        for chore in self._jobs.chores.values():
            row = rows.get(chore.name)
            if chore.name in self._running:
                await self._hold(chore, now + LEASE)
            elif not row or not now < row.due <= now + chore.every:
                await self._begin(chore, now)

    async def settled(self) -> None:
        """Waits until all that was begun is done."""
        await asyncio.gather(*self._running.values())

    async def stop(self) -> None:
        """Begins nothing more and gives what runs a moment; then it is due for somebody else."""
        self._stopping = True
        running = list(self._running.values())
        if running:
            _, late = await asyncio.wait(running, timeout=LAST_MOMENT)
            for each in late:
                each.cancel()
            await asyncio.wait(running)

    async def _begin(self, chore: Chore, now: datetime) -> None:
        async with self._db.transaction() as conn:
            mine = not self._stopping and await _claim(conn, chore, now)
        if mine:
            self._leases[chore.name] = now + LEASE
            self._running[chore.name] = task = asyncio.create_task(self._do(chore, now))
            task.add_done_callback(lambda _: self._running.pop(chore.name, None))

    async def _do(self, chore: Chore, begun: datetime) -> None:
        due = chore.after(begun)
        try:
            await chore.job()
        except asyncio.CancelledError:
            due = begun
        except Exception:
            log.exception("a job failed and will run again name=%s", chore.name)
        await self._hold(chore, None, due=due)

    async def _hold(self, chore: Chore, until: datetime | None, **more: datetime) -> None:
        """Changes what is still ours: after too long a silence it is somebody else's."""
        async with self._turn, self._db.transaction() as conn:
            ours = (jobs.c.name == chore.name, jobs.c.lease_until == self._leases[chore.name])
            await conn.execute(update(jobs).where(*ours).values(lease_until=until, **more))
            if until:
                self._leases[chore.name] = until


async def _claim(conn: AsyncConnection, chore: Chore, now: datetime) -> bool:
    """True for the one process that is to do it now."""
    c = jobs.c
    new = insert(conn, jobs).values(name=chore.name, due=chore.first(now))
    await conn.execute(new.on_conflict_do_nothing())
    ripe = or_(c.due <= now, c.due > now + chore.every)  # later: the clock has been set back
    free = or_(c.lease_until.is_(None), c.lease_until < now, c.lease_until > now + STEPPED)
    mine = update(jobs).where(c.name == chore.name, ripe, free).values(lease_until=now + LEASE)
    return bool((await conn.execute(mine)).rowcount)
