"""What the moderators of a server did, from every feature, in one log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True)
class Entry:
    """One deed. `what` and `about` are our own words (`about` may be empty), the reason stands as
    it was typed. `by` is None once they are gone."""

    id: int
    at: datetime
    what: str  # "Struck, undone since"
    person: int
    about: str  # "Tuesday 3 March 2026"
    reason: str
    by: int | None
    log: str = ""  # the log it is from, filled in by the logbook

    @property
    def key(self) -> str:
        return f"{self.log}:{self.id}"


class Log(Protocol):
    """What one feature keeps of its moderators' deeds."""

    @property
    def name(self) -> str: ...

    async def newest(
        self, conn: AsyncConnection, guild: int, about: int | None, most: int
    ) -> Sequence[Entry]:
        """The newest of a server, about one person or all, newest first."""
        ...

    async def one(self, conn: AsyncConnection, guild: int, id_: int) -> Entry | None: ...


class Logbook:
    """The shelf of logs, by name."""

    def __init__(self) -> None:
        self._logs: dict[str, Log] = {}

    def put(self, log: Log) -> None:
        self._logs[log.name] = log

    async def newest(
        self, conn: AsyncConnection, guild: int, about: int | None, most: int
    ) -> list[Entry]:
        """All logs together, newest first."""
        found = [
            _from(log, each)
            for log in self._logs.values()
            for each in await log.newest(conn, guild, about, most)
        ]
        return sorted(found, key=lambda each: (each.at, each.id), reverse=True)[:most]

    async def one(self, conn: AsyncConnection, guild: int, key: str) -> Entry | None:
        """None where there is no such entry in this server."""
        name, _, id_ = key.partition(":")
        log = self._logs.get(name)
        if not log or not (id_.isascii() and id_.isdigit() and len(id_) < 10):
            return None
        found = await log.one(conn, guild, int(id_))
        return found and _from(log, found)


def _from(log: Log, entry: Entry) -> Entry:
    return replace(entry, log=log.name)
