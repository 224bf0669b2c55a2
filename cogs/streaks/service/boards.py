"""What happens when someone asks how people stand beside each other in a server."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, members, restraints
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from cogs.streaks import refusals
from cogs.streaks.boards import Board, Place, numbered
from cogs.streaks.outcomes import BoardPage, Glimpse, LeftOff, Unlisted
from cogs.streaks.rules import replay
from cogs.streaks.service import live_board
from cogs.streaks.service.rows import StoredRows
from cogs.streaks.store import boards as store
from cogs.streaks.store import facts_of

PAGE = 10
COUNTED = 10_000  # places; further down a board has no pages and tells no rank
RENEWED_AT_ONCE, DROPPED_AT_ONCE = 20, 2000
SEEN_FOR = timedelta(days=1)


class Boards:
    """`streaks` computes figures anew. A board is counted down to the place `counted`."""

    def __init__(
        self, db: Database, clock: Clock, streaks: StoredRows, counted: int = COUNTED
    ) -> None:
        self._db, self._clock, self._streaks, self._counted = db, clock, streaks, counted

    async def show(self, who: Person, guild: int, board: Board, page: int | None) -> BoardPage:
        """One page of a server's board at this instant, and the asker's own place on it; pages
        count from 0, None is the one on which the asker stands."""
        now = self._clock.now()
        current = await self._streaks.catch_up(guild)
        async with self._db.reading() as conn:
            own = await self._own_place(conn, who.id, guild, board, now)
            page = max(0, min(_page_of(own) if page is None else page, (self._counted - 1) // PAGE))
            found = await store.listed(conn, guild, board, now, page * PAGE, PAGE + 1)
            people = [(standing.person, standing.figure.value) for standing in found]
            first = 1
            if page and people:
                first = await self._rank(conn, guild, board, now, people[0][1]) or 1
        more = len(people) > PAGE and (page + 1) * PAGE < self._counted
        places = numbered(people[:PAGE], page * PAGE, first)
        return BoardPage(guild, board, page, places, more, own, self._counted, current)

    async def _own_place(
        self, conn: AsyncConnection, person_id: int, guild: int, board: Board, now: datetime
    ) -> Place | Unlisted | LeftOff:
        own = await store.own(conn, person_id, guild, board)
        if own is None:
            return Unlisted.NEW
        if own.hidden:
            return Unlisted.HIDDEN
        if off := (await restraints.left_off(conn, person_id)).get(guild):
            return LeftOff(off.at, off.reason)
        if not own.is_there:
            return Unlisted.ELSEWHERE
        value = own.figure.reads(now) if own.figure else 0
        if not value:
            return Unlisted.NOTHING
        return Place(await self._rank(conn, guild, board, now, value), person_id, value)

    async def _rank(
        self, conn: AsyncConnection, guild: int, board: Board, now: datetime, value: int
    ) -> int | None:
        better = await store.better(conn, guild, board, now, value, self._counted)
        return None if better is None else better + 1

    async def glimpse(self, person_id: int) -> Glimpse:
        """Raises Refusal where there is no record, or its owner hides; it doesn't say which."""
        async with self._db.reading() as conn:
            facts = await facts_of(conn, person_id)
            if not facts or (await members.profile(conn, person_id)).hidden:
                raise refusals.nothing_to_show()
        return Glimpse(person_id, replay(facts, self._clock.now(), imported=False))

    async def servers_of(self, who: Person) -> list[int]:
        """The servers in which a person has done something."""
        async with self._db.reading() as conn:
            return [*await guilds.of_person(conn, who.id)]

    async def unsure(self, guild: int, people: Collection[int]) -> list[int]:
        """Of these people those whom nobody has seen in the server for a day."""
        async with self._db.reading() as conn:
            return await guilds.unseen(conn, guild, people, self._clock.now() - SEEN_FOR)

    async def checked(self, guild: int, there: Collection[int], gone: Collection[int]) -> None:
        """Keeps what Discord said about who is still in the server: who has left loses their
        place there, and nothing of their own."""
        async with self._db.transaction() as conn:
            await guilds.seen(conn, guild, there, self._clock.now())
            await guilds.leave(conn, guild, gone)
            await store.forget(conn, guild, gone)
            await live_board.changed(conn, [guild] if gone else [])

    async def renew(self, stopping: asyncio.Event) -> None:
        """Brings up to date what has turned by itself, in batches so that members never wait for
        it, until all is done or we stop."""
        while not stopping.is_set() and await self._renew_some():
            pass

    async def _renew_some(self) -> bool:
        now = self._clock.now()
        async with self._db.transaction() as conn:
            if turned := await store.drop_turned(conn, now, DROPPED_AT_ONCE):
                await live_board.changed(conn, turned)
                return True
        async with self._db.transaction() as conn:
            people = await store.turned(conn, now, RENEWED_AT_ONCE)
            for person_id in people:
                await self._streaks.follow(conn, person_id)
        return bool(people)


def _page_of(own: Place | Unlisted | LeftOff) -> int:
    return (own.rank - 1) // PAGE if isinstance(own, Place) and own.rank else 0
