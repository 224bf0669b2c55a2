"""Ticking, and nothing else: what is due lives in tables, APScheduler only wakes us."""

import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Timetable:
    """Interval jobs in memory. A tick that is late or still running is never run twice."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
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

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
