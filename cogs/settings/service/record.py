"""What happens with a record as a whole: it is given out, and forgotten."""

import asyncio
import logging
from datetime import datetime

from bot import members
from bot.clock import Clock
from bot.db import Database
from bot.errors import Refusal
from bot.members import Person
from bot.portability import erasing, writing
from bot.portability.luggage import Luggage
from cogs.settings.outcomes import Exported, Forgotten, Keeping

log = logging.getLogger(__name__)

MOST_BYTES = 10 * 1024 * 1024  # what Discord takes from a bot in one file


class Records:
    def __init__(self, db: Database, clock: Clock, luggage: Luggage) -> None:
        self._db, self._clock, self._luggage = db, clock, luggage

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
            await erasing.erase(conn, who.id)
        log.info("a record was forgotten")  # whose it was is forgotten too
        return Forgotten(again=False)


def _second(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0
