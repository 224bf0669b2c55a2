"""The board that stays in a channel: placed by moderators, true by itself, the same message."""

import pytest
from simcord import ResponseMessage

from bot import guilds, places, switches
from cogs.streaks.needs import BOARD
from tests.support.cards import card_of
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

SECRET = "my secret words"


async def say(world, channel, is_on=True):
    """What `/mod setup` does."""
    guild = world.server.id
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, guild, world.env.now())
        await places.put(conn, guild, BOARD, channel.id)
        await switches.put(conn, guild, BOARD, is_on)


@pytest.fixture
async def wall(world):
    """A channel in which the board was just placed."""
    world.wall = world.server.create_text_channel("leaderboard")
    await say(world, world.wall)
    world.board, *_ = await world.post_comes()  # and Discord's word that it was pinned
    return world


def reads(world):
    """The board as it is now."""
    found = world._messages()[world.board.message.id]
    return card_of(ResponseMessage(world.env, found))


async def keeps(world, *people):
    for who in people:
        await world.type(who, "/checkin", did=SECRET)


async def test_where_nobody_wanted_it_there_is_none(world):
    await keeps(world, ADA)
    assert await world.post_comes() == []


async def test_an_empty_board_says_how_it_begins(wall):
    assert "Nobody has kept a day this week yet" in wall.board
    assert wall.board.message.channel_id == wall.wall.id


async def test_it_follows_what_people_do_as_the_same_message(wall):
    await keeps(wall, ADA)
    await wall.advance(days=1)
    await keeps(wall, ADA, BEN)
    await wall.type(BEN, "/streak goal", days=1)
    await wall.advance(minutes=5)
    assert await wall.post_comes() == []
    card = reads(wall)
    assert card.title == "The week of Monday 2 March"
    assert f"**1** · <@{wall.id(ADA)}> · 2 days\n**2** · <@{wall.id(BEN)}> · 1 day" in card
    assert f"**Percent of own goal**\n**1** · <@{wall.id(BEN)}> · 100 %" in card
    assert "2 people kept a day so far." in card
    assert SECRET not in card


async def test_it_is_edited_at_most_once_in_five_minutes(wall):
    for who in (ADA, BEN, MINA):
        await keeps(wall, who)
        await wall.advance(minutes=1)
        await wall.post_comes()
        assert "Nobody" in reads(wall)
    await wall.advance(minutes=2)
    await wall.post_comes()
    assert "3 people kept a day so far." in reads(wall)
    edits = [r for r in wall.env.http_requests if r.method == "PATCH" and "/messages/" in r.path]
    assert len(edits) == 1


async def test_who_hides_or_is_forgotten_is_gone_from_it(wall):
    await keeps(wall, ADA, BEN)
    await wall.advance(minutes=6)
    await wall.post_comes()
    await wall.press(wall.board, "Hide me everywhere", by=ADA)
    await wall.press(await wall.type(BEN, "/me forget"), "Forget everything about me", by=BEN)
    await wall.advance(minutes=6)
    await wall.post_comes()
    assert "Nobody has kept a day" in reads(wall)


async def test_the_next_week_begins_by_itself(wall):
    await keeps(wall, ADA)
    await wall.advance(minutes=6)
    await wall.post_comes()
    await wall.advance(days=6, hours=23)
    await wall.bot.get_cog("StreaksCog").renew_boards()
    await wall.post_comes()
    assert "Nobody has kept a day" in reads(wall)


async def test_ones_own_place_is_shown_to_oneself_from_however_far_down(wall):
    for number in range(12):
        user = wall.env.create_user(f"learner{number}")
        wall.members[user.id] = wall.server.add_member(user)
        await keeps(wall, user.id)
    await wall.advance(days=1)
    await keeps(wall, *[who for who in wall.members if who not in (ADA, BEN, MINA)], ADA)
    await wall.advance(minutes=6)
    await wall.post_comes()
    assert f"<@{wall.id(ADA)}>" not in reads(wall)
    card = await wall.press(wall.board, "Show my place", by=ADA)
    assert card.private
    assert card.title == "Days kept, this week"
    assert f"**13** · <@{wall.id(ADA)}> · 1 day" in card
    assert "a check-in in this server puts you" in await wall.press(
        wall.board, "Show my place", by=BEN
    )
    await refused(wall, wall.to_direct_messages().forge.press(ADA, "streaks:place"))


async def test_a_board_that_was_deleted_comes_anew_once(wall):
    wall.env.backend.delete_message(wall.wall.id, wall.board.message.id)
    await keeps(wall, ADA)
    await wall.advance(minutes=6)
    new, *_ = await wall.post_comes()
    assert "1 person kept a day so far." in new
    assert new.message.channel_id == wall.wall.id
    await wall.advance(minutes=6)
    assert await wall.post_comes() == []


async def test_it_is_pinned_where_we_may(world):
    channel = world.server.create_text_channel("leaderboard")
    await say(world, channel)
    await world.post_comes()
    pins = [r for r in world.env.http_requests if "/pins/" in r.path]
    assert len(pins) == 1


async def test_moderators_know_it_by_its_name(wall):
    assert "**Live board**" in await wall.type(MINA, "/mod status")
