"""A person's record in whatever tables there are: all of it is given out, and all of it goes."""

import pytest
from sqlalchemy import func, or_, select

from bot import discover
from bot.db import metadata
from bot.portability import erasing, writing
from bot.portability.luggage import Luggage
from bot.portability.tables import others, own, plain
from tests.support.clock import MONDAY_NOON
from tests.support.everything import fill

ADA, BEN = 101, 102


@pytest.fixture
async def two_people(db):
    """Each has a row in every table, and Ben's rows name Ada wherever they can."""
    discover.tables()
    async with db.transaction() as conn:
        await fill(conn, ADA)
        await fill(conn, BEN, ADA)
    return db


async def rows(conn, columns, person):
    [table] = {column.table for column in columns}
    naming = or_(*(column == person for column in columns))
    return await conn.scalar(select(func.count()).select_from(table).where(naming))


async def test_everything_of_a_person_is_in_their_file(two_people):
    async with two_people.reading() as conn:
        document = await writing.pack(conn, ADA, MONDAY_NOON, Luggage())
    mine = {plain(t.name) for t in metadata.tables.values() if own(t) if not t.info.get("passing")}
    assert mine == {*document["record"]}
    assert str(BEN) not in str(document["record"])


async def test_forgetting_leaves_nothing_in_any_table(two_people):
    async with two_people.transaction() as conn:
        await erasing.erase(conn, ADA)
    async with two_people.reading() as conn:
        for table in metadata.sorted_tables:
            for columns in filter(None, (own(table), others(table))):
                assert await rows(conn, columns, ADA) == 0, table.name
        assert await erasing.kept(conn, ADA) == erasing.Kept()


async def test_forgetting_takes_nothing_of_others_but_the_id(two_people):
    shared = [table for table in metadata.sorted_tables if len(own(table)) > 1]
    async with two_people.transaction() as conn:
        await erasing.erase(conn, ADA)
    async with two_people.reading() as conn:
        for table in metadata.sorted_tables:
            if own(table) and table not in shared:
                assert await rows(conn, own(table), BEN) == 1, table.name


async def test_what_would_be_forgotten_is_counted_first(two_people):
    async with two_people.reading() as conn:
        kept = await erasing.kept(conn, ADA)
    assert sum(kept.rows.values()) == sum(bool(own(t)) for t in metadata.sorted_tables)
    assert kept.named >= sum(bool(others(t)) for t in metadata.sorted_tables if own(t)) > 0


def test_every_kind_of_row_is_told_in_members_words():
    discover.tables()
    unsaid = [t.name for t in metadata.sorted_tables if own(t) and "called" not in t.info]
    assert unsaid == [], 'give the table info={"called": "…"}: /me forget says what will go'
