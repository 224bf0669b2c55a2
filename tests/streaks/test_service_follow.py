"""The stored row is the replay after every kind of change (R11); settings and rulings as facts."""

import asyncio
from datetime import date, time, timedelta

import pytest
import sqlalchemy

from bot import activity, members
from bot.activity import Deed
from bot.db import tell_watchers
from cogs.streaks import store
from cogs.streaks.facts import Dated, Terms
from cogs.streaks.rules import replay
from cogs.streaks.store import Ruling
from tests.streaks.saying import ADA, LEARNERS, NIGHT_SCHOOL, counts, say

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
async def kept(streaks, clock):
    """Three days kept, and the fourth still open."""
    for _ in range(3):
        await streaks.check_in(ADA, say(minutes=10, sent=clock.now()))
        clock.advance(days=1)
    return streaks


async def row_is_true(db, clock):
    """The row as it is kept, compared with a replay of the facts; returns the row."""
    async with db.reading() as conn:
        row, facts = await store.kept(conn, ADA.id), await store.facts_of(conn, ADA.id)
    own = replay(facts, clock.now())
    board = replay(facts, clock.now(), imported=False)
    assert row.stamp.startswith("rules")
    assert (row.streak, row.longest, row.total, row.expires_at) == (
        own.streak,
        own.longest,
        own.total,
        own.expires_at,
    )
    assert (row.board_streak, row.board_longest, row.board_total, row.board_expires_at) == (
        board.streak,
        board.longest,
        board.total,
        board.expires_at,
    )
    return row


async def rule(db, clock, kind, day):
    """What part 3's doors for moderators will do."""
    async with db.transaction() as conn:
        row = {"kind": kind, "day": day, "at": clock.now(), "guild": LEARNERS, "reason": "asked"}
        await conn.execute(store.rulings.insert().values(person=ADA.id, by=99, **row))
        await tell_watchers(conn, ADA.id)


async def say_terms(db, clock, guild, terms):
    async with db.transaction() as conn:
        await store.set_terms(conn, Dated(clock.now(), guild, terms), by=99)


async def test_a_check_in(kept, db, clock):
    assert (await row_is_true(db, clock)).streak == 3
    await kept.check_in(ADA, say(sent=clock.now()))
    row = await row_is_true(db, clock)
    assert (row.streak, row.longest, row.total) == (4, 4, 4)
    assert row.expires_at == clock.now().replace(day=8, hour=0)  # the 6th would be frozen


async def test_an_undo(kept, db, clock):
    done = await kept.check_in(ADA, say(sent=clock.now()))
    await kept.take_back(ADA, done.note, clock.now())
    assert (await row_is_true(db, clock)).streak == 3


async def test_a_day_entered_later(kept, db, clock):
    clock.advance(days=1)
    await kept.check_in(ADA, say(day="yesterday", sent=clock.now()))
    assert (await row_is_true(db, clock)).streak == 4


async def test_a_move_and_a_later_day_start(kept, db, clock):
    async with db.transaction() as conn:
        await members.move(conn, ADA, clock.now(), "Pacific/Kiritimati", time(0))
    east = await row_is_true(db, clock)
    async with db.transaction() as conn:
        await members.move(conn, ADA, clock.now(), "Pacific/Kiritimati", time(6))
    assert (await row_is_true(db, clock)).expires_at == east.expires_at + timedelta(hours=6)


async def test_a_change_of_home_holds_from_the_next_study_day(kept, db, clock):
    await say_terms(db, clock, NIGHT_SCHOOL, Terms(freeze_cap=0))
    await kept.check_in(ADA, say(sent=clock.now()))
    async with db.transaction() as conn:
        await members.go_home(conn, ADA, NIGHT_SCHOOL, clock.now())
    row = await row_is_true(db, clock)
    assert row.expires_at == clock.now().replace(day=7, hour=0)  # no freeze will be there
    assert counts(await kept.show(ADA)) == (4, 4, 4, 1)
    clock.advance(days=1)
    assert counts(await kept.show(ADA)) == (4, 4, 4, 0)


