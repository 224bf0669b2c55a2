"""The courier: each tick it makes due slots into deliveries, claims them, posts, and marks them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from bot.clock import Clock
from bot.courier import ledger, outlook, restored, settling
from bot.courier.carrier import Carrier
from bot.courier.entering import enter_due
from bot.courier.ledger import Delivery
from bot.courier.letters import Letters
from bot.courier.pace import Pace
from bot.courier.restored import Restored
from bot.courier.trouble import Trouble
from bot.courier.verdicts import Blocked, Posted, Unknown, Verdict
from bot.db import Database

log = logging.getLogger(__name__)

Result = TypeVar("Result")

EVERY_SECONDS = 2
BATCH = 200
RATE = 40.0  # posts a second of all processes together; Discord's limit is 50 for everything
IN_FLIGHT = 20  # at once, so that no more than these have to fail before trouble is noticed
LONGEST = timedelta(seconds=35)  # of one try; none is begun that its lease doesn't cover
FIRST = 20  # posts to people not reached before, as many as a lease allows
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
        self._trouble = Trouble()
        self._room = asyncio.Semaphore(IN_FLIGHT)
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
            return await outlook.soonest(conn)

    async def _work(self) -> None:
        """In turns, so that what falls due meanwhile doesn't wait for a long queue."""
        async with self._db.reading() as conn:
            if not await outlook.anything(conn, self._clock.now()):
                return
            self._restored = await restored.latest(conn)
        opening: asyncio.Task[bool] | None = None
        try:
            busy = True
            while busy and not self._stopping:
                busy = any(await _all_of(self._enter(), self._post_batch()))
                opening = opening or asyncio.create_task(self._open())
                await asyncio.wait((opening,), timeout=0 if busy else EVERY_SECONDS)
                if opening.done():
                    busy, opening = opening.result() or busy, None
                else:
                    busy = True
            if opening:
                await opening
        finally:
            if opening:
                opening.cancel()

    async def _enter(self) -> bool:
        """What leaves next is written while the last is on its way, a few at a time: members who
        do something meanwhile wait for the same database."""
        entered = 0
        while entered < BATCH and not self._stopping:
            async with self._db.transaction() as conn:
                found = await enter_due(conn, self._letters, self._clock.now())
            if not found:
                break
            entered += found
        return entered > 0

    async def _post_batch(self) -> bool:
        if self._trouble.reigns:
            return await self._probe()
        queues: dict[object, list[Delivery]] = defaultdict(list)
        for delivery in await self._claim(BATCH, to_open=False):
            queues[self._carrier.guild(delivery) or delivery.recipient].append(delivery)
        await _all_of(*(self._carry_all(queue) for queue in queues.values()))
        return bool(queues)

    async def _open(self) -> bool:
        """First posts to people, one by one beside all others: Discord lets us open about one
        person's direct messages a second. False where there were none."""
        queue = () if self._trouble.reigns else await self._claim(FIRST, to_open=True)
        await self._carry_all(queue)
        return bool(queue)

    async def _probe(self) -> bool:
        """One delivery; True where Discord is back."""
        if self._trouble.probe(self._clock.now()):
            async with self._db.transaction() as conn:
                claimed = await ledger.probe(conn, self._clock.now())
            for delivery in claimed:
                await self._carry(delivery)
        return not self._trouble.reigns

    async def _claim(self, most: int, to_open: bool | None = None) -> Sequence[Delivery]:
        if self._stopping:
            return ()
        async with self._db.transaction() as conn:
            return await ledger.claim(conn, self._clock.now(), most, to_open=to_open)

    async def _carry_all(self, queue: Sequence[Delivery]) -> None:
        """One in flight per server. What can't be begun in time is given back untried."""
        for number, delivery in enumerate(queue):
            async with self._room:
                if self._may_begin(delivery):
                    await self._pace.turn()
                if begins := self._may_begin(delivery):
                    await self._carry(delivery)
            if not begins:
                async with self._db.transaction() as conn:
                    return await ledger.release(conn, queue[number:])

    def _may_begin(self, delivery: Delivery) -> bool:
        in_time = self._clock.now() + LONGEST <= delivery.lease_until
        return in_time and not self._stopping and not self._trouble.reigns

    async def _carry(self, delivery: Delivery) -> None:
        verdict, channel = await self._carrier.carry(delivery, self._clock.now(), self._restored)
        await self._mark(delivery, verdict, channel)

    async def _mark(self, delivery: Delivery, verdict: Verdict, channel: int | None) -> None:
        now = self._clock.now()
        match verdict:
            case Posted() | Blocked():
                self._trouble.answered()
            case Unknown(answered=True):
                pass  # Discord is there, and asks for patience
            case Unknown():
                self._trouble.failed(now)
        async with self._db.transaction() as conn:
            await settling.settle(conn, self._letters, delivery, verdict, channel, now)
        log.info(
            "delivery=%s kind=%s deed=%s %r", delivery.id, delivery.kind, delivery.deed, verdict
        )


async def _all_of(*deeds: Coroutine[Any, Any, Result]) -> list[Result]:
    """Raises what the first has raised, once all have ended: two ticks never work side by side."""
    found = await asyncio.gather(*deeds, return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException):
            raise each
    return cast("list[Result]", found)
