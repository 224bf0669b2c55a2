"""Boards as the service tells them, on both databases: who is on them, where, and until when."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot import members, outages
from bot.leaving import forget_server
from bot.members import Person
from bot.outages import Span
from cogs.streaks.boards import BOARDS, Board, Measure, Period, Place
from cogs.streaks.figures import percent
from cogs.streaks.outcomes import Unlisted
from cogs.streaks.service import Boards, Plans
from cogs.streaks.store.boards import figures
from tests.streaks.saying import ADA, BEN, LEARNERS, NIGHT_SCHOOL, say

STREAKS = Board(Measure.STREAK, Period.ALL)
CLEO = Person(3, LEARNERS)


@pytest.fixture
def boards(db, clock, streaks) -> Boards:
    return Boards(db, clock, streaks)


async def keep(streaks, clock, *people):
    for who in people:
        await streaks.check_in(who, say(sent=clock.now()))


async def test_whoever_checks_in_is_on_the_board_of_that_server(boards, streaks, clock):
    await keep(streaks, clock, ADA)
    clock.advance(days=1)
    await keep(streaks, clock, ADA, BEN)
    shown = await boards.show(BEN, LEARNERS, STREAKS, 0)
    assert shown.places == [Place(1, ADA.id, 2), Place(2, BEN.id, 1)]
    assert shown.own == Place(2, BEN.id, 1)
    assert (await boards.show(ADA, NIGHT_SCHOOL, STREAKS, 0)).own is Unlisted.ELSEWHERE


async def test_one_record_stands_in_every_server_where_one_was_active(boards, streaks, clock):
    await keep(streaks, clock, ADA)
    clock.advance(days=1)
    await keep(streaks, clock, Person(ADA.id, NIGHT_SCHOOL))
    for guild in (LEARNERS, NIGHT_SCHOOL):
        assert (await boards.show(ADA, guild, STREAKS, 0)).places == [Place(1, ADA.id, 2)]


async def test_ties_share_a_rank(boards, streaks, clock):
    await keep(streaks, clock, CLEO)
    clock.advance(days=1)
    await keep(streaks, clock, ADA, BEN, CLEO, Person(4, LEARNERS))
    shown = await boards.show(BEN, LEARNERS, STREAKS, 0)
    assert [(p.rank, p.person) for p in shown.places] == [(1, 3), (2, 1), (2, 2), (2, 4)]


async def test_one_s_own_place_is_told_from_far_down_and_pages_go_on(boards, streaks, clock):
    many = [Person(100 + n, LEARNERS) for n in range(12)]
    await keep(streaks, clock, *many)
    clock.advance(days=1)
    await keep(streaks, clock, *many, ADA)
    first = await boards.show(ADA, LEARNERS, STREAKS, 0)
    assert (len(first.places), first.more, first.own) == (10, True, Place(13, ADA.id, 1))
    last = await boards.show(ADA, LEARNERS, STREAKS, 1)
    assert [(p.rank, p.person) for p in last.places] == [(1, 110), (1, 111), (13, 1)]
    assert not last.more
    for page in (-1, 10**9):
        await boards.show(ADA, LEARNERS, STREAKS, page)


async def test_beyond_the_last_place_counted_one_still_sees_one_s_own_figure(db, streaks, clock):
    boards = Boards(db, clock, streaks, counted=10)
    many = [Person(100 + n, LEARNERS) for n in range(12)]
    await keep(streaks, clock, *many)
    clock.advance(days=1)
    await keep(streaks, clock, *many, ADA)
    shown = await boards.show(ADA, LEARNERS, STREAKS, 5)
    assert (shown.page, len(shown.places), shown.more) == (0, 10, False)
    assert shown.own == Place(None, ADA.id, 1)
    assert (await boards.show(many[11], LEARNERS, STREAKS, 0)).own == Place(1, 111, 2)


async def test_hiding_takes_one_off_every_board_and_back(boards, streaks, db, clock):
    await keep(streaks, clock, ADA, Person(ADA.id, NIGHT_SCHOOL), BEN)
    async with db.transaction() as conn:
        await members.hide(conn, ADA, True, clock.now())
    await keep(streaks, clock, ADA)
    for guild in (LEARNERS, NIGHT_SCHOOL):
        for board in BOARDS:
            shown = await boards.show(ADA, guild, board, 0)
            assert ADA.id not in [place.person for place in shown.places]
            assert shown.own is Unlisted.HIDDEN
    async with db.transaction() as conn:
        await members.hide(conn, ADA, False, clock.now())
    assert (await boards.show(ADA, NIGHT_SCHOOL, STREAKS, 0)).own == Place(1, ADA.id, 1)


async def test_a_streak_ends_on_the_board_at_its_own_instant(boards, streaks, db, clock):
    await keep(streaks, clock, ADA)
    async with db.transaction() as conn:
        await members.hide(conn, BEN, False, clock.now())  # a record, and nothing kept
    clock.advance(days=2, hours=12, seconds=-1)  # a freeze covers the 3rd
    assert (await boards.show(ADA, LEARNERS, STREAKS, 0)).own == Place(1, ADA.id, 1)
    clock.advance(seconds=1)
    assert (await boards.show(ADA, LEARNERS, STREAKS, 0)).own is Unlisted.NOTHING
    assert (await boards.show(BEN, LEARNERS, STREAKS, 0)).own is Unlisted.NOTHING
    assert (await boards.show(CLEO, LEARNERS, STREAKS, 0)).own is Unlisted.NEW


@pytest.mark.parametrize("board", BOARDS, ids=" ".join)
@pytest.mark.parametrize("ticking", [True, False])
async def test_weeks_and_months_end_with_and_without_a_tick(
    boards, streaks, db, clock, board, ticking
):
    """Two of a goal of four in a first week, then nothing: read each noon for a month."""
    await Plans(db, clock).goal(ADA, 4)
    for _ in range(2):
        await keep(streaks, clock, ADA)
        clock.advance(days=1)
    read = []
    for _ in range(32):
        if ticking:
            await boards.renew(asyncio.Event())
        own = (await boards.show(ADA, LEARNERS, board, 0)).own
        value = own.value if isinstance(own, Place) else 0
        read.append(percent(value) if board.measure is Measure.PERCENT else value)
        clock.advance(days=1)
    assert read == expected(board, ticking)


def expected(board: Board, ticking: bool) -> list[int]:
    """From Wednesday 4 March on; the week ends with the 8th, the month with the 31st."""
    match board.measure, board.period:
        case Measure.STREAK, _:  # the freeze covers the 4th
            return [2, 2] + 30 * [0]
        case Measure.DAYS, Period.WEEK:
            return 5 * [2] + 27 * [0]
        case Measure.DAYS, Period.MONTH:
            return 28 * [2] + 4 * [0]
        case Measure.DAYS, Period.ALL:
            return 32 * [2]
        case Measure.PERCENT, Period.WEEK:
            return 5 * [50] + 27 * [0]
    # A week in hand counts once it is kept or over; without a tick only the first turn is known.
    thinning = [50, 25, 16, 12] if ticking else 4 * [50]
    weeks = 5 * [0] + [value for value in thinning for _ in range(7)][:27]
    if ticking and board.period is Period.MONTH:
        weeks[28:] = 4 * [0]
    return weeks


async def was_down(db, clock, days):
    """Noticed now, and not yet told to anybody's stored row."""
    begin = clock.now()
    clock.advance(days=days)
    async with db.transaction() as conn:
        await outages.remember(conn, Span(begin, clock.now()))


