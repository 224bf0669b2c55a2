"""*Share this day*: one line of facts in the server, once, by whoever wants it so."""

import discord
import pytest

from tests.support.nonsense import refused
from tests.support.world import ADA, BEN

SHARE, WHEN = "Share this day", "When to share"
NEVER, ALWAYS = "Never share my days", "Always share"


@pytest.fixture
def town(world):
    """Where people show each other what they kept."""
    world.social = True
    return world


async def check_in(world, who=ADA, did="my secret plan"):
    return await world.type(who, "/checkin", did=did)


async def decide(world, when, who=ADA):
    card = await world.press(await world.type(who, "/me settings"), "Change sharing", by=who)
    return await world.choose(card, when, by=who)


async def test_a_day_is_shared_as_one_line_of_facts(town):
    post = await town.press(await check_in(town), SHARE, by=ADA)
    assert not post.private
    assert post.text == f"<@{town.id(ADA)}> kept **day 1** on Monday 2 March. 🔥"
    assert [*post.buttons] == ["Cheer"]


async def test_it_names_the_day_of_the_streak_and_the_week(town):
    await town.type(ADA, "/streak goal", days=3)
    await check_in(town)
    await town.advance(days=1)
    post = await town.press(await check_in(town), SHARE, by=ADA)
    assert "kept **day 2** on Tuesday 3 March" in post
    assert "to go" not in post
    assert "goal" not in post


async def test_nothing_is_posted_until_it_is_asked_for(world):
    await check_in(world)
    assert world.posts == []


async def test_a_day_is_shared_once_in_each_server(town):
    card = await check_in(town)
    await town.press(card, SHARE, by=ADA)
    again = await refused(town, town.press(card, SHARE, by=ADA))
    assert "was shared in this server already" in again
    town.move_to_server("Night school", ADA)
    await town.press(await check_in(town, did="and a second thing"), SHARE, by=ADA)
    assert len(town.posts) == 2


async def test_what_was_shared_is_not_offered_again(town):
    await town.press(await check_in(town), SHARE, by=ADA)
    assert SHARE not in (await check_in(town, did="and a second thing")).buttons


async def test_always_shares_by_itself_and_once(town):
    await decide(town, ALWAYS)
    await check_in(town)
    await check_in(town, did="and a second thing")
    assert [post.text.split(" on ")[0] for post in town.posts] == [
        f"<@{town.id(ADA)}> kept **day 1**"
    ]


async def test_never_offers_nothing(world):
    await decide(world, NEVER)
    card = await check_in(world)
    assert not {SHARE, WHEN} & {*card.buttons}
    assert world.posts == []


async def test_the_choice_can_be_changed_at_the_card(world):
    card = await world.press(await check_in(world), WHEN, by=ADA)
    assert card.title == "Sharing: ask me each time"
    assert (await world.choose(card, NEVER, by=ADA)).title == "Sharing: never share my days"
    assert "never shared" in await world.type(ADA, "/me settings")


async def test_everybody_chooses_for_themselves(town):
    await decide(town, ALWAYS)
    assert SHARE in (await check_in(town, BEN)).buttons
    assert town.posts == []


async def test_in_direct_messages_nothing_is_shared(world):
    await decide(world, ALWAYS)
    card = await check_in(world.to_direct_messages())
    assert not {SHARE, WHEN} & {*card.buttons}
    said = await refused(world, world.forge.press(ADA, "streaks:share:2026-03-02"))
    assert "in a server" in said


async def test_a_share_button_works_after_a_restart(town):
    card = await check_in(town)
    await town.restart_bot()
    assert "kept **day 1**" in await town.press(card, SHARE, by=ADA)


async def test_a_day_that_was_taken_back_is_not_shared(town):
    card = await check_in(town)
    await town.press(card, "Undo this check-in", by=ADA)
    assert "isn't kept" in await refused(town, town.press(card, SHARE, by=ADA))


@pytest.mark.parametrize("day", ["x", "2026-03-01", "2026-03-03", "0001-01-01", "9999-12-31", "²"])
async def test_only_a_day_that_was_kept_can_be_shared(world, day):
    await check_in(world)
    await refused(world, world.forge.press(ADA, f"streaks:share:{day}"))


async def test_nobody_shares_for_somebody_else(town):
    card = await check_in(town)
    await refused(town, town.forge.press(BEN, card.buttons[SHARE]))


@pytest.mark.parametrize("values", [[], ["x"], ["ALWAYS"], ["always\0"]])
async def test_a_choice_that_is_not_on_the_list(world, values):
    await refused(world, world.forge.choose(ADA, "streaks:sharing", values))


# Where nothing can be posted


@pytest.fixture
def quiet(town):
    """A channel in which members and the bot may look and not write."""
    quiet_ = discord.PermissionOverwrite(send_messages=False)
    roles = {town.server.default_role: quiet_}
    town.channel = town.server.create_text_channel("announcements", overwrites=roles)
    return town


async def test_where_nothing_can_be_posted_it_is_said(quiet):
    card = await check_in(quiet)
    said = await refused(quiet, quiet.press(card, SHARE, by=ADA))
    assert "can't post here" in said


async def test_what_could_not_be_posted_can_be_shared_elsewhere(quiet):
    await decide(quiet, ALWAYS)
    await check_in(quiet)
    assert "can't post here" in quiet.cards[-1]
    assert quiet.posts == []
    quiet.channel = quiet.server.create_text_channel("study-hall")
    await check_in(quiet, did="and a second thing")
    assert len(quiet.posts) == 1


@pytest.mark.parametrize("closed", ["archived", "locked"])
async def test_a_closed_thread_takes_no_post(town, closed):
    hall = town.bot.get_channel(town.channel.id)
    thread = await hall.create_thread(name="week 1", type=discord.ChannelType.public_thread)
    [town.channel] = town.channel.threads
    card = await check_in(town)
    await thread.edit(**{closed: True})
    assert "can't post here" in await refused(town, town.press(card, SHARE, by=ADA))
    await thread.edit(**{closed: False})
    assert "kept **day 1**" in await town.press(card, SHARE, by=ADA)
