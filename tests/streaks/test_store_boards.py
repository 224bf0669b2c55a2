"""The board's questions on both databases, against the pure ranking (R12)."""

from datetime import timedelta

import pytest
import sqlalchemy
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot import guilds, homes, members
from bot.members import Person
from cogs.streaks.boards import Board, Figure, Measure, Period, Standing, ranked
from cogs.streaks.store import boards
from tests.streaks.saying import LEARNERS
from tests.support.clock import MONDAY_NOON

BOARD = Board(Measure.DAYS, Period.WEEK)
OTHER = Board(Measure.STREAK, Period.ALL)
HOUR = timedelta(hours=1)
small = st.integers(0, 4)
turns = st.none() | st.integers(-3, 3).map(lambda n: MONDAY_NOON + n * HOUR)
rows = st.lists(
    st.tuples(st.builds(Figure, small, turns, small), small, small), min_size=1, max_size=25
).map(lambda found: [Standing(n, *row) for n, row in enumerate(found, start=1)])
A_DATABASE = settings(
    max_examples=15, suppress_health_check=[*HealthCheck], phases=[Phase.generate]
)


async def write(db, standings, board=BOARD, guild=LEARNERS):
    async with db.transaction() as conn:
        for s in standings:
            await members.meet(conn, Person(s.person, guild), MONDAY_NOON)
            await boards.keep(conn, s.person, [guild], {board: s.figure}, s.longest, s.total)


async def clear(db):
    async with db.transaction() as conn:
        for table in (boards.figures, guilds.people, homes.homes, members.day_settings):
            await conn.execute(sqlalchemy.delete(table))
        await conn.execute(sqlalchemy.delete(members.members))


@given(standings=rows, page=st.integers(1, 4), later=st.integers(-4, 4))
@A_DATABASE
async def test_the_board_is_the_pure_ranking_page_by_page(db, standings, page, later):
    await clear(db)
    await write(db, standings)
    now = MONDAY_NOON + later * HOUR
    expected = ranked(standings, now)
    async with db.reading() as conn:
        for skip in range(0, len(expected) + 1, page):
            found = await boards.listed(conn, LEARNERS, BOARD, now, skip, page)
            assert [(s.person, s.figure.value) for s in found] == [
                (p.person, p.value) for p in expected[skip : skip + page]
            ]
        for place in expected:
            for most in (100, page):
                better = await boards.better(conn, LEARNERS, BOARD, now, place.value, most)
                assert better == (place.rank - 1 if place.rank <= most else None)


async def test_a_board_is_of_one_server_and_one_kind(db):
    await write(db, [Standing(1, Figure(3), 3, 3)])
    await write(db, [Standing(2, Figure(4), 4, 4)], guild=LEARNERS + 1)
    await write(db, [Standing(3, Figure(5), 5, 5)], board=OTHER)
    async with db.reading() as conn:
        found = await boards.listed(conn, LEARNERS, BOARD, MONDAY_NOON, 0, 10)
        assert [s.person for s in found] == [1]
        assert await boards.better(conn, LEARNERS, BOARD, MONDAY_NOON, 1, 9) == 1


async def test_what_came_to_nothing_is_forgotten_and_what_turned_is_renewed(db):
    gone, stays = Figure(3, MONDAY_NOON, 0), Figure(3, MONDAY_NOON + HOUR, 0)
    turned = Figure(3, MONDAY_NOON, 2)
    found = [Standing(n, figure, 1, 1) for n, figure in enumerate([gone, stays, turned], 1)]
    await write(db, found)
    async with db.transaction() as conn:
        assert await boards.drop_turned(conn, MONDAY_NOON, 10) == {LEARNERS}
        assert await boards.drop_turned(conn, MONDAY_NOON, 10) == set()
        assert await boards.turned(conn, MONDAY_NOON, 10) == [3]


async def test_asking_walks_the_board_in_its_own_order(sqlite_db):
    """Without sorting everybody: a board of many costs what one of few does."""
    await write(sqlite_db, [Standing(n, Figure(n), n, n) for n in range(1, 30)])
    async with sqlite_db.reading() as conn:
        plans = asked(conn)
        await boards.listed(conn, LEARNERS, BOARD, MONDAY_NOON, 0, 11)
        await boards.better(conn, LEARNERS, BOARD, MONDAY_NOON, 3, 9)
        for words in await plans():
            assert "INDEX board_order (guild=? AND board=? AND value>?)" in words
            assert "SCAN board_figures" not in words
            assert "INDEX board_turned (guild=? AND board=? AND turns_at<?)" in words


async def test_finding_what_turned_walks_its_index(sqlite_db):
    """For it is done each minute while nobody else can write."""
    await write(sqlite_db, [Standing(n, Figure(n), n, n) for n in range(1, 30)])
    async with sqlite_db.transaction() as conn:
        plans = asked(conn)
        await boards.drop_turned(conn, MONDAY_NOON, 10)
        await boards.turned(conn, MONDAY_NOON, 10)
        found = await plans()
        assert len(found) == 2
        for words in found:
            assert "INDEX board_turns (turns_at<?)" in words
            assert "SCAN board_figures" not in words
            assert "TEMP B-TREE" not in words


def asked(conn):
    """Notes what is asked of boards from here on; called, tells how SQLite goes about each."""
    seen = []

    def note(_conn, _cursor, statement, parameters, _context, _many):
        if "board_figures" in statement and not statement.startswith("EXPLAIN"):
            seen.append((statement, parameters))

    sqlalchemy.event.listen(conn.sync_connection, "before_cursor_execute", note)

    async def plans():
        found = []
        for statement, parameters in list(seen):
            plan = await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found.append(" ".join(row[-1] for row in plan))
        return found

    return plans


@pytest.mark.parametrize("hidden", [True, False])
async def test_who_hides_has_no_places(db, clock, hidden):
    async with db.transaction() as conn:
        await members.meet(conn, Person(1, LEARNERS), clock.now())
        await members.hide(conn, Person(1, LEARNERS), hidden, clock.now())
        assert await boards.places_of(conn, 1) == {LEARNERS: not hidden}
