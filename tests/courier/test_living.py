"""A message that stays and is kept true by edits, at most once in five minutes."""

import aiohttp
import pytest

from bot import courier
from tests.courier.conftest import SERVER, error

LOST = aiohttp.ServerDisconnectedError()


@pytest.fixture
async def placed(office):
    await office.place()
    await office.tick()
    assert office.reads == ["Ada leads"]
    return office


async def test_it_is_edited_when_what_it_shows_has_changed(placed):
    placed.board.says = "Ben leads"
    await placed.after(minutes=10)
    assert placed.reads == ["Ada leads"]
    await placed.touch()
    await placed.tick()
    assert placed.reads == ["Ben leads"]
    assert placed.discord.posted[0]["components"][0]["id"] > 0


async def test_many_changes_are_one_edit_in_five_minutes(placed):
    for number in range(30):
        placed.board.says = f"turn {number}"
        await placed.touch()
        await placed.after(seconds=20)
    edits = [json for method, _, json in placed.discord.asked if method == "PATCH"]
    assert len(edits) == 2
    assert placed.board.shown < 20
    await placed.after(minutes=5)
    assert placed.reads == ["turn 29"]


async def test_a_change_that_reads_the_same_edits_nothing(placed):
    await placed.after(minutes=10)
    await placed.touch()
    await placed.tick()
    placed.board.says = None
    await placed.after(minutes=10)
    await placed.touch()
    await placed.tick()
    assert placed.discord.asked == []
    assert placed.board.shown == 3


async def test_a_change_of_somebody_whose_deed_was_undone_is_none(placed):
    await placed.after(minutes=10)
    async with placed.db.transaction() as conn:
        await courier.touch(conn, SERVER, "board")
        await conn.rollback()
    shown = placed.board.shown
    await placed.tick()
    assert placed.board.shown == shown


@pytest.mark.parametrize("trouble", [error(503), LOST, error(429)])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_an_edit_is_tried_until_it_has_arrived(placed, when, trouble):
    placed.clock.advance(minutes=10)
    placed.board.says = "Ben leads"
    placed.discord.trouble = [(when, trouble)]
    await placed.touch()
    await placed.tick()
    await placed.after(minutes=2)
    assert placed.reads == ["Ben leads"]
    assert placed.discord.looked == 0


async def test_where_it_was_deleted_it_is_posted_anew(placed):
    placed.discord.posted.clear()
    placed.board.says = "Ben leads"
    await placed.touch()
    await placed.after(minutes=10)
    assert placed.reads == ["Ben leads"]
    placed.board.says = "Cem leads"
    await placed.touch()
    await placed.after(minutes=10)
    assert placed.reads == ["Cem leads"]
    assert len(placed.discord.posted) == 1


async def test_in_another_channel_it_is_posted_anew_at_once(placed):
    placed.board.channel = 78
    await placed.place()
    await placed.tick()
    assert [post["channel"] for post in placed.discord.posted] == [77, 78]
    placed.board.says = "Ben leads"
    await placed.touch()
    await placed.after(minutes=10)
    assert placed.reads == ["Ada leads", "Ben leads"]


async def test_what_nobody_placed_is_touched_in_vain(office):
    await office.touch()
    await office.after(minutes=10)
    assert office.discord.posted == []
    assert office.board.shown == 0


@pytest.mark.parametrize("code", [10003, 50001, 50013, 50083])
async def test_where_discord_refuses_it_pauses_until_it_is_resumed(placed, code):
    placed.discord.trouble = [("before", error(403, code))]
    placed.board.says = "Ben leads"
    await placed.touch()
    await placed.after(minutes=10)
    assert [(each.deed, each.to) for each in placed.stopped] == [("edit", SERVER)]
    await placed.touch()
    await placed.after(minutes=10)
    assert placed.reads == ["Ada leads"]
    async with placed.db.transaction() as conn:
        assert await courier.resume(conn, SERVER, "board")
    await placed.after(minutes=1)
    assert placed.reads == ["Ben leads"]


async def test_a_first_post_that_was_refused_leaves_once_it_may(office):
    office.discord.trouble = [("before", error(403, 50013))]
    await office.place()
    await office.tick()
    assert office.reads == []
    await office.place()
    await office.tick()
    assert office.reads == ["Ada leads"]


async def test_where_it_may_be_there_unseen_it_waits_for_a_moderator(office):
    """Two boards, one of them for ever wrong, are worse than none."""
    office.discord.trouble = [("before", LOST)]
    await office.place()
    await office.tick()
    await office.after(minutes=2)
    assert office.reads == []
    assert [each.why for each in office.stopped] == [courier.Why.NO_HISTORY]
    await office.place()
    await office.after(minutes=2)
    assert office.reads == ["Ada leads"]


async def test_a_change_during_the_edit_is_not_forgotten(placed):
    """It is told while the message is on its way, and its reader sees it five minutes later."""
    placed.discord.trouble = [("before", LOST)]
    placed.board.says = "Ben leads"
    await placed.touch()
    await placed.after(minutes=10)
    placed.board.says = "Cem leads"
    await placed.touch()
    await placed.after(seconds=6)
    assert placed.reads == ["Ben leads"]
    await placed.after(minutes=5)
    assert placed.reads == ["Cem leads"]


async def test_after_the_clock_was_set_back_it_goes_on(placed):
    placed.clock.advance(hours=-5)
    placed.board.says = "Ben leads"
    await placed.touch()
    await placed.tick()
    assert placed.reads == ["Ben leads"]
