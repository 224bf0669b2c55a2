"""The courier: each tick it makes due slots into deliveries, claims them, posts, and marks them."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.courier import ledger
from bot.courier.carrier import Carrier
from bot.courier.ledger import Delivery, Scheduled
from bot.courier.letters import Letter, Letters
from bot.courier.pace import Pace
from bot.courier.slots import Due
from bot.courier.verdicts import Blocked, Posted, Uncertain, Unknown, Verdict
from bot.db import Database

log = logging.getLogger(__name__)

EVERY_SECONDS = 2
CATCH_UP = timedelta(hours=6)
BATCH = 200
LISTED = 7  # of many missed slots the newest are listed
RATE = 40.0  # posts a second; Discord's limit is 50 for everything
BACK_OFF = (5, 15, 30, 60, 120, 300)  # seconds
PROBE_AFTER = 5  # server errors in a row, then one post at a time
ONE_CALL = timedelta(seconds=15)
LAST_MOMENT = 5.0  # seconds, within the ten that a stop may take
POSTPONED = timedelta(minutes=5)


class Courier:
    def __init__(self, db: Database, clock: Clock, letters: Letters, carrier: Carrier) -> None:
        self._db, self._clock, self._letters, self._carrier = db, clock, letters, carrier
        self._pace = Pace(RATE)
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

    async def _work(self) -> None:
        """In turns, so that what falls due meanwhile doesn't wait for a long queue."""
        busy = True
        while busy and not self._stopping:
            entered = await self._materialise()
            busy = await self._post_batch() or entered

    async def soonest(self) -> datetime | None:
        async with self._db.reading() as conn:
            return await ledger.soonest(conn)

    async def _materialise(self) -> bool:
        """A batch of due slots becomes deliveries, in one transaction. False when none was due."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            found = await ledger.due(conn, now, BATCH)
            for schedule in found:
                await self._try_to_enter(conn, schedule, now)
        return bool(found)

    async def _try_to_enter(
        self, conn: AsyncConnection, schedule: Scheduled, now: datetime
    ) -> None:
        """A letter that raises holds up nobody else's."""
        letter = self._letters.get(schedule.kind)
        if not letter:
            await ledger.pause(conn, schedule.to, schedule.kind, "no such letter")
            return
        try:
            async with conn.begin_nested():
                await self._enter(conn, letter, schedule, now)
        except Exception:
            log.exception("a letter failed and is tried again later schedule=%s", schedule.id)
            await ledger.postpone(conn, schedule, now + POSTPONED)

    async def _enter(
        self, conn: AsyncConnection, letter: Letter, schedule: Scheduled, now: datetime
    ) -> None:
        slots = await letter.slots(conn, schedule.to, schedule.next_slot, now)
        come = [slot for slot in slots if slot.at <= now]
        coming = next((slot for slot in slots if slot.at > now), None)
        for missed in come[:-1][-LISTED:]:
            await ledger.enter(conn, schedule, missed, now, state=ledger.SKIPPED, why="missed")
        if come:
            await self._enter_newest(conn, letter, schedule, come[-1], now)
        await ledger.move_on(conn, schedule, coming)

    async def _enter_newest(
        self, conn: AsyncConnection, letter: Letter, schedule: Scheduled, slot: Due, now: datetime
    ) -> None:
        if now - slot.at > CATCH_UP:
            await ledger.enter(conn, schedule, slot, now, state=ledger.SKIPPED, why="too late")
        elif post := await letter.write(conn, schedule.to, slot.slot, now):
            payload = json.dumps(post.components, separators=(",", ":"))
            more = {"state": ledger.PENDING, "payload": payload, "channel": post.channel}
            await ledger.enter(conn, schedule, slot, now, **more)

    async def _post_batch(self) -> bool:
        most = 1 if self._failing >= PROBE_AFTER else BATCH
        async with self._db.transaction() as conn:
            claimed = await ledger.claim(conn, self._clock.now(), most)
        queues: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in claimed:
            queues[delivery.recipient].append(delivery)
        await asyncio.gather(*(self._carry_all(queue) for queue in queues.values()))
        return bool(claimed)

    async def _carry_all(self, queue: Sequence[Delivery]) -> None:
        """One in flight per recipient, and none begun that its lease doesn't cover."""
        for delivery in queue:
            await self._pace.turn()
            if not self._stopping and self._clock.now() + ONE_CALL < delivery.lease_until:
                verdict, channel = await self._carrier.carry(delivery, self._clock.now())
                await self._mark(delivery, verdict, channel)

    async def _mark(self, delivery: Delivery, verdict: Verdict, channel: int | None) -> None:
        now = self._clock.now()
        async with self._db.transaction() as conn:
            match verdict:
                case Posted(message):
                    self._failing = 0
                    sent = {"message": message, "channel": channel}
                    await ledger.settle(conn, delivery, ledger.SENT, **sent)
                case Unknown(why, server_error):
                    self._failing += server_error
                    later = now + timedelta(seconds=_back_off(delivery.tries))
                    again = {"not_before": later, "why": why, "channel": channel}
                    await ledger.settle(conn, delivery, ledger.PENDING, **again)
                case Blocked(why):
                    await ledger.settle(conn, delivery, ledger.BLOCKED, why=why)
                    await ledger.pause(conn, delivery.to, delivery.kind, why)
                case Uncertain(why):
                    await ledger.settle(conn, delivery, ledger.UNCERTAIN, why=why)
        log.info("delivery=%s kind=%s %r", delivery.id, delivery.kind, verdict)


def _back_off(tries: int) -> int:
    return BACK_OFF[min(tries, len(BACK_OFF)) - 1]
