"""Random lives, lived through the services on a real database, read as the oracle reads them."""

from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
import sqlalchemy
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as given_settings

from bot import activity, guilds, members, outages
from bot.db import Database, tell_watchers
from bot.errors import Refusal
from bot.members import Person
from bot.outages import Span
from cogs.settings.service import Settings
from cogs.streaks import store
from cogs.streaks.facts import Dated, Terms
from cogs.streaks.outcomes import Preview
from cogs.streaks.service import Plans, Streaks
from cogs.streaks.store import Ruling
from tests.streaks.histories import Deed, Life, do, lives
from tests.streaks.oracle import DAY, Oracle
from tests.streaks.product import shown
from tests.streaks.saying import say
from tests.support.clock import FrozenClock
from tests.support.world import content

PEOPLE = count(1000)
MODERATORS = 99


@dataclass
class Living:
    """One life in both: the services are asked first, the oracle is told what they accepted."""

    streaks: Streaks
    settings: Settings
    oracle: Oracle
    id: int = field(default_factory=lambda: next(PEOPLE))

    def __post_init__(self) -> None:
        self.db, self.clock = self.streaks._db, self.streaks._clock
        self.plans = Plans(self.db, self.clock)

    def server(self, number: int) -> int:
        """Each life has servers of its own, so that only its own settings hold there."""
        return self.id * 10 + number

    def who(self, server: int = 1) -> Person:
        return Person(self.id, self.server(server))

    async def move_in(self, life: Life) -> None:
        """The server has the zone in which the record will begin; outages are everybody's."""
        row = {"guild": self.server(1), "zone": life.zone, "met_at": life.deeds[0].now}
        async with self.db.transaction() as conn:
            await conn.execute(guilds.guilds.insert().values(**row))
            for span in await outages.known(conn):
                self.oracle.outage(*span)

    async def live(self, deed: Deed) -> None:
        self.clock.at = deed.now
        await getattr(self, f"_{deed.kind}")(deed, **deed.args)

    async def _check_in(self, deed: Deed, t: Any = None, day: Any = None, counts: bool = True):
        if not counts:
            return  # no service offers a deed that is only noted yet
        sent = t or deed.now
        said = say(f"read page {next(PEOPLE)}", day=day.isoformat() if day else "", sent=sent)
        expected = do(self.oracle, deed)
        try:
            result = await self.streaks.check_in(self.who(), said)
            if isinstance(result, Preview):
                result = await self.streaks.agree(self.who(), result.draft, sent)
            assert result.day == expected
        except Refusal:
            assert isinstance(expected, str)

    async def _undo(self, deed: Deed, day: date) -> None:
        """All that was said of the day, as far as the service still takes it back."""
        notes = await self._notes_of(day)
        try:
            for note in notes:
                await self.streaks.take_back(self.who(), note, deed.now)
        except Refusal:
            return
        if notes:
            do(self.oracle, deed)

    async def _move(self, deed: Deed, zone: str | None, day_start: time | None) -> None:
        """What changes nothing is no change to the service, and to the oracle it isn't told."""
        async with self.db.reading() as conn:
            held = (await members.calendar(conn, self.id)).now_in_force
        start = held.day_start if day_start is None else day_start
        if (zone or held.zone, start) != (held.zone, held.day_start):
            await self.settings.move(self.who(), zone, day_start, seen=True)
            do(self.oracle, deed)

    async def _go_home(self, deed: Deed, server: int) -> None:
        await self.settings.go_home(self.who(server), self.server(server))
        do(self.oracle, deed)

    async def _settings(self, deed: Deed, server: int, settings: Any) -> None:
        s = settings
        terms = Terms(s.freezes_initial, s.freeze_earn_every, s.freeze_cap, s.backdate_days)
        async with self.db.transaction() as conn:
            await store.set_terms(conn, Dated(deed.now, self.server(server), terms), MODERATORS)
        do(self.oracle, deed)

    async def _repair(self, deed: Deed, day: date) -> None:
        await self._rule(deed, Ruling.REPAIR, day)

    async def _strike(self, deed: Deed, day: date) -> None:
        await self._rule(deed, Ruling.STRIKE, day)

    async def _grant(self, deed: Deed) -> None:
        today = (await self.streaks.show(self.who())).today
        await self._rule(deed, Ruling.GRANT, today)

    async def _unrepair(self, deed: Deed, day: date) -> None:
        await self._lift(deed, Ruling.REPAIR, day=day)

    async def _unstrike(self, deed: Deed, day: date) -> None:
        await self._lift(deed, Ruling.STRIKE, day=day)

    async def _ungrant(self, deed: Deed, n: int) -> None:
        await self._lift(deed, Ruling.GRANT, n=n)

    async def _rest(self, deed: Deed, weekdays: set[int]) -> None:
        await self._planned(deed, self.plans.rest(self.who(), frozenset(weekdays)))

    async def _goal(self, deed: Deed, n: int) -> None:
        await self._planned(deed, self.plans.goal(self.who(), n))

    async def _leave(self, deed: Deed, first: date, last: date) -> None:
        range_ = (first.isoformat(), last.isoformat())
        await self._planned(deed, self.plans.leave(self.who(), *range_))

    async def _end_leave(self, deed: Deed) -> None:
        await self._planned(deed, self.plans.end_leave(self.who()))

    async def _planned(self, deed: Deed, asked: Awaitable[Any]) -> None:
        expected = do(self.oracle, deed)
        try:
            await asked
            assert expected is None
        except Refusal:
            assert isinstance(expected, str)

    async def _outage(self, deed: Deed, start: datetime, end: datetime) -> None:
        """As it is noticed: everyone's row is old from then on."""
        async with self.db.transaction() as conn:
            await outages.remember(conn, Span(start, end))
        do(self.oracle, deed)

    async def _rule(self, deed: Deed, kind: Ruling, day: date) -> None:
        if do(self.oracle, deed) is not None:
            return
        row = {"kind": kind, "day": day, "at": deed.now, "guild": self.server(1), "reason": "asked"}
        async with self.db.transaction() as conn:
            await conn.execute(store.rulings.insert().values(person=self.id, by=MODERATORS, **row))
            await tell_watchers(conn, self.id)

    async def _lift(
        self, deed: Deed, kind: Ruling, day: date | None = None, n: int | None = None
    ) -> None:
        c = store.rulings.c
        standing = sqlalchemy.select(c.id).where(c.person == self.id, c.kind == kind)
        standing = standing.where(c.undone.is_(False)).order_by(c.id)
        async with self.db.transaction() as conn:
            found = list(
                await conn.scalars(standing if day is None else standing.where(c.day == day))
            )
            gone = found if n is None else found[n : n + 1]
            undone = sqlalchemy.update(store.rulings).where(c.id.in_(gone)).values(undone=True)
            await conn.execute(undone)
            await tell_watchers(conn, self.id)
        do(self.oracle, deed)

    async def _notes_of(self, day: date) -> list[int]:
        a, n = activity.activity.c, activity.notes.c
        notes = sqlalchemy.select(n.interaction).join(activity.activity, a.id == n.activity)
        async with self.db.reading() as conn:
            return list(await conn.scalars(notes.where(a.person == self.id, a.day == day)))

    async def is_read_alike(self) -> None:
        record = (await self.streaks.show(self.who())).record
        assert shown(record) == self.oracle.show(self.clock.now())


