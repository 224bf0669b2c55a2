"""The courier: each tick it makes due slots into deliveries, claims them, posts, and marks them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.courier import ledger, planned, restored, settling
from bot.courier.carrier import Carrier
from bot.courier.entering import BATCH, enter_due
from bot.courier.ledger import Delivery
from bot.courier.letters import Letters
from bot.courier.pace import Pace
from bot.courier.restored import Restored
from bot.courier.verdicts import Posted, Unknown, Verdict
from bot.db import Database

log = logging.getLogger(__name__)

EVERY_SECONDS = 2
RATE = 40.0  # posts a second of all processes together; Discord's limit is 50 for everything
PROBE_AFTER = 5  # server errors in a row, then one post at a time
LONGEST = timedelta(seconds=35)  # of one try; none is begun that its lease doesn't cover
LAST_MOMENT = 5.0  # seconds, within the ten that a stop may take


class Courier:
    """`share` is the part of all servers that this process serves: it posts at that part of the
    rate."""

    def __init__(
        self, db: Database, clock: Clock, letters: Letters, carrier: Carrier, share: float = 1.0
    ) -> None:
        self._db, self._clock, self._letters, self._carrier = db, clock, letters, carrier
        self._pace = Pace(RATE * share)
        self._restored: Restored | None = None
        self._failing = 0
        self._stopping = False
        self._ticking: asyncio.Task[None] | None = None

    async def tick(self) -> None:
        """Posts everything that is due now. Never runs twice at once (`bot/timetable.py`)."""
        self._ticking = asyncio.create_task(self._work())
        await self._ticking

    async def stop(self) -> None:
        """Begins nothing more and gives what is on its way a moment; leases cover the rest."""
        self._stopping = True
        if self._ticking:
            await asyncio.wait((self._ticking,), timeout=LAST_MOMENT)
            self._ticking.cancel()
            await asyncio.wait((self._ticking,))

    async def soonest(self) -> datetime | None:
        """When the next post is due, or None."""
        async with self._db.reading() as conn:
            found = (await planned.soonest(conn), await ledger.soonest(conn))
        return min((each for each in found if each), default=None)

    async def _work(self) -> None:
        """In turns, so that what falls due meanwhile doesn't wait for a long queue."""
        busy = True
        while busy and not self._stopping:
            entered = await self._enter()
            busy = await self._post_batch() or entered

    async def _enter(self) -> bool:
        async with self._db.transaction() as conn:
            self._restored = await restored.latest(conn)
            return await enter_due(conn, self._letters, self._clock.now())

    async def _post_batch(self) -> bool:
        most = 1 if self._failing >= PROBE_AFTER else BATCH
        async with self._db.transaction() as conn:
            claimed = await ledger.claim(conn, self._clock.now(), most)
        queues: dict[object, list[Delivery]] = defaultdict(list)
        for delivery in claimed:
            queues[self._carrier.guild(delivery) or delivery.recipient].append(delivery)
        await asyncio.gather(*(self._carry_all(queue) for queue in queues.values()))
        return bool(claimed)

    async def _carry_all(self, queue: Sequence[Delivery]) -> None:
        """One in flight per server. What can't be begun in time is given back untried."""
        for number, delivery in enumerate(queue):
            await self._pace.turn()
            if self._stopping or self._clock.now() + LONGEST > delivery.lease_until:
                async with self._db.transaction() as conn:
                    await ledger.release(conn, queue[number:])
                return
            now = self._clock.now()
            verdict, channel = await self._carrier.carry(delivery, now, self._restored)
            await self._mark(delivery, verdict, channel)

    async def _mark(self, delivery: Delivery, verdict: Verdict, channel: int | None) -> None:
        match verdict:
            case Posted():
                self._failing = 0
            case Unknown(_, server_error):
                self._failing += server_error
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await settling.settle(conn, self._letters, delivery, verdict, channel, now)
        log.info(
            "delivery=%s kind=%s deed=%s %r", delivery.id, delivery.kind, delivery.deed, verdict
        )
