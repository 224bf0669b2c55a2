"""Rest days, leave and the weekly goal through their doors, in the server and in messages."""

from datetime import date, timedelta

import pytest

from tests.support.nonsense import refused
from tests.support.world import ADA


async def test_rest_days_hold_from_tomorrow_and_keep_the_streak(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")  # a Monday
    card = await anywhere.type(ADA, "/streak rest")
    card = await anywhere.choose(card, "Tuesday", "Wednesday", by=ADA)
    assert "Your rest days: Tuesday, Wednesday." in card
    await anywhere.advance(days=2)
    assert "Streak: **1 day**" in await anywhere.type(ADA, "/streak show")
    ledger = await anywhere.type(ADA, "/streak why")
    assert "**Tue 3 Mar** rest day · streak 1, freezes 1" in ledger
    card = await anywhere.type(ADA, "/streak rest")
    card = await anywhere.forge.choose(ADA, "streaks:rest", [], on=card)
    assert "Your rest days: none." in card


async def test_leave_is_planned_kept_and_ended(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    card = await anywhere.type(ADA, "/streak leave", first="tomorrow", last="friday")
    assert "Planned: Tuesday 3 March to Friday 6 March." in card
    await anywhere.advance(days=1)
    assert "on leave" in await anywhere.type(ADA, "/streak why")
    card = await anywhere.type(ADA, "/streak leave")
    card = await anywhere.press(card, "End leave now", by=ADA)
    assert "Planned: none." in card
    assert "still open" in await anywhere.type(ADA, "/streak why")
    await refused(anywhere, anywhere.forge.press(ADA, "streaks:leave-end", on=card))


async def test_leave_can_be_planned_in_a_form_and_cancelled(anywhere):
    form = await anywhere.press(await anywhere.type(ADA, "/streak leave"), "Plan leave", by=ADA)
    card = await anywhere.fill(form, first="10 march", last="12 march", by=ADA)
    assert "Planned: Tuesday 10 March to Thursday 12 March." in card
    card = await anywhere.press(card, "Cancel leave to come", by=ADA)
    assert "Planned: none." in card


async def test_leave_in_another_year_names_the_year(world):
    card = await world.type(ADA, "/streak leave", first="2026-12-30", last="2027-01-02")
    assert "Planned: Wednesday 30 December to Saturday 2 January 2027." in card


async def test_many_separate_days_of_leave_are_told_in_short(world):
    day = date(2026, 3, 4)
    for n in range(0, 24, 2):
        card = await world.type(ADA, "/streak leave", first=(day + timedelta(n)).isoformat())
    assert "Wednesday 4 March; Friday 6 March;" in card
    assert "Sunday 22 March; and 2 more." in card
    assert "Thursday 26" not in card


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("today", "", "can read"),
        ("yesterday", "", "can read"),
        ("2026-03-02", "", "tomorrow at the earliest"),
        ("2026-03-10", "2026-03-09", "before the first"),
        ("2026-03-03", "2026-03-24", "at most 21 days"),
        ("rubbish", "", "can read"),
        ("2026-02-30", "", "can read"),
        ("0001-01-01", "", "tomorrow at the earliest"),
        ("2026-03-10", "9999-12-31", "at most 21 days"),
        ("9999-12-31", "", "up to Wednesday 3 March 2027"),
        ("2027-03-03", "2027-03-04", "too far ahead"),
        ("\u202e2026", "x" * 6000, "can read"),
    ],
)
async def test_leave_that_cannot_be_is_refused_whole(world, first, last, told):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await refused(world, world.type(ADA, "/streak leave", first=first, last=last))
    assert told in card


async def test_a_weekly_goal_counts_beside_the_streak(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")  # a Monday
    card = await anywhere.type(ADA, "/streak goal", days=2)
    assert "This week: **1** of 2 days, 1 day to go." in card
    await anywhere.advance(days=1)
    await anywhere.type(ADA, "/checkin", did="read chapter 3")
    card = await anywhere.type(ADA, "/streak goal")
    assert "This week: **2** of 2 days, kept." in card
    assert "Weeks kept in a row: **1**" in card
    card = await anywhere.choose(card, "No goal", by=ADA)
    assert "Your weekly goal: none" in card


async def test_a_check_in_tells_how_the_week_stands(anywhere):
    await anywhere.type(ADA, "/streak goal", days=3)
    assert "This week: **1** of 3 days" in await anywhere.type(ADA, "/checkin", did="read on")
    assert "This week: **1** of 3 days" in await anywhere.type(ADA, "/streak show")


async def test_a_goal_that_is_none_is_refused(world):
    await refused(world, world.forge.command(ADA, "streak goal", days=(4, 9)))
    await refused(world, world.forge.choose(ADA, "streaks:goal", ["x"]))
    await refused(world, world.forge.choose(ADA, "streaks:rest", ["0", "1", "2", "3"]))


async def test_a_changed_goal_says_from_when_it_holds(world):
    await world.type(ADA, "/streak goal", days=3)
    card = await world.type(ADA, "/streak goal", days=5)
    assert "of 3 days, 3 days to go. Your new goal, 5 days, holds from Monday 9 March." in card
    gone = await world.type(ADA, "/streak goal", days=0)
    assert "Your new goal, none, holds from Monday 9 March." in gone
    same = await world.type(ADA, "/streak goal", days=3)
    assert "new goal" not in same


async def test_a_week_that_leave_shortens_says_why_it_needs_less(world):
    await world.type(ADA, "/streak goal", days=5)
    await world.type(ADA, "/streak leave", first="tomorrow", last="friday")
    card = await world.type(ADA, "/streak goal")
    assert "of 3 days, 3 days to go. Fewer than 5: days off, or before the goal, ask" in card
