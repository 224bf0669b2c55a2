"""*Cheer* on a shared day, and how its person hears of it."""

import pytest

from bot import members
from bot.members import Person
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

MORE = "and a second thing"


@pytest.fixture
def town(world):
    world.social = True
    return world


@pytest.fixture
async def post(town):
    """Ada kept Monday, and everybody can see it."""
    town.private = await town.type(ADA, "/checkin", did="read chapter 2")
    return await town.press(town.private, "Share this day", by=ADA)


async def hides(world, who):
    db, at = world.bot.parts.db, world.bot.parts.clock.now()
    async with db.transaction() as conn:
        await members.hide(conn, Person(world.id(who), world.server.id), True, at)


async def test_a_cheer_is_thanked_for_in_private(town, post):
    card = await town.press(post, "Cheer", by=BEN)
    assert card.private
    assert "Thank you for cheering" in card


async def test_somebody_without_a_record_may_cheer_and_gets_none(town, post):
    await town.press(post, "Cheer", by=BEN)
    assert town.id(BEN) not in [row[0] for row in (await town.rows())["members"]]


async def test_cheers_are_told_together_once_in_the_next_answer(town, post):
    await town.press(post, "Cheer", by=BEN)
    await town.press(post, "Cheer", by=MINA)
    told = "2 people cheered your Monday 2 March."
    assert told in await town.type(ADA, "/streak show")
    assert told not in await town.type(ADA, "/streak show")


async def test_a_cheer_that_comes_later_is_told_for_itself(town, post):
    await town.press(post, "Cheer", by=BEN)
    await town.type(ADA, "/streak why")
    await town.press(post, "Cheer", by=MINA)
    told = await town.type(ADA, "/checkin", did=MORE)
    assert "1 person cheered your Monday 2 March." in told


async def test_cheers_are_told_in_direct_messages_too(town, post):
    await town.press(post, "Cheer", by=BEN)
    assert "1 person cheered" in await town.to_direct_messages().type(ADA, "/streak show")


async def test_nobody_else_is_told(town, post):
    await town.press(post, "Cheer", by=BEN)
    assert "cheered" not in await town.type(MINA, "/streak show")


async def test_cheers_for_several_days_are_told_by_day(town, post):
    await town.press(post, "Cheer", by=BEN)
    await town.advance(days=1)
    card = await town.type(ADA, "/checkin", did="read chapter 3")
    second = await town.press(card, "Share this day", by=ADA)
    await town.press(post, "Cheer", by=MINA)
    await town.press(second, "Cheer", by=BEN)
    await town.press(second, "Cheer", by=MINA)
    told = await town.type(ADA, "/streak show")
    assert "2 people cheered your Tuesday 3 March.\n1 person cheered your Monday 2 March." in told


async def test_a_day_is_cheered_once_by_each_person(town, post):
    await town.press(post, "Cheer", by=BEN)
    assert "already" in await refused(town, town.press(post, "Cheer", by=BEN))
    assert "1 person cheered" in await town.type(ADA, "/streak show")


async def test_a_day_seen_in_two_servers_is_cheered_once(town, post):
    await town.press(post, "Cheer", by=BEN)
    town.move_to_server("Night school", ADA, BEN)
    card = await town.type(ADA, "/checkin", did=MORE)
    post = await town.press(card, "Share this day", by=ADA)
    assert "already" in await refused(town, town.press(post, "Cheer", by=BEN))


async def test_nobody_cheers_themselves(town, post):
    assert "your own day" in await refused(town, town.press(post, "Cheer", by=ADA))


async def test_an_old_post_takes_cheers_after_a_restart(town, post):
    await town.advance(days=40)
    await town.restart_bot()
    await town.press(post, "Cheer", by=BEN)
    assert "1 person cheered" in await town.type(ADA, "/streak show")


async def test_a_day_that_was_taken_back_takes_no_cheers(town, post):
    await town.press(town.private, "Undo this check-in", by=ADA)
    said = await refused(town, town.press(post, "Cheer", by=BEN))
    assert "no longer shared" in said


async def test_a_day_kept_again_takes_cheers_again(town, post):
    await town.press(town.private, "Undo this check-in", by=ADA)
    await town.type(ADA, "/checkin", did=MORE)
    assert "Thank you" in await town.press(post, "Cheer", by=BEN)


async def test_somebody_hidden_is_not_shown_or_cheered(town, post):
    await hides(town, ADA)
    assert "no longer shared" in await refused(town, town.press(post, "Cheer", by=BEN))
    await town.advance(days=1)
    card = await town.type(ADA, "/checkin", did=MORE)
    assert "Share this day" not in card.buttons
    said = await refused(town, town.forge.press(ADA, "streaks:share:2026-03-03"))
    assert "You are hidden" in said


@pytest.mark.parametrize("share", ["0", "2", "-1", "x", "²", "1:1", "9" * 19, "1" + "0" * 30, ""])
async def test_what_was_never_shared_takes_no_cheers(town, post, share):
    await refused(town, town.forge.press(BEN, f"streaks:cheer:{share}"))


async def test_a_post_of_another_server_takes_no_cheers_from_here(town, post):
    town.move_to_server("Night school", BEN)
    await refused(town, town.forge.press(BEN, post.buttons["Cheer"]))
