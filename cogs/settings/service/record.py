"""What happens with a record as a whole: it is given out, brought in, and forgotten."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from bot import members
from bot.clock import Clock
from bot.db import Database
from bot.errors import Refusal
from bot.members import Person
from bot.portability import erasing, merging, reading, writing
from bot.portability.luggage import Luggage
from bot.portability.merging import Came
from bot.portability.reading import Record
from bot.portability.shape import MOST_BYTES
from cogs.settings import store
from cogs.settings.outcomes import Arriving, Exported, Forgotten, Keeping

log = logging.getLogger(__name__)

AT_ONCE = 2  # files that are taken apart: each takes a process for a second or so


class _OnlyLooking(Exception):
    """Ends a transaction that is not to be kept."""


class Records:
    def __init__(self, db: Database, clock: Clock, luggage: Luggage) -> None:
        self._db, self._clock, self._luggage = db, clock, luggage
        self._readers = asyncio.Semaphore(AT_ONCE)

    async def export(self, who: Person) -> Exported:
        """Everything of a person as one file. Raises Refusal where Discord wouldn't take it."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            document = await writing.pack(conn, who.id, now, self._luggage)
        content = await asyncio.to_thread(writing.print_out, document)
        if len(content) > MOST_BYTES:
            raise Refusal(
                "Your record has grown too big for a message. Ask whoever runs Daymark here to "
                "hand it to you as a file."
            )
        return Exported(f"daymark-{now:%Y-%m-%d}.json", content)

    async def look_at(self, who: Person, content: bytes, number: int) -> Arriving:
        """What a file would bring. It waits for a yes under this number, and nothing else is kept.
        Raises Refusal where it can't be brought in."""
        async with self._readers:
            lines = await reading.take_apart(content)
        record, now = await reading.record(lines), self._clock.now()
        came = await self._try(who, record, now)
        if came.rows:
            async with self._db.transaction() as conn:
                await store.keep(conn, who.id, number, lines, now)
        return Arriving(came, number if came.rows else 0)

    async def bring_in(self, who: Person, number: int) -> Arriving:
        """Brings in the file that was looked at. Raises Refusal where it waits no longer."""
        async with self._db.reading() as conn:
            lines = await store.waiting(conn, who.id, number)
        if not lines:
            raise Refusal("That file is no longer kept. Type /me import and attach it again.")
        record, now = await reading.record(lines), self._clock.now()
        async with self._db.transaction() as conn:
            came = await merging.bring_in(conn, who, record, now, self._luggage)
            await store.drop(conn, who.id)
        log.info("a record was brought in days=%s", len(came.days))
        return Arriving(came)

    async def leave_out(self, who: Person) -> None:
        async with self._db.transaction() as conn:
            await store.drop(conn, who.id)

    async def _try(self, who: Person, record: Record, now: datetime) -> Came:
        """Brings it in and takes all of it back."""
        came = Came()
        with suppress(_OnlyLooking):
            async with self._db.transaction() as conn:
                came = await merging.bring_in(conn, who, record, now, self._luggage)
                raise _OnlyLooking
        return came

    async def keeping(self, who: Person) -> Keeping:
        async with self._db.reading() as conn:
            kept = await erasing.kept(conn, who.id)
            return Keeping(kept.rows, kept.named, _second(await members.began(conn, who.id)))

    async def forget(self, who: Person, began: int) -> Forgotten:
        """Erases everything of a person at once. `began` names the record that was asked about:
        a later one is never taken for it."""
        async with self._db.transaction() as conn:
            await members.hold(conn, who.id)
            if began != _second(await members.began(conn, who.id)):
                return Forgotten(again=True)
            await erasing.erase(conn, who.id, self._clock.now())
        log.info("a record was forgotten")  # whose it was is forgotten too
        return Forgotten(again=False)


def _second(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0
