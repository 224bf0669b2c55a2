"""/leaderboard and somebody else's /streak show, as members meet them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import guilds, outages
from bot.members import Person
from bot.outages import Span
from tests.streaks.saying import say
from tests.support.nonsense import plain, refused
from tests.support.world import ADA, BEN, MINA, SERVER


@pytest.fixture
async def three(world):
    """Ada has two days, Ben and Mina one; a third day is open."""
    await world.type(ADA, "/checkin", did="read chapter 1")
    await world.advance(days=1)
    for who in (ADA, BEN, MINA):
        await world.type(who, "/checkin", did="my secret words")
    return world


def line(world, rank, who, words):
    return f"**{rank}** · <@{world.id(who)}> · {words}"


async def test_a_board_ranks_fairly_and_tells_one_s_own_place(three):
    card = await three.type(BEN, "/leaderboard")
    assert card.title == "Streak, all time"
    assert SERVER in card
    assert line(three, 1, ADA, "2 days") in card
    assert line(three, 2, BEN, "1 day") in card
    assert line(three, 2, MINA, "1 day") in card
    assert "You: **2** · 1 day" in card
    assert "secret" not in card


async def test_the_first_board_of_all_is_empty_and_says_how_to_be_on_it(world):
    before = await world.rows()
    card = await world.type(ADA, "/leaderboard")
    assert "Nobody is on this board at the moment." in card
    assert "a check-in in this server puts you on its boards" in card
    assert await world.rows() == before


async def test_a_board_that_is_being_counted_anew_says_so(three):
    streaks, now = three.bot.get_cog("StreaksCog").streaks, three.env.now()
    for number in range(9000, 9030):
        said = say(sent=now, interaction=number)
        await streaks.check_in(Person(number, three.server.id), said)
    assert "counted anew" not in await three.type(ADA, "/leaderboard")
    async with three.bot.parts.db.transaction() as conn:
        await outages.remember(conn, Span(now - timedelta(hours=1), now))
    card = await three.type(ADA, "/leaderboard")
    assert "Some streaks here are still being counted anew." in card


async def test_measure_and_period_are_chosen_by_option_and_on_the_card(three):
    card = await three.type(ADA, "/leaderboard", period="week", measure="days")
    assert card.title == "Days kept, this week"
    card = await three.choose(card, "This month", by=ADA)
    assert card.title == "Days kept, this month"
    card = await three.choose(card, "Percent of own goal", by=ADA)
    assert card.title == "Percent of own goal, this month"
    assert "a goal (/streak goal) and a day kept put you there" in card
    await three.type(ADA, "/streak goal", days=3)
    card = await three.type(ADA, "/leaderboard", period="week", measure="percent")
    # Two of the six days that were left are needed no more than three.
    assert line(three, 1, ADA, "66 %") in card


async def test_every_board_says_what_it_shows(three):
    said = set()
    for period in ("week", "month", "all"):
        for measure in ("streak", "days", "percent"):
            card = await three.type(ADA, "/leaderboard", period=period, measure=measure)
            said.add(card.text.split("\n")[1])
    assert len(said) == 9


async def test_hiding_is_one_press_and_holds_for_everybody(three):
    card = await three.type(ADA, "/leaderboard")
    assert (await three.press(card, "Hide me everywhere", by=ADA)).title == "You are hidden"
    theirs = await three.type(BEN, "/leaderboard")
    assert f"<@{three.id(ADA)}>" not in theirs
    assert line(three, 1, BEN, "1 day") in theirs
    card = await three.type(ADA, "/leaderboard")
    assert "you are hidden everywhere" in card
    await three.press(card, "Show me again", by=ADA)
    assert line(three, 1, ADA, "2 days") in await three.type(BEN, "/leaderboard")


async def test_pages_turn_for_the_owner_and_are_copied_for_anybody_else(world):
    for number in range(12):
        user = world.env.create_user(f"learner{number}")
        world.members[user.id] = world.server.add_member(user)
        await world.type(user.id, "/checkin", did="read chapter 1")
    first = await world.type(ADA, "/leaderboard")
    assert "Higher places" not in first.buttons
    second = await world.press(first, "Lower places", by=ADA)
    assert second.message.id == first.message.id
    assert second.text.count(" · <@") == 2
    assert second.text.count("**1** · ") == 2  # all tie
    await world.restart_bot()
    back = await world.press(second, "Higher places", by=ADA)
    assert back.text.count(" · <@") == 10
    copy = await world.forge.press(BEN, first.buttons["Lower places"], on=first)
    assert copy.message.id != first.message.id
    assert str(world.id(BEN)) in copy.buttons["Higher places"]


async def test_in_direct_messages_the_one_shared_server_is_shown(three):
    three.to_direct_messages()
    card = await three.type(BEN, "/leaderboard", measure="days")
    assert SERVER in card
    assert line(three, 1, ADA, "2 days") in card


async def test_in_direct_messages_one_of_several_servers_is_picked(three):
    three.move_to_server("Night school", ADA)
    await three.type(ADA, "/checkin", did="read on")
    three.to_direct_messages()
    card = await three.type(ADA, "/leaderboard", period="week")
    card = await three.choose(card, "Night school", by=ADA)
    assert "Night school" in card
    assert card.title == "Streak, this week"
    assert line(three, 1, ADA, "2 days") in card
    assert f"<@{three.id(BEN)}>" not in card


async def test_in_direct_messages_without_a_server_one_sentence(world):
    await refused(world.to_direct_messages(), world.type(ADA, "/leaderboard"))


async def test_who_left_the_server_is_gone_from_its_board(three):
    there = three.server
    there.remove_member(three.members[ADA])
    assert line(three, 1, ADA, "2 days") in await three.type(BEN, "/leaderboard")  # seen today
    await three.advance(days=1, minutes=1)
    await three.type(BEN, "/leaderboard")  # asks Discord about those whom it shows
    assert f"<@{three.id(ADA)}>" not in await three.type(BEN, "/leaderboard")
    assert f"<@{three.id(MINA)}>" in await three.type(BEN, "/leaderboard")
    three.to_direct_messages()
    assert "Streak: **2 days**" in await three.type(ADA, "/streak show")
    await refused(three, three.type(ADA, "/leaderboard"))


async def test_the_board_of_a_server_that_one_is_not_in_stays_closed(three):
    first = three.server.id
    door = f"streaks:board:{three.id(ADA)}:{first}:streak:all:0"
    three.move_to_server("Night school", ADA, BEN)
    nobody = three.env.create_user("nobody")
    three.members["nobody"] = three.server.add_member(nobody)
    await refused(three, three.forge.press("nobody", door))
    choice = "streaks:board-server:streak:all"
    await refused(three, three.forge.choose("nobody", choice, [str(first)]))
    assert SERVER in await three.forge.press(BEN, door)  # he is there too


@pytest.mark.parametrize(
    "door",
    [
        "streaks:board:1:2:streak:all:0",
        "streaks:board:x:2:streak:all:0",
        "streaks:board:1:2:height:all:0",
        "streaks:board:1:2:streak:year:0",
        "streaks:board:1:2:streak:all:-1",
        "streaks:board:1:2:streak:all",
        f"streaks:board:1:{'9' * 30}:streak:all:0",
    ],
)
async def test_a_board_that_no_card_offers(three, door):
    await refused(three, three.forge.press(ADA, door))


@pytest.mark.parametrize("values", [[], ["x"], ["9" * 30], [""]])
@pytest.mark.parametrize("door", ["board-server:streak:all", "board-period:1:2:streak"])
async def test_a_choice_that_no_card_offers(three, door, values):
    await refused(three, three.forge.choose(ADA, f"streaks:{door}", values))


async def test_an_option_that_discord_would_not_send(three):
    for name in ("period", "measure"):
        card = await three.forge.command(ADA, "/leaderboard", **{name: (3, "year")})
        plain(card)


async def test_when_a_server_removes_us_its_boards_wait_for_an_invitation(three):
    """For 30 days; then they go with its other rows (tests/moderation/test_presence.py)."""
    await three.bot.get_guild(three.server.id).leave()
    await three.env.settle()
    async with three.bot.parts.db.reading() as conn:
        assert len(list(await conn.scalars(select(guilds.people.c.person)))) == 3


# Somebody else's streak


async def test_another_s_streak_shows_figures_and_nothing_that_was_typed(three):
    card = await three.type(BEN, "/streak show", member=three.members[ADA])
    assert f"Streak of <@{three.id(ADA)}>" in card.title
    assert "Streak: **2 days** · longest 2 days · 2 days in all" in card
    assert "Today is kept." in card
    assert "secret" not in card
    assert not card.buttons
    await three.advance(days=1)
    assert "Today is still open." in await three.type(
        BEN, "/streak show", member=three.members[ADA]
    )


async def test_asking_for_oneself_by_name_shows_one_s_own_card(three):
    card = await three.type(ADA, "/streak show", member=three.members[ADA])
    assert card.title.startswith("Your streak")


async def test_who_hides_and_who_has_not_begun_read_alike(three):
    nobody = three.server.add_member(three.env.create_user("nobody"))
    await three.press(await three.type(ADA, "/leaderboard"), "Hide me everywhere", by=ADA)
    hidden = await refused(three, three.type(BEN, "/streak show", member=three.members[ADA]))
    new = await refused(three, three.type(BEN, "/streak show", member=nobody))
    assert hidden.text == new.text
    own = await three.type(ADA, "/streak show", member=three.members[ADA])
    assert own.title.startswith("Your streak")


async def test_bots_keep_no_streak(three):
    robot = three.server.add_member(three.env.create_user("robot", bot=True))
    await refused(three, three.type(BEN, "/streak show", member=robot))
