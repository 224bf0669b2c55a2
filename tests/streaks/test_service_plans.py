"""Rest, leave and goals as services on both databases: the stored row follows, the limits hold."""

from datetime import date, timedelta

import pytest

from bot.errors import Refusal
from cogs.streaks import store
from cogs.streaks.rules import replay
from cogs.streaks.service import Plans
from tests.streaks.saying import ADA, BEN, say

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def plans(db, clock, streaks) -> Plans:
    return Plans(db, clock)


async def row_is_true(db, clock):
    async with db.reading() as conn:
        row, facts = await store.kept(conn, ADA.id), await store.facts_of(conn, ADA.id)
    record = replay(facts, clock.now())
    assert (row.streak, row.expires_at) == (record.streak, record.expires_at)
    return record


async def test_the_stored_row_follows_every_plan(plans, streaks, db, clock):
    await streaks.check_in(ADA, say(sent=clock.now()))
    ends = (await row_is_true(db, clock)).expires_at
    await plans.rest(ADA, frozenset({1}))
    assert (await row_is_true(db, clock)).expires_at == ends + DAY
    await plans.leave(ADA, "wednesday", "friday")
    assert (await row_is_true(db, clock)).expires_at == ends + 4 * DAY
    await plans.drop_leave(ADA)
    assert (await row_is_true(db, clock)).expires_at == ends + DAY
    await plans.goal(ADA, 4)
    await row_is_true(db, clock)


async def test_of_several_changes_in_one_day_the_last_holds(plans, streaks, clock):
    await streaks.check_in(ADA, say(sent=clock.now()))
    await plans.rest(ADA, frozenset({1}))
    await plans.rest(ADA, frozenset({2}))
    clock.advance(days=1)
    assert (await streaks.show(ADA)).record.state == "at risk"
    clock.advance(days=1)
    assert (await streaks.show(ADA)).record.state == "resting"


async def test_sixty_days_a_year_and_not_one_more(plans):
    begin = MONDAY + DAY
    for _ in range(3):
        await plans.leave(ADA, begin.isoformat(), (begin + 19 * DAY).isoformat())
        begin += 40 * DAY
    with pytest.raises(Refusal, match="60 days of leave in a year"):
        await plans.leave(ADA, begin.isoformat(), "")
    much_later = MONDAY + DAY + 365 * DAY
    planned = await plans.leave(ADA, much_later.isoformat(), "")
    assert len(planned.leave) == 61


async def test_leave_that_was_ended_stays_over_and_the_rest_stays_planned(plans, clock):
    await plans.leave(ADA, "tomorrow", "thursday")
    await plans.leave(ADA, "saturday", "")
    clock.advance(days=1)
    planned = await plans.end_leave(ADA)
    assert planned.leave == [date(2026, 3, 7)]
    with pytest.raises(Refusal, match="aren't on leave"):
        await plans.end_leave(ADA)


async def test_the_first_goal_holds_at_once_and_the_next_from_monday(plans, streaks, clock):
    clock.advance(days=3)
    first = await plans.goal(ADA, 7)
    assert first.rhythm.in_hand.needed == 4  # Thursday to Sunday
    changed = await plans.goal(ADA, 2)
    assert changed.rhythm.in_hand.needed == 4
    clock.advance(days=4)
    assert (await plans.show(ADA)).rhythm.in_hand.needed == 2


async def test_asking_begins_nobodys_record(plans, db):
    planned = await plans.show(BEN)
    assert (planned.goal, planned.leave, planned.weekdays) == (0, [], frozenset())
    async with db.reading() as conn:
        assert await store.facts_of(conn, BEN.id) is None


@pytest.mark.parametrize("weekdays", [{0, 1, 2, 3}, {7}, {-1}])
async def test_rest_days_that_cannot_be_are_refused(plans, weekdays):
    with pytest.raises(Refusal, match="At most 3 days"):
        await plans.rest(ADA, frozenset(weekdays))


@pytest.mark.parametrize("days", [-1, 8])
async def test_goals_that_cannot_be_are_refused(plans, days):
    with pytest.raises(Refusal, match="1 to 7"):
        await plans.goal(ADA, days)
