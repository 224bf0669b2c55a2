"""Our own outage costs nobody a streak (STREAKS R13)."""

import asyncio
from datetime import date, timedelta

import pytest

from bot import outages
from bot.members import Person
from bot.outages import Share, Span
from bot.pulse import Pulse
from cogs.streaks import store
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Outage
from tests.streaks.saying import ADA, BEN, LEARNERS, counts, say

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TUESDAY = date(2026, 3, 3)


@pytest.fixture
async def kept(streaks, clock):
    """Ada kept Monday, and her one freeze is there."""
    await streaks.check_in(ADA, say(sent=clock.now()))
    return streaks


async def is_down(db, since, until):
    async with db.transaction() as conn:
        await outages.remember(conn, Span(since, until))


async def stored(db, who=ADA):
    async with db.reading() as conn:
        return await store.kept(conn, who.id)


async def test_the_first_answer_after_a_start_knows_the_outage(kept, db, clock):
    """The gap is open until the first heartbeat, and already seen."""
    await Pulse(db, clock, Share()).wake()
    await Pulse(db, clock, Share()).beat()
    clock.advance(days=3)
    await Pulse(db, clock, Share()).wake()
    result = await kept.check_in(ADA, say(sent=clock.now()))
    assert counts(result) == (2, 2, 2, 1)


async def test_the_ledger_has_the_times(kept, db, clock):
    tuesday = clock.now() + DAY
    await is_down(db, tuesday - 2 * HOUR, tuesday)
    await is_down(db, tuesday - HOUR, tuesday + HOUR)
    await is_down(db, tuesday + 4 * HOUR, tuesday + 6 * HOUR)
    clock.advance(days=2)
    ledger = await kept.why(ADA, 0)
    assert [line.verdict for line in ledger.lines] == [Verdict.OPEN, Verdict.OUTAGE, Verdict.DONE]
    assert ledger.outages == {
        TUESDAY: [
            Outage(tuesday - 2 * HOUR, tuesday + HOUR),
            Outage(tuesday + 4 * HOUR, tuesday + 6 * HOUR),
        ]
    }


async def test_an_outage_over_midnight_is_told_of_each_day_with_its_own_part(kept, db, clock):
    begin = clock.now().replace(hour=20)
    await is_down(db, begin + DAY, begin + 2 * DAY)
    clock.advance(days=3)
    told = (await kept.why(ADA, 0)).outages
    midnight = begin.replace(hour=0) + 2 * DAY
    assert told[TUESDAY] == [Outage(begin + DAY, midnight)]
    assert told[TUESDAY + DAY] == [Outage(midnight, begin + 2 * DAY)]


async def test_every_stored_reading_is_made_anew_when_an_outage_is_noticed(kept, db, clock):
    await kept.check_in(BEN, say(sent=clock.now()))
    before = await stored(db)
    await is_down(db, clock.now() + 9 * HOUR, clock.now() + 30 * HOUR)
    await kept.renew(asyncio.Event())
    for who in (ADA, BEN):
        row = await stored(db, who)
        assert row.expires_at == row.board_expires_at == before.expires_at + DAY
        assert row.stamp != before.stamp


async def test_more_people_than_a_batch_holds_are_all_made_anew(kept, db, clock):
    people = [Person(n, LEARNERS) for n in range(100, 145)]
    for who in people:
        await kept.check_in(who, say(sent=clock.now()))
    before = await stored(db)
    await is_down(db, clock.now() + 9 * HOUR, clock.now() + 30 * HOUR)
    await kept.renew(asyncio.Event())
    ends = {(await stored(db, who)).expires_at for who in people}
    assert ends == {before.expires_at + DAY}