async def test_a_streak_that_an_outage_spared_is_on_the_board_at_once(boards, streaks, db, clock):
    await keep(streaks, clock, ADA, BEN)
    shown = await boards.show(ADA, LEARNERS, STREAKS, 0)
    await was_down(db, clock, 5)
    await boards.renew(asyncio.Event())  # the minute's own, which drops what came to nothing
    after = await boards.show(ADA, LEARNERS, STREAKS, 0)
    assert after == shown
    assert after.current


async def test_a_board_says_while_many_of_its_rows_are_old(boards, streaks, db, clock):
    await keep(streaks, clock, *(Person(100 + n, LEARNERS) for n in range(25)))
    await keep(streaks, clock, Person(BEN.id, NIGHT_SCHOOL))
    await was_down(db, clock, 5)
    assert not (await boards.show(BEN, LEARNERS, STREAKS, 0)).current
    there = await boards.show(BEN, NIGHT_SCHOOL, STREAKS, 0)
    assert (there.current, there.own) == (True, Place(1, BEN.id, 1))
    await streaks.renew(asyncio.Event())
    after = await boards.show(BEN, LEARNERS, STREAKS, 0)
    assert (after.current, len(after.places), after.more) == (True, 10, True)


async def test_who_has_left_loses_the_place_there_and_nothing_else(boards, streaks, clock):
    await keep(streaks, clock, ADA, Person(ADA.id, NIGHT_SCHOOL), BEN)
    assert await boards.unsure(LEARNERS, [ADA.id, BEN.id]) == []
    clock.advance(days=1, seconds=1)
    assert sorted(await boards.unsure(LEARNERS, [ADA.id, BEN.id, 99])) == [ADA.id, BEN.id]
    await boards.checked(LEARNERS, there=[BEN.id], gone=[ADA.id])
    assert await boards.unsure(LEARNERS, [ADA.id, BEN.id]) == []
    shown = await boards.show(ADA, LEARNERS, STREAKS, 0)
    assert [place.person for place in shown.places] == [BEN.id]
    assert shown.own is Unlisted.ELSEWHERE
    assert (await boards.show(ADA, NIGHT_SCHOOL, STREAKS, 0)).own == Place(1, ADA.id, 1)
    await keep(streaks, clock, ADA)
    assert (await boards.show(ADA, LEARNERS, STREAKS, 0)).own == Place(1, ADA.id, 2)


async def test_a_server_that_is_forgotten_has_no_board(boards, streaks, clock, db):
    await keep(streaks, clock, ADA, Person(BEN.id, NIGHT_SCHOOL))
    async with db.transaction() as conn:
        await forget_server(conn, LEARNERS)
    assert (await boards.show(ADA, LEARNERS, STREAKS, 0)).places == []
    assert await boards.servers_of(ADA) == []
    assert (await boards.show(BEN, NIGHT_SCHOOL, STREAKS, 0)).places == [Place(1, BEN.id, 1)]


async def test_a_renewal_that_is_told_to_stop_stops(boards, streaks, db, clock):
    await keep(streaks, clock, ADA)
    clock.advance(days=20)
    stopping = asyncio.Event()
    left = []
    for _ in range(2):
        await boards.renew(stopping)
        async with db.reading() as conn:
            left.append(await conn.scalar(select(func.count()).select_from(figures)))
        stopping.set()
        await keep(streaks, clock, ADA)
        clock.advance(days=20)
    assert left[0] == 2  # the days of the month, and in all
    assert left[1] > 2
