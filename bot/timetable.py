"""Ticking, and nothing else: what is due lives in tables, APScheduler only wakes us."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, SystemClock, steady

log = logging.getLogger(__name__)
quiet = logging.getLogger(f"{__name__}.apscheduler")
quiet.setLevel(logging.ERROR)  # a tick that is still at work when the next is due is nothing odd

Job = Callable[[], Awaitable[None]]

LOOK_EVERY = 5.0  # seconds
STEP = timedelta(seconds=2)  # no machine's clock is corrected by so much while it only drifts


class Timetable:
    """Interval jobs in memory. A tick that is late or still running is never run twice."""

    def __init__(self, wall: Clock | None = None, look_every: float = LOOK_EVERY) -> None:
        self._wall, self._look_every = wall or SystemClock(), look_every
        self._looking: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            logger=quiet,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, seconds: float, name: str, job: Job) -> None:
        async def tick() -> None:
            try:
                await job()
            except Exception:
                log.exception("a job failed and will run again name=%s", name)

        self._scheduler.add_job(tick, "interval", seconds=seconds, id=name)

    def start(self) -> None:
        self._scheduler.start()
        self._looking = asyncio.create_task(self._look_at_the_clock())

    def stop(self) -> None:
        if self._looking:
            self._looking.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _look_at_the_clock(self) -> None:
        """APScheduler goes by the machine's clock: where that is set back by an hour, nothing
        would tick for an hour."""
        while True:
            now, passed = self._wall.now(), steady()
            await asyncio.sleep(self._look_every)
            expected = now + timedelta(seconds=steady() - passed)
            if self._wall.now() < expected - STEP:
                log.warning("the machine's clock was set back")
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._wall.now())