async def test_a_deed_of_another_kind(kept, db, clock):
    async with db.transaction() as conn:
        deed = Deed("prompt", "delivery 1", MONDAY + 3 * DAY)
        said = await activity.record(conn, ADA, deed, clock.now())
    assert said.said == "day 4 kept"
    assert (await row_is_true(db, clock)).streak == 4


async def test_a_deed_that_counts_nothing(kept, db, clock):
    async with db.transaction() as conn:
        deed = Deed("paper", "paper 1", MONDAY + 3 * DAY, counts=False)
        said = await activity.record(conn, ADA, deed, clock.now())
    assert said.said is None
    assert (await row_is_true(db, clock)).streak == 3


async def test_imported_days_count_on_no_board(kept, db, clock):
    async with db.transaction() as conn:
        for n in (1, 2):
            deed = Deed("import", f"day {n}", MONDAY - n * DAY)
            await activity.record(conn, ADA, deed, clock.now())
        imported = sqlalchemy.update(activity.activity).values(imported=True)
        await conn.execute(imported.where(activity.activity.c.kind == "import"))
        await tell_watchers(conn, ADA.id)
    row = await row_is_true(db, clock)
    assert (row.streak, row.board_streak) == (5, 3)


# What moderators may do (R9), written as facts


async def test_a_strike_breaks_and_a_repair_heals(kept, db, clock):
    await rule(db, clock, Ruling.STRIKE, MONDAY + DAY)
    assert counts(await kept.show(ADA)) == (2, 2, 2, 0)  # the freeze covers what was struck
    await rule(db, clock, Ruling.STRIKE, MONDAY)
    assert (await row_is_true(db, clock)).total == 1
    await rule(db, clock, Ruling.REPAIR, MONDAY + DAY)
    ledger = await kept.why(ADA, 0)
    assert [str(line.verdict) for line in ledger.lines] == ["open", "done", "repaired", "struck"]
    await row_is_true(db, clock)


async def test_a_granted_freeze_is_held_up_to_the_cap(kept, db, clock):
    for expected in (2, 2):
        await rule(db, clock, Ruling.GRANT, MONDAY + 3 * DAY)
        assert counts(await kept.show(ADA))[3] == expected
    await row_is_true(db, clock)


async def test_a_ruling_that_was_undone_is_none(kept, db, clock):
    await rule(db, clock, Ruling.STRIKE, MONDAY + DAY)
    async with db.transaction() as conn:
        await conn.execute(sqlalchemy.update(store.rulings).values(undone=True))
        await tell_watchers(conn, ADA.id)
    assert (await row_is_true(db, clock)).streak == 3


# A server's settings (R7)


async def test_settings_hold_from_the_next_study_day(kept, db, clock):
    await say_terms(db, clock, LEARNERS, Terms(freeze_cap=0))
    assert counts(await kept.show(ADA))[3] == 1
    clock.advance(days=1)
    assert counts(await kept.show(ADA))[3] == 0


async def test_settings_said_before_the_first_day_hold_from_it(streaks, db, clock):
    await say_terms(db, clock, LEARNERS, Terms(freezes_initial=2, earn_every=1, freeze_cap=3))
    result = await streaks.check_in(ADA, say(sent=clock.advance(minutes=1)))
    assert counts(result) == (1, 1, 1, 3)


async def test_settings_of_another_server_are_not_one_s_own(kept, db, clock):
    await say_terms(db, clock, NIGHT_SCHOOL, Terms(freeze_cap=0))
    clock.advance(days=1)
    await kept.check_in(ADA, say(sent=clock.now(), day="yesterday"))
    assert counts(await kept.show(ADA))[3] == 1


async def test_closed_days_are_never_judged_anew(kept, db, clock):
    clock.advance(days=1)
    before = (await kept.why(ADA, 0)).lines[1:]
    await say_terms(db, clock, LEARNERS, Terms(freezes_initial=0, freeze_cap=0))
    clock.advance(days=1)
    assert (await kept.why(ADA, 0)).lines[2:] == before


async def test_rows_of_other_rules_are_computed_anew(kept, db, clock):
    async with db.transaction() as conn:
        old = {"stamp": "rules 0, tzdata 2020.1", "streak": 99, "board_streak": 99}
        await conn.execute(store.rows.update().values(**old))
    await kept.renew(asyncio.Event())
    assert (await row_is_true(db, clock)).streak == 3
