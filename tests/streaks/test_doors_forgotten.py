"""Whoever is forgotten takes along what we posted about them, and nobody else's."""

import pytest

from bot.courier.tables import deliveries
from bot.members import Share
from tests.streaks import test_doors_live_board as boards
from tests.streaks.test_doors_milestones import keeps, say, shares
from tests.support.world import ADA, BEN


@pytest.fixture
async def town(world):
    world.social = True
    await say(world)
    return world


async def shared(world, who):
    card = await world.type(who, "/checkin", did="read chapter 2")
    return await world.press(card, "Share this day", by=who)


async def is_forgotten(world, who):
    await world.press(await world.type(who, "/me forget"), "Forget everything about me", by=who)


def stands(world, card):
    return card.message.id in world._messages()


async def test_shared_days_go_and_those_of_others_stay(town):
    hers, his = await shared(town, ADA), await shared(town, BEN)
    await is_forgotten(town, ADA)
    await town.post_comes()
    assert not stands(town, hers)
    assert stands(town, his)
    assert str(town.id(ADA)) not in str(await town.rows())


async def test_a_day_that_always_is_shared_goes_too(town):
    await shares(town, ADA, Share.ALWAYS)
    await keeps(town, ADA, 1)
    post = town.posts[-1]
    await is_forgotten(town, ADA)
    await town.post_comes()
    assert not stands(town, post)


async def test_milestones_go_those_that_wait_too(town):
    await shares(town, ADA, Share.ALWAYS)
    await keeps(town, ADA, 7)
    [post] = await town.post_comes()
    await shares(town, BEN, Share.ALWAYS)
    await keeps(town, BEN, 7)
    for who in (ADA, BEN):
        await is_forgotten(town, who)
    assert await town.post_comes() == []
    assert not stands(town, post)
    held = str(await town.rows())
    assert str(town.id(ADA)) not in held
    assert str(town.id(BEN)) not in held


async def test_a_question_to_a_partner_goes_with_either_of_them(town):
    for who in (ADA, BEN):
        await town.type(who, "/checkin", did="read chapter 2")
    card = await town.type(ADA, "/streak partner", member=town.members[BEN])
    post = await town.press(card, "Ask in this channel", by=ADA)
    await is_forgotten(town, BEN)
    await town.post_comes()
    assert not stands(town, post)


async def test_one_that_a_moderator_deleted_before_is_done_with(town):
    post = await shared(town, ADA)
    town.env.backend.delete_message(town.channel.id, post.message.id)
    await is_forgotten(town, ADA)
    await town.post_comes()
    async with town.bot.parts.db.reading() as conn:
        [removal] = (await conn.execute(deliveries.select())).all()
    assert (removal.deed, removal.state) == ("removal", "sent")


async def test_the_live_board_is_true_again_without_them(world):
    channel = world.server.create_text_channel("leaderboard")
    await boards.say(world, channel)
    world.board, *_ = await world.post_comes()
    await boards.keeps(world, ADA, BEN)
    await world.advance(minutes=6)
    await world.post_comes()
    await is_forgotten(world, ADA)
    await world.advance(minutes=6)
    await world.post_comes()
    assert f"<@{world.id(ADA)}>" not in boards.reads(world)
    assert f"<@{world.id(BEN)}>" in boards.reads(world)
    assert str(world.id(ADA)) not in str(await world.rows())


async def test_a_board_that_is_switched_off_or_moved_is_taken_down(world):
    first, second = (world.server.create_text_channel(name) for name in ("one", "two"))
    await boards.say(world, first)
    board, *_ = await world.post_comes()
    await boards.say(world, second)
    moved, *_ = await world.post_comes()
    assert not stands(world, board)
    assert moved.message.channel_id == second.id
    await boards.say(world, second, is_on=False)
    await world.post_comes()
    assert not stands(world, moved)
    await boards.say(world, second)
    again, *_ = await world.post_comes()
    assert again.message.channel_id == second.id
