"""A streak that ended is told once, with the next answer, and never shames."""

import pytest

from tests.support.world import ADA, BEN

DID = {"did": "read chapter 2"}


@pytest.fixture
async def ended(world):
    """Ada kept Monday and Tuesday; her freeze covered Wednesday, and nothing Thursday."""
    await world.type(ADA, "/checkin", **DID)
    await world.advance(days=1)
    await world.type(ADA, "/checkin", **DID)
    await world.advance(days=4)
    return world


TOLD = "Your streak of 2 days ended on Thursday 5 March. Your longest, 2 days, stays yours."


async def test_it_is_told_with_the_next_look_at_it(ended):
    card = await ended.type(ADA, "/streak show")
    assert f"{TOLD} A check-in today is day 1." in card


async def test_it_is_told_with_the_next_check_in(ended):
    card = await ended.type(ADA, "/checkin", **DID)
    assert f"{TOLD} This is day 1 of the next." in card


ELSEWHERE = [
    "/start",
    "/today",
    "/leaderboard",
    "/streak partner",
    "/streak heatmap",
    "/me settings",
    "/help",
]
PLANS = ["/streak rest", "/streak leave", "/streak goal"]


@pytest.mark.parametrize("command", ["/streak show", "/streak why", *PLANS, *ELSEWHERE])
async def test_it_is_told_once(ended, command):
    assert TOLD in await ended.type(ADA, command)
    assert "ended on" not in await ended.type(ADA, "/streak show")
    assert "ended on" not in await ended.type(ADA, "/checkin", **DID)


async def test_it_is_told_wherever_the_person_comes_back(ended):
    assert TOLD in await ended.to_direct_messages().type(ADA, "/streak show")


async def test_it_is_told_once_through_a_restart(ended):
    await ended.type(ADA, "/streak show")
    await ended.restart_bot()
    assert "ended on" not in await ended.type(ADA, "/streak show")


async def test_nobody_else_hears_of_it(ended):
    assert "ended on" not in await ended.type(BEN, "/streak show")


async def test_a_second_streak_that_ends_is_told_as_well(ended):
    await ended.type(ADA, "/checkin", **DID)
    await ended.advance(days=3)
    card = await ended.type(ADA, "/streak show")
    assert "Your streak of 1 day ended on Sunday 8 March." in card
    assert "Your longest, 2 days, stays yours." in card


async def test_what_ended_long_before_the_streak_in_hand_is_past(ended):
    await ended.type(ADA, "/checkin", day="yesterday", **DID)
    rows = await ended.rows()
    assert rows["told"], "told with the entry for yesterday"
    assert "ended on" not in await ended.type(ADA, "/checkin", **DID)


async def test_a_streak_that_a_freeze_kept_did_not_end(world):
    await world.type(ADA, "/checkin", **DID)
    await world.advance(days=2)
    assert "ended on" not in await world.type(ADA, "/streak show")


async def test_it_is_told_with_a_plan_that_is_made(ended):
    assert TOLD in await ended.type(ADA, "/streak goal", days=3)
    assert "ended on" not in await ended.type(ADA, "/streak goal", days=4)


async def test_other_news_waits_for_any_answer_of_streaks(world):
    world.social = True
    post = await world.press(await world.type(ADA, "/checkin", **DID), "Share this day", by=ADA)
    for command in (*PLANS, "/streak heatmap"):
        await world.press(post, "Cheer", by=BEN)
        assert "1 person cheered your" in await world.type(ADA, command)
        await world.advance(days=1)
        post = await world.press(await world.type(ADA, "/checkin", **DID), "Share this day", by=ADA)
