"""The moderators' log of a server: who did what, when and why, from every feature."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.db import Database
from bot.logbook import Entry, Logbook
from bot.members import Person

PAGE = 5
LAST_PAGE = 2000  # further back nobody turns page by page


@dataclass(frozen=True)
class LogPage:
    """Newest first; pages count from 0. `about` is one person, or None for all."""

    entries: Sequence[Entry]
    page: int
    more: bool
    about: int | None


class Logs:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, logbook: Logbook) -> None:
        self._db, self._logbook = db, logbook

    async def page(self, by: Person, about: int | None, page: int) -> LogPage:
        """A page that isn't there shows the nearest one."""
        assert by.guild is not None
        most = (min(page, LAST_PAGE) + 1) * PAGE
        async with self._db.reading() as conn:
            found = await self._logbook.newest(conn, by.guild, about, most + 1)
        page = min(page, LAST_PAGE, max(0, len(found) - 1) // PAGE)
        first = page * PAGE
        return LogPage(found[first : first + PAGE], page, len(found) > first + PAGE, about)

    async def entry(self, by: Person, key: str) -> Entry | None:
        assert by.guild is not None
        async with self._db.reading() as conn:
            return await self._logbook.one(conn, by.guild, key)
