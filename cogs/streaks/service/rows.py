"""What is stored of a streak for boards and reminders: computed anew whenever a fact has changed,
and where it was computed under what no longer holds (R11)."""

import asyncio
from collections.abc import Sequence
from importlib.metadata import version

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, outages
from bot.clock import Clock
from bot.db import Database
from cogs.streaks import rules, store
from cogs.streaks.facts import Facts
from cogs.streaks.figures import figures
from cogs.streaks.rules import Record, replay
from cogs.streaks.service import live_board
from cogs.streaks.store import boards

BATCH = 20
STAMP = f"rules {rules.VERSION}, tzdata {version('tzdata')}"


class StoredRows:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._caught_up: dict[int, str] = {}  # servers without old rows, and the stamp that held

    async def follow(self, conn: AsyncConnection, person_id: int) -> str | None:
        """The watcher: keeps the stored row true whenever a fact has changed (R11)."""
        facts = await store.facts_of(conn, person_id)
        assert facts is not None, "a fact changed, so the record has begun"
        now = self._clock.now()
        own = replay(facts, now)
        board = replay(facts, now, imported=False) if facts.own else own
        await store.keep(conn, person_id, _row(own, board, facts))
        there = await boards.places_of(conn, person_id)
        places = [guild for guild, shown in there.items() if shown]
        found = figures(facts.here, board) if places else {}
        await boards.keep(conn, person_id, places, found, board.longest, board.total)
        await live_board.changed(conn, there)
        return f"day {own.streak} kept" if own.state is rules.State.DONE else None

    async def renew(self, stopping: asyncio.Event) -> None:
        """Computes anew what was stored under other rules, zone data or settings, or before an
        outage was known (R11), in batches so that members never wait for it, until all is done or
        we stop."""
        last = 0
        while not stopping.is_set():
            async with self._db.transaction() as conn:
                stamp = _stamp(await outages.count(conn))
                old = await store.old_rows(conn, stamp, last, BATCH)
                await self._compute_anew(conn, old)
            if len(old) < BATCH:
                return
            last = old[-1]

    async def is_current(self, conn: AsyncConnection, guild: int) -> bool:
        """R11: whether all of a server's people are computed by what holds now."""
        stamp = _stamp(await outages.count(conn))
        if self._caught_up.get(guild) == stamp:
            return True
        if await store.old_rows_in(conn, guild, stamp, 1):
            return False
        self._caught_up[guild] = stamp
        return True

    async def catch_up(self, guild: int) -> bool:
        """R11: before a board is read, a few old rows of a server's people are computed anew. False
        where there are more of them, which `renew` has yet to come round to."""
        async with self._db.reading() as conn:
            stamp = _stamp(await outages.count(conn))
            if self._caught_up.get(guild) == stamp:
                return True
            old = await store.old_rows_in(conn, guild, stamp, BATCH + 1)
        if len(old) > BATCH:
            return False
        if old:
            async with self._db.transaction() as conn:
                await self._compute_anew(conn, sorted(old))
        self._caught_up[guild] = stamp
        return True

    async def _compute_anew(self, conn: AsyncConnection, people: Sequence[int]) -> None:
        """In the order of their ids, so that two who do this never wait for each other."""
        for person_id in people:
            if await members.hold(conn, person_id):  # not forgotten meanwhile
                await self.follow(conn, person_id)


def _stamp(outages: int) -> str:
    """What a stored reading begins with while it holds (R11): an outage is news for everyone."""
    return f"{STAMP}, outages {outages},"


def _row(own: Record, board: Record, facts: Facts) -> store.Row:
    terms = sum(len(said) for said in facts.terms.values())
    return store.Row(
        streak=own.streak,
        longest=own.longest,
        total=own.total,
        expires_at=own.expires_at,
        board_streak=board.streak,
        board_longest=board.longest,
        board_total=board.total,
        board_expires_at=board.expires_at,
        stamp=f"{_stamp(len(facts.here.outages))} terms {terms}",
    )
