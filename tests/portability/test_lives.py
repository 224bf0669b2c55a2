"""Whatever somebody lived through, their record reads the same where they take it (R12, 18)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from bot import outages
from bot.errors import Refusal
from bot.members import Person
from bot.outages import Span
from cogs.settings.service import Settings
from cogs.streaks.service import Plans
from tests.portability.travelling import Place
from tests.streaks.histories import Deed, Life, lives
from tests.streaks.oracle import DAY
from tests.streaks.test_service_lives import BOLD, Living, from_a_check_in
from tests.support.world import content

LIVES = lives(without={"imported", "cancel_leave"}, steps_back=False, goals=True).map(
    from_a_check_in
)
SOME = settings(BOLD, max_examples=8)


class Travelling(Living):
    """A life with plans and outages, of which the oracle need not know here."""

    async def _rest(self, deed: Deed, weekdays: set[int]) -> None:
        await self._plan("rest", frozenset(weekdays))

    async def _leave(self, deed: Deed, first: date, last: date) -> None:
        await self._plan("leave", first.isoformat(), last.isoformat())

    async def _end_leave(self, deed: Deed) -> None:
        await self._plan("end_leave")

    async def _goal(self, deed: Deed, n: int) -> None:
        await self._plan("goal", n)

    async def _plan(self, what: str, *how: object) -> None:
        try:
            await getattr(Plans(self.db, self.clock), what)(self.who(), *how)
        except Refusal:
            return

    async def _outage(self, deed: Deed, start, end) -> None:
        async with self.db.transaction() as conn:
            await outages.remember(conn, Span(start, end))


async def live(place: Place, life: Life) -> Person:
    async with place.db.transaction() as conn:  # outages are everybody's: each life has its own
        await conn.execute(outages.outages.delete())
    living = Travelling(place.streaks, Settings(place.db, place.clock, content()), life.oracle())
    await living.move_in(life)
    for deed in life.deeds:
        await living.live(deed)
    return Person(living.id, None)


@given(life=LIVES)
@SOME
async def test_a_record_reads_the_same_where_it_is_brought_in(here, there, life):
    await reads_the_same(here, there, life)


@pytest.mark.deep
@given(life=LIVES)
@BOLD
async def test_many_records_read_the_same_where_they_are_brought_in(here, there, life):
    await reads_the_same(here, there, life)


async def reads_the_same(here: Place, there: Place, life: Life) -> None:
    who = await live(here, replace(life, deeds=life.deeds[:25]))
    here.clock.advance(seconds=1)  # nobody moves, asks for a file and brings it in at one instant
    await there.bring(await here.file_of(who), who)
    for _ in range(4):
        assert await there.shown(who) == await here.shown(who)
        before, after = await here.streaks.show(who), await there.streaks.show(who)
        assert after.rhythm == before.rhythm
        here.clock.at += DAY
    assert await there.board(who) == (0, 0, 0)
    await there.check_in(who)
    assert await there.board(who) == (1, 1, 1)


@given(life=LIVES)
@SOME
async def test_twice_is_once_and_a_copy_of_a_copy_reads_the_same(here, there, life):
    who = await live(here, replace(life, deeds=life.deeds[:12]))
    file = await here.file_of(who)
    await there.bring(file, who)
    before = await there.rows()
    assert (await there.bring(file, who)).rows == {}
    assert await there.rows() == before
    as_it_was, board = await here.shown(who), await here.board(who)
    await here.bring(await there.file_of(who), who)
    assert (await here.shown(who), await here.board(who)) == (as_it_was, board)
