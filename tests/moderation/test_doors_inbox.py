"""/mod inbox: what waits for moderators from every feature, read and turned by them alone."""

from datetime import timedelta

import pytest

from bot import guilds, places
from bot.moderators import MODERATORS_ONLY
from bot.offers import Link, Waiting
from tests.support.nonsense import refused
from tests.support.world import ADA, MINA

WHEN = "When you are told"
DOORS = ("moderation:inbox", "moderation:inbox-page:0", "moderation:summary")


@pytest.fixture
def waits(world):
    """What another feature put on the shelf."""
    found = []

    async def offer(_conn, guild):
        return found if guild == world.server.id else []

    world.bot.parts.shelves.inbox.put(offer)
    return found


def put(world, waits, number, text="Something"):
    """The last is the oldest."""
    for each in range(number):
        links = [Link(f"Do {each}", f"moderation:inbox-page:{each + 100}")]
        waits.append(Waiting(f"{text} {each}", world.env.now() - timedelta(hours=each), links))


async def test_nothing_waiting_is_one_kind_sentence(world):
    card = await world.type(MINA, "/mod inbox")
    assert card.text == "Nothing waits for moderators here: everything is answered."
    assert [*card.buttons] == [WHEN]


async def test_what_waits_comes_oldest_first_with_its_doors_five_at_a_time(world, waits):
    put(world, waits, 6)
    first = await world.type(MINA, "/mod inbox")
    assert first.title == "6 waiting, oldest first"
    assert [*first.buttons] == ["Do 5", "Do 4", "Do 3", "Do 2", "Do 1", "Newer ones", WHEN]
    assert f"Something 5\n-# <t:{int(waits[5].since.timestamp())}:R>" in first
    second = await world.press(first, "Newer ones", by=MINA)
    assert [*second.buttons] == ["Do 0", "Older ones", WHEN]
    assert "Do 5" in (await world.press(second, "Older ones", by=MINA)).buttons


async def test_one_door_for_several_things_is_offered_once(world, waits):
    put(world, waits, 2)
    waits[0].links[:] = waits[1].links
    card = await world.type(MINA, "/mod inbox")
    assert [*card.buttons] == ["Do 1", WHEN]


async def test_the_buttons_of_the_summary_and_of_old_cards_lead_there(world, waits):
    put(world, waits, 1)
    card = await world.type(MINA, "/help")
    assert "Something 0" in await world.press(card, "See what waits", by=MINA)
    assert "Something 0" in await world.forge.press(MINA, "streaks:questions:0", on=card)


async def test_a_page_that_is_no_longer_there_shows_the_nearest(world, waits):
    put(world, waits, 6)
    card = await world.type(MINA, "/mod inbox")
    assert "Something 0" in await world.forge.press(MINA, "moderation:inbox-page:999", on=card)


@pytest.mark.parametrize("page", ["-1", "x", "٣", "9" * 40, ""])
async def test_a_forged_page_is_a_door_that_no_longer_works(world, page):
    pressed = world.forge.press(MINA, f"moderation:inbox-page:{page}")
    assert "no longer works" in await refused(world, pressed)


async def test_only_moderators_read_it_and_only_in_their_server(world, waits):
    put(world, waits, 1)
    for door in (*DOORS, "streaks:questions:0"):
        assert MODERATORS_ONLY in await refused(world, world.forge.press(ADA, door))
    picked = world.forge.choose(ADA, "moderation:summary-at", ["18:00"])
    assert MODERATORS_ONLY in await refused(world, picked)
    assert MODERATORS_ONLY in await refused(world, world.forge.command(ADA, "mod inbox"))
    world.to_direct_messages()
    for door in DOORS:
        assert MODERATORS_ONLY in await refused(world, world.forge.press(MINA, door))


async def test_the_summary_opens_the_inbox_for_moderators_alone(world, waits):
    world.social = True
    put(world, waits, 1)
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, world.server.id, world.env.now())
        await places.put(conn, world.server.id, "moderators", world.channel.id)
    await world.advance(hours=21)
    [post] = await world.post_comes()
    assert post.title == "1 thing waits for moderators"
    opened = await world.press(post, "See what waits", by=MINA)
    assert opened.private
    assert "Something 0" in opened
    assert MODERATORS_ONLY in await world.press(post, "See what waits", by=ADA)


async def test_moderators_choose_at_which_hour_they_are_told(world):
    card = await world.press(await world.type(MINA, "/mod inbox"), WHEN, by=MINA)
    assert card.title == "Once a day at 09:00"
    assert "once a moderators' channel is named: type /mod setup." in card
    async with world.bot.parts.db.transaction() as conn:
        await guilds.meet(conn, world.server.id, world.env.now())
        await guilds.say(conn, world.server.id, zone="Asia/Tokyo")
        await places.put(conn, world.server.id, "moderators", world.channel.id)
    chosen = await world.choose(card, "At 18:00", by=MINA)
    assert chosen.title == "Once a day at 18:00"
    assert f"in <#{world.channel.id}>, where something waits." in chosen
    assert "In this server's time, Asia/Tokyo." in chosen
    for hour in ("25:00", "18:30", "", "x"):
        picked = world.forge.choose(MINA, "moderation:summary-at", [hour])
        assert "no longer works" in await refused(world, picked)


async def test_the_most_and_longest_that_may_wait_fits_a_card(world, waits):
    put(world, waits, 12, text="<" * 5000)
    for each in waits:
        doors = [f"moderation:inbox-page:{each.since.timestamp():.0f}{n}" for n in range(6)]
        each.links[:] = [Link("x" * 80, door) for door in doors]
    await world.press(await world.type(MINA, "/mod inbox"), "Newer ones", by=MINA)
