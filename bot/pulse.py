"""A heartbeat each minute while members can be answered; its silence becomes an outage (R13)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from bot import outages
from bot.clock import Clock, steady
from bot.db import Database
from bot.outages import Share, Span

EVERY_SECONDS = 60
SILENT = timedelta(minutes=10)


class Pulse:
    """The heart of one process.

    While it runs, silence is measured by a clock that nobody sets: neither a corrected machine nor
    the playground's moved clock is an outage. Only from one process to the next the wall decides.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        share: Share,
        passed: Callable[[], float] = steady,
    ) -> None:
        self._db, self._clock, self._share, self._passed = db, clock, share, passed
        self._heard: float | None = None  # by the steady clock; None before the first beat ever
        self._down = False  # the silence is known for an outage already
        self._turn, self._stopped = asyncio.Lock(), False

    async def wake(self) -> None:
        """Before anyone is answered: what was missed while we were gone is an outage from here on,
        so that the very first answer knows it."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            since = await outages.last_beat(conn, self._share)
            self._down = since is not None and now - since >= SILENT
            if since and self._down:
                await outages.remember(conn, Span(since, now))
        silent = timedelta(0) if self._down or since is None else now - since
        self._heard = None if since is None else self._passed() - max(0, silent.total_seconds())

    async def beat(self) -> bool:
        """Members can be answered now. True where that ends an outage, told from its last beat."""
        async with self._turn:
            return not self._stopped and await self._beat()

    async def stop(self) -> None:
        """Lets a beat that has begun end before the database closes."""
        async with self._turn:
            self._stopped = True

    async def _beat(self) -> bool:
        now, passed = self._clock.now(), self._passed()
        silent = timedelta(seconds=passed - self._heard if self._heard is not None else 0)
        ended = silent >= SILENT or self._down
        async with self._db.transaction() as conn:
            if ended:
                await outages.remember(conn, Span(now - silent, now))
            await outages.beat(conn, self._share, now)
        self._heard, self._down = passed, False
        return ended