def from_a_check_in(life: Life) -> Life:
    """In the server's zone, as records begin, and by an entry that nobody refuses."""
    first = Deed("check_in", life.deeds[0].now - timedelta(seconds=1), {})
    return replace(life, day_start=time(0), deeds=[first, *life.deeds])


NO_SERVICE = {"cancel_leave", "imported"}  # dates one by one, and days without a file
LIVES = lives(without=NO_SERVICE, steps_back=False, goals=True).map(from_a_check_in)
# A life takes a while on a database: the first that goes wrong is told as it is.
BOLD = given_settings(
    max_examples=30, suppress_health_check=[*HealthCheck], phases=[Phase.generate]
)
BOLDER = given_settings(BOLD, max_examples=80)


@pytest.fixture
def settings(db: Database, clock: FrozenClock) -> Settings:
    return Settings(db, clock, content())


@given(life=LIVES)
@BOLD
async def test_a_life_s_first_weeks_read_as_the_oracle_reads_them(streaks, settings, life):
    await live_through(streaks, settings, replace(life, deeds=life.deeds[:16]), every=4)


@pytest.mark.deep
@given(life=LIVES)
@BOLDER
async def test_a_life_reads_as_the_oracle_reads_it(streaks, settings, life):
    await live_through(streaks, settings, life, every=1)


async def live_through(streaks: Streaks, settings: Settings, life: Life, every: int) -> None:
    living = Living(streaks, settings, life.oracle())
    await living.move_in(life)
    for number, deed in enumerate(life.deeds):
        await living.live(deed)
        if number % every == 0:
            await living.is_read_alike()
    for _ in range(3):
        living.clock.at += DAY
        await living.is_read_alike()
