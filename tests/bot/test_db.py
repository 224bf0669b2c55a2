"""Two engines over one database: what is written stays, takes turns, and keeps its zone."""

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from bot import storage
from bot.db import Database, afterwards
from bot.guilds import guilds
from bot.storage import InUse

tally = Table("tally", MetaData(), Column("n", Integer, nullable=False))


@pytest.fixture
async def counter(db):
    async with db.transaction() as conn:
        await conn.run_sync(tally.create)
        await conn.execute(tally.insert().values(n=0))
    return db


async def count(db: Database) -> int | None:
    async with db.reading() as conn:
        return await conn.scalar(select(tally.c.n))


async def add(db: Database, row: dict[str, object]) -> None:
    async with db.transaction() as conn:
        await conn.execute(guilds.insert().values(**row))


async def test_an_instant_comes_back_aware_and_in_utc(db):
    kolkata = datetime(2026, 3, 2, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    async with db.transaction() as conn:
        await conn.execute(guilds.insert().values(guild=1, met_at=kolkata))
    async with db.reading() as conn:
        found = await conn.scalar(select(guilds.c.met_at))
    assert found == kolkata
    assert found.utcoffset() == timedelta(0)


async def test_an_instant_without_a_zone_is_refused(db):
    row = {"guild": 1, "met_at": datetime.fromisoformat("2026-03-02")}
    with pytest.raises(StatementError, match="an instant needs a zone"):
        await add(db, row)


async def test_a_unit_of_work_is_kept_whole_or_not_at_all(counter):
    async def half() -> None:
        async with counter.transaction() as conn:
            await conn.execute(tally.update().values(n=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half()
    assert await count(counter) == 0


async def test_a_transaction_inside_a_transaction_raises_at_once(db):
    async with db.transaction():
        with pytest.raises(RuntimeError, match="pass conn on"):
            async with db.transaction():
                pass
    async with db.transaction():
        pass


async def test_what_is_to_be_done_afterwards_waits_until_all_of_it_is_kept(db):
    done, begun = [], []

    async def look():
        async with db.transaction():
            done.append("looked")

    async with db.transaction():
        afterwards(lambda: begun.append(asyncio.create_task(look())))
        assert begun == []
    await asyncio.gather(*begun)
    assert done == ["looked"]


async def test_what_was_undone_has_no_afterwards(db):
    done = []

    async def half():
        async with db.transaction():
            afterwards(lambda: done.append("looked"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half()
    assert done == []


async def test_tasks_started_beside_each_other_are_not_nested(db):
    async def unit() -> None:
        async with db.transaction() as conn:
            await conn.execute(text("SELECT 1"))

    await asyncio.gather(unit(), unit())


async def test_50_times_20_increments_are_1000(counter):
    async def increments() -> None:
        for _ in range(20):
            async with counter.transaction() as conn:
                n = await conn.scalar(select(tally.c.n).with_for_update())
                await conn.execute(tally.update().values(n=n + 1))

    await asyncio.gather(*(increments() for _ in range(50)))
    assert await count(counter) == 1000


async def test_readers_cannot_write(counter):
    with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
        async with counter.reading() as conn:
            await conn.execute(tally.update().values(n=7))
    assert await count(counter) == 0


async def test_a_reader_sees_one_moment_while_others_write(counter):
    async with counter.reading() as conn:
        before = await conn.scalar(select(tally.c.n))
        async with counter.transaction() as writing:
            await writing.execute(tally.update().values(n=5))
        assert await conn.scalar(select(tally.c.n)) == before
    assert await count(counter) == 5


async def test_an_error_of_the_database_names_no_values(db, clock):
    row = {"guild": 1, "met_at": clock.now(), "zone": "said in private"}
    await add(db, row)
    with pytest.raises(IntegrityError) as raised:
        await add(db, row)
    assert "said in private" not in str(raised.value)


async def test_a_second_process_on_one_sqlite_file_is_refused_with_what_to_do(sqlite_db):
    release = storage.hold(sqlite_db)
    with pytest.raises(InUse, match=r"Another Daymark already uses .*PostgreSQL database\.$"):
        storage.hold(sqlite_db)
    release()
    storage.hold(sqlite_db)()


async def test_many_processes_may_share_a_postgres(postgres_database_url):
    database = Database(postgres_database_url)
    assert database.file is None
    storage.hold(database)()
    storage.hold(database)()
    await database.close()
