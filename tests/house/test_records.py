"""A person's record in whatever tables there are: all of it is given out, and all of it goes."""

import json

import pytest
from sqlalchemy import func, or_, select

from bot import discover
from bot.db import metadata
from bot.members import Person, day_settings
from bot.portability import erasing, writing
from bot.portability.arriving import MARKS, is_cleared, travels
from bot.portability.luggage import Luggage
from bot.portability.merging import bring_in
from bot.portability.reading import Record
from bot.portability.tables import SURROGATE, content, links, others, own, plain
from tests.support.clock import MONDAY_NOON
from tests.support.everything import fill

ADA, BEN = 701_101, 702_202  # no number that a row is filled with


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
        await erasing.erase(conn, ADA, MONDAY_NOON)
    async with two_people.reading() as conn:
        for table in metadata.sorted_tables:
            for columns in filter(None, (own(table), others(table))):
                assert await rows(conn, columns, ADA) == 0, table.name
        assert await erasing.kept(conn, ADA) == erasing.Kept()


async def test_forgetting_takes_nothing_of_others_but_the_id(two_people):
    shared = [table for table in metadata.sorted_tables if len(own(table)) > 1]
    async with two_people.transaction() as conn:
        await erasing.erase(conn, ADA, MONDAY_NOON)
    async with two_people.reading() as conn:
        for table in metadata.sorted_tables:
            if own(table) and table not in shared:
                assert await rows(conn, own(table), BEN) == 1, table.name


async def test_what_leans_on_a_forgotten_row_goes_or_lets_go_of_it(two_people):
    """Ben's note about a deed of Ada's can't stand without it; his case can."""
    tables = metadata.tables
    async with two_people.transaction() as conn:
        for child, column, parent in (
            ("activity_notes", "activity", "activity"),
            ("streak_cases", "undoes", "streak_rulings"),
        ):
            hers = select(tables[parent].c.id).where(tables[parent].c.person == ADA)
            his = tables[child].update().where(tables[child].c.person == BEN)
            await conn.execute(his.values({column: hers.scalar_subquery()}))
        await erasing.erase(conn, ADA, MONDAY_NOON)
    async with two_people.reading() as conn:
        assert await rows(conn, own(tables["activity_notes"]), BEN) == 0
        case = select(tables["streak_cases"].c.undoes).where(tables["streak_cases"].c.person == BEN)
        assert (await conn.execute(case)).one() == (None,)


async def test_what_would_be_forgotten_is_counted_first(two_people):
    async with two_people.reading() as conn:
        kept = await erasing.kept(conn, ADA)
    assert sum(kept.rows.values()) == sum(bool(own(t)) for t in metadata.sorted_tables)
    assert kept.named >= sum(bool(others(t)) for t in metadata.sorted_tables if own(t)) > 0


def test_every_kind_of_row_is_told_in_members_words():
    discover.tables()
    unsaid = [t.name for t in metadata.sorted_tables if own(t) and "called" not in t.info]
    assert unsaid == [], 'give the table info={"called": "…"}: /me forget says what will go'


def test_every_table_comes_in_from_a_file_or_says_why_not():
    discover.tables()
    mine = [table for table in metadata.tables.values() if own(table)]
    unsaid = [table.name for table in mine if travels(table) == ("stays" in table.info)]
    assert unsaid == [], 'give it imported() from bot/db.py, or info={"stays": "why"}'


async def test_what_comes_in_says_what_it_said_there(two_people, second_db):
    async with two_people.reading() as conn:
        document = json.loads(json.dumps(await writing.pack(conn, ADA, MONDAY_NOON, Luggage())))
    record = Record(document["person"], document["record"])
    async with second_db.transaction() as conn:
        await bring_in(conn, Person(ADA, None), record, MONDAY_NOON, Luggage())
    for table in filter(travels, metadata.sorted_tables):
        there, came = await said(two_people, table), await said(second_db, table)
        assert there, table.name
        assert {*there} <= {*came}, table.name
        assert len(came) - len(there) == (table is day_settings), "the record begins here as well"


async def said(db, table):
    """What a person's rows say, without what is cleared or marked on the way."""
    numbers = {SURROGATE, *MARKS, *(column.name for column, _ in links(table))}
    columns = [c for c in content(table) if c.name not in numbers and not is_cleared(c)]
    [owner] = own(table)
    async with db.reading() as conn:
        return [tuple(row) for row in await conn.execute(select(*columns).where(owner == ADA))]
