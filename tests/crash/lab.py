"""A town of people who want to be reminded, a bot that is killed again and again, and the count.

Nothing in the bot knows of it: the moments of the kills are chosen by looking at its database and
at what has reached Discord.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.courier.tables import PENDING, SENT, deliveries
from bot.outages import outages
from tests.crash.people import YESTERDAY, reached, wish
from tests.support.stage import Stage

SEED = 20261124
BEGIN = time(0, 30)  # in UTC, which everybody lives by here
GAP = timedelta(minutes=12)  # from one group's time to the next one's
LOOK_EVERY = 0.002  # seconds
PATIENCE = 90.0
DAY = 86400


class Stood(StrEnum):
    """How far a slot had come."""

    WAITED = "not made"
    MADE = "made"
    CLAIMED = "claimed"
    POSTED = "posted, not marked"
    MARKED = "marked"


Standing = Counter[Stood]


@dataclass(frozen=True)
class Group:
    """People who are reminded at the same time."""

    at: time
    people: Sequence[str]


@dataclass
class Lab:
    """`async with Lab(stage) as lab:`; all chance comes from one seed."""

    stage: Stage
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    groups: list[Group] = field(default_factory=list)
    at_kills: Standing = field(default_factory=Counter)
    kills: int = 0

    async def __aenter__(self) -> Self:
        self._engine = create_async_engine(self.stage.database_url)
        clock = self.stage.town.clock
        clock.move((_seconds(BEGIN) - clock.now()) % DAY)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._engine.dispose()

    @property
    def people(self) -> list[str]:
        return [id for group in self.groups for id in group.people]

    async def settle(self, groups: int, each: int) -> None:
        """So many groups of new people, each with its own time, one `GAP` after the other."""
        first = datetime.combine(self._now().date(), BEGIN, UTC)
        ids = iter(self.stage.newcomers(groups * each))
        for number in range(1, groups + 1):
            at = (first + number * GAP).time()
            self.groups.append(Group(at, [next(ids) for _ in range(each)]))
        now, world = self._now(), self.stage.town.world
        await wish({group.at: group.people for group in self.groups}, self.stage.database_url, now)
        opened = {id: int(world.open_dm(world.bot_id, id)["id"]) for id in self.people[::2]}
        async with self._engine.begin() as conn:
            await reached(conn, opened, now)

    def turns(self, group: Group) -> None:
        """It is this group's time now, or later already."""
        clock = self.stage.town.clock
        clock.move(max(0, _seconds(group.at) - clock.now() % DAY))

    def passes(self, **span: float) -> None:
        self.stage.town.clock.move(timedelta(**span).total_seconds())

    async def spares_nobody(self) -> None:
        """Hours of outages would spare the day, and nobody is asked for anything on such a day."""
        async with self._engine.begin() as conn:
            await conn.execute(outages.delete())

    async def notes(self, group: Group) -> None:
        """How this group's slots stood when somebody was killed."""
        self.at_kills += await self.stand(group.people)

    async def sees(self, group: Group, enough: Callable[[Standing], object]) -> None:
        """Until the group's slots stand like this."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if enough(await self.stand(group.people)):
                    return
                await asyncio.sleep(LOOK_EVERY)

    async def stand(self, people: Sequence[str]) -> Standing:
        c = deliveries.c
        mine = c.person.in_([int(id) for id in people]) & (c.slot != YESTERDAY)
        async with self._engine.connect() as conn:
            asked = select(c.person, c.state, c.lease_until, c.tries).where(mine)
            rows = {str(row.person): row for row in await conn.execute(asked)}
        come = self.arrived(people)
        return Counter(_stood(rows.get(id), come[id]) for id in people)

    def arrived(self, people: Iterable[str]) -> dict[str, int]:
        """How many messages each of them has got."""
        world = self.stage.town.world
        shelves = {id: shelf for shelf, both in world.dms.items() for id in both}
        return {id: len(world.messages[shelves[id]]) if id in shelves else 0 for id in people}

    async def at_rest(self) -> None:
        """Until nothing is on its way. Time that passed meanwhile would pass too fast: to a call
        that takes a second it would be a minute."""
        c = deliveries.c
        held = select(func.count()).where(c.state == PENDING, c.lease_until > self._now())
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self._engine.connect() as conn:
                    if not await conn.scalar(held):
                        return
                await asyncio.sleep(0.1)

    def asked(self) -> int:
        """How many posts were asked of Discord, in vain or not."""
        return sum(m == "POST" and p.endswith("/messages") for m, p in self.stage.knocks)

    async def all_marked(self, groups: int) -> None:
        """Until nothing is left to do for the first groups; time passes whenever nothing is on its
        way."""
        people = [id for group in self.groups[:groups] for id in group.people]
        async with asyncio.timeout(PATIENCE):
            while (await self.stand(people))[Stood.MARKED] < len(people):
                self.passes(seconds=70)  # no lease and no pause for a probe is longer
                await asyncio.sleep(2.2)  # a tick
                await self.at_rest()

    def lost(self) -> list[str]:
        return [id for id, times in self.arrived(self.people).items() if times == 0]

    def double(self) -> list[str]:
        return [id for id, times in self.arrived(self.people).items() if times > 1]

    def told(self) -> str:
        """The figures in one line."""
        stood = ", ".join(f"{self.at_kills[each]} {each}" for each in Stood)
        kills = f"{self.kills} kills ({stood})" if self.kills else f"{self.asked()} posts asked for"
        counted = f"{len(self.lost())} lost, {len(self.double())} double"
        return f"{len(self.people)} slots, {kills}: {counted}"

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.stage.town.clock.now(), UTC)


def _stood(row, came: int) -> Stood:
    if row is None:
        return Stood.WAITED
    if row.state == SENT:
        return Stood.MARKED
    if came:
        return Stood.POSTED
    return Stood.CLAIMED if row.lease_until else Stood.MADE


def _seconds(at: time) -> float:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second).total_seconds()
