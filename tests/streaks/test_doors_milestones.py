"""A milestone is shown once where its person shares, with *Cheer*, and to nobody's ping."""

import pytest

from bot import guilds, members, places, switches
from bot.members import Answer, Person, Share
from cogs.streaks.needs import MILESTONES
from tests.streaks.moderating import confirmed, ruled
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN


async def say(world, is_on=True):
    """What `/mod setup` does, in the server where everybody is now."""
    world.hall = world.server.create_text_channel("milestones")
    guild = world.server.id
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, guild, world.env.now())
        await places.put(conn, guild, MILESTONES, world.hall.id)
        await switches.put(conn, guild, MILESTONES, is_on)


async def shares(world, who, share):
    async with world.bot.parts.db.transaction() as conn:
        await members.meet(conn, Person(world.id(who), world.server.id), world.env.now())
        await members.say(conn, world.id(who), Answer.SHARE, share.value)


async def keeps(world, who, days):
    """So many days in a row, the last one today; the answer of the last."""
    for _ in range(days - 1):
        await world.type(who, "/checkin", did="my secret words")
        await world.advance(days=1)
    return await world.type(who, "/checkin", did="my secret words")


@pytest.fixture
async def hall(world):
    world.social = True  # days are shared as well
    await say(world)
    return world


async def test_whoever_always_shares_is_shown_by_themselves_and_once(hall):
    await shares(hall, ADA, Share.ALWAYS)
    await keeps(hall, ADA, 6)
    assert await hall.post_comes() == []
    await hall.advance(days=1)
    await hall.type(ADA, "/checkin", did="my secret words")
    [post] = await hall.post_comes()
    assert post.text == f"<@{hall.id(ADA)}> kept **day 7** in a row on Sunday 8 March. 🔥"
    assert post.message.channel_id == hall.hall.id
    assert "Thank you for cheering" in await hall.press(post, "Cheer", by=BEN)
    assert "1 person cheered your Sunday 8 March." in await hall.type(ADA, "/streak show")
    assert await hall.post_comes() == []


async def test_undone_and_done_again_it_is_not_shown_again(hall):
    await shares(hall, ADA, Share.ALWAYS)
    await keeps(hall, ADA, 7)
    card = hall.cards[-2]  # before the shared day
    await hall.post_comes()
    await hall.press(card, "Undo this check-in", by=ADA)
    await hall.type(ADA, "/checkin", did="and something else")
    assert await hall.post_comes() == []


async def test_what_is_undone_before_it_left_is_shown_when_it_is_done_again(hall):
    await shares(hall, ADA, Share.ALWAYS)
    await keeps(hall, ADA, 7)
    await hall.press(hall.cards[-2], "Undo this check-in", by=ADA)
    assert await hall.post_comes() == []
    await hall.type(ADA, "/checkin", did="and something else")
    assert len(await hall.post_comes()) == 1


async def test_whoever_wants_to_be_asked_is_asked_on_their_own_card(hall):
    card = await keeps(hall, ADA, 7)
    assert f"Shall <#{hall.hall.id}> see it" in card
    assert await hall.post_comes() == []
    said = await hall.press(card, "Show day 7 there", by=ADA)
    assert said.private
    assert f"Day 7 is on its way to <#{hall.hall.id}>." in said
    [post] = await hall.post_comes()
    assert "kept **day 7**" in post
    assert "already" in await refused(hall, hall.press(card, "Show day 7 there", by=ADA))
    assert await hall.post_comes() == []


async def test_an_ordinary_day_asks_nothing(hall):
    assert "milestone" not in await keeps(hall, ADA, 6)
    said = await refused(hall, hall.forge.press(ADA, "streaks:milestone:2026-03-07"))
    assert "is no milestone" in said


async def test_where_it_is_off_nothing_is_asked_or_shown(world):
    world.social = True
    await say(world, is_on=False)
    await shares(world, BEN, Share.ALWAYS)
    for _ in range(6):
        await world.type(ADA, "/checkin", did="my secret words")
        await world.type(BEN, "/checkin", did="my secret words")
        await world.advance(days=1)
    assert "milestone" not in await world.type(ADA, "/checkin", did="my secret words")
    await world.type(BEN, "/checkin", did="my secret words")
    assert await world.post_comes() == []


@pytest.mark.parametrize("share", [Share.ALWAYS, Share.ASK])
async def test_somebody_hidden_is_not_asked_and_not_shown(hall, share):
    await shares(hall, ADA, share)
    await keeps(hall, ADA, 6)
    await hall.forge.press(ADA, "settings:hide")
    await hall.advance(days=1)
    assert "milestone" not in await hall.type(ADA, "/checkin", did="my secret words")
    assert await hall.post_comes() == []


@pytest.mark.parametrize("share", [Share.ALWAYS, Share.ASK])
async def test_whom_moderators_silenced_is_not_asked_and_not_shown(hall, share):
    await shares(hall, ADA, share)
    await keeps(hall, ADA, 6)
    await confirmed(hall, await ruled(hall, "silence"))
    await hall.advance(days=1)
    assert "milestone" not in await hall.type(ADA, "/checkin", did="my secret words")
    assert await hall.post_comes() == []


async def test_whoever_is_left_off_the_boards_before_it_leaves_is_not_shown(hall):
    await shares(hall, ADA, Share.ALWAYS)
    await keeps(hall, ADA, 7)
    await confirmed(hall, await ruled(hall, "leave-off"))
    assert await hall.post_comes() == []


async def test_two_at_the_same_moment_are_both_shown(hall):
    for who in (ADA, BEN):
        await shares(hall, who, Share.ALWAYS)
    for _ in range(6):
        for who in (ADA, BEN):
            await hall.type(who, "/checkin", did="my secret words")
        await hall.advance(days=1)
    for who in (ADA, BEN):
        await hall.type(who, "/checkin", did="my secret words")
    posts = [*await hall.post_comes(), *await later(hall)]
    assert [f"<@{hall.id(who)}>" in post for who, post in zip((ADA, BEN), posts, strict=True)]


async def later(world):
    await world.advance(seconds=2)
    return await world.post_comes()


async def test_kept_in_direct_messages_it_is_shown_where_one_shared_before(hall):
    first = hall.hall
    card = await keeps(hall, ADA, 2)
    await hall.press(card, "Share this day", by=ADA)
    hall.move_to_server("Night school", ADA)
    await say(hall)
    await hall.advance(days=1)
    await keeps(hall, ADA, 4)
    await hall.advance(days=1)
    card = await hall.to_direct_messages().type(ADA, "/checkin", did="my secret words")
    await hall.press(card, "Show day 7 there", by=ADA)
    [post] = await hall.post_comes()
    assert post.message.channel_id == first.id


async def test_after_a_restart_it_still_leaves(hall):
    card = await keeps(hall, ADA, 7)
    await hall.restart_bot()
    await hall.press(card, "Show day 7 there", by=ADA)
    await hall.restart_bot()
    assert len(await hall.post_comes()) == 1


@pytest.mark.parametrize("day", ["x", "", "2026-02-30", "9999-12-31", "1:1"])
async def test_a_milestone_that_never_was(hall, day):
    await refused(hall, hall.forge.press(ADA, f"streaks:milestone:{day}"))
