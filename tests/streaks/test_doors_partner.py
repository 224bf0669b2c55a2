"""/streak partner: two who see whether the other kept today, if both agree."""

import pytest

from bot import members
from bot.members import Person
from bot.portability import erasing
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

DID = {"did": "read chapter 2"}
YES, NO = "Be partners", "No thanks"
POST, BACK, END = "Ask in this channel", "Take the question back", "End partnership"


@pytest.fixture
async def town(world):
    """Everybody has kept Sunday; today, Monday, is open."""
    for who in (ADA, BEN, MINA):
        await world.type(who, "/checkin", day="yesterday", **DID)
    return world


def ask(world, who, other):
    return world.type(who, "/streak partner", member=world.members[other])


async def see(world, who):
    return await world.type(who, "/streak partner")


async def pair(world, who=ADA, other=BEN):
    await ask(world, who, other)
    return await world.press(await see(world, other), YES, by=other)


def kept(world, who):
    return f"<@{world.id(who)}> has kept today"


def open_(world, who):
    return f"<@{world.id(who)}> hasn't kept today yet"


# Asking and answering


async def test_both_agree(town):
    card = await ask(town, ADA, BEN)
    assert card.private
    assert f"You asked <@{town.id(BEN)}>" in card
    assert open_(town, ADA) in await pair(town)
    assert open_(town, BEN) in await see(town, ADA)


async def test_the_question_is_told_once_with_the_other_s_next_answer(town):
    await ask(town, ADA, BEN)
    words = f"<@{town.id(ADA)}> asks you to be streak partners"
    card = await town.type(BEN, "/streak show")
    assert words in card
    assert words not in await town.type(BEN, "/streak show")
    assert open_(town, ADA) in await town.press(card, YES, by=BEN)


async def test_two_questions_are_told_with_one_door_to_both(town):
    await ask(town, ADA, BEN)
    await ask(town, MINA, BEN)
    card = await town.type(BEN, "/streak show")
    both = await town.press(card, "Answer them", by=BEN)
    assert all(f"<@{town.id(who)}> asks you" in both for who in (ADA, MINA))


async def test_a_yes_is_told_once_to_whoever_asked(town):
    await pair(town)
    words = f"<@{town.id(BEN)}> agreed"
    assert words in await town.type(ADA, "/streak show")
    assert words not in await town.type(ADA, "/streak show")
    assert "agreed" not in await town.type(BEN, "/streak show")


async def test_a_no_is_never_told(town):
    await ask(town, ADA, BEN)
    before = (await see(town, ADA)).text
    await town.press(await see(town, BEN), NO, by=BEN)
    assert (await see(town, ADA)).text == before
    assert (await ask(town, ADA, BEN)).title == "Asked already"
    assert "No thanks" not in (await see(town, BEN)).buttons
    assert "asks you" not in await town.type(BEN, "/streak show")


@pytest.mark.parametrize("said", [NO, None])
async def test_the_same_person_is_asked_again_after_30_days_whatever_they_said(town, said):
    await ask(town, ADA, BEN)
    if said:
        await town.press(await see(town, BEN), said, by=BEN)
    await town.advance(days=29)
    assert "less than 30 days ago" in await refused(town, ask(town, ADA, BEN))
    await town.advance(days=1)
    assert (await ask(town, ADA, BEN)).title == "Asked"


async def test_a_question_runs_out_after_seven_days(town):
    await ask(town, ADA, BEN)
    card = await see(town, BEN)
    await town.advance(days=7)
    assert "closed" in await refused(town, town.press(card, YES, by=BEN))
    assert YES not in (await see(town, BEN)).buttons


async def test_a_no_may_become_a_yes(town):
    await ask(town, ADA, BEN)
    card = await see(town, BEN)
    await town.press(card, NO, by=BEN)
    assert open_(town, ADA) in await town.press(card, YES, by=BEN)


async def test_whoever_said_no_may_ask_themselves(town):
    await ask(town, ADA, BEN)
    await town.press(await see(town, BEN), NO, by=BEN)
    assert open_(town, ADA) in await ask(town, BEN, ADA)


async def test_two_who_ask_each_other_have_agreed(town):
    await ask(town, ADA, BEN)
    assert open_(town, ADA) in await ask(town, BEN, ADA)


async def test_a_question_can_be_taken_back(town):
    card = await ask(town, ADA, BEN)
    theirs = await see(town, BEN)
    await town.press(card, BACK, by=ADA)
    assert "closed" in await refused(town, town.press(theirs, YES, by=BEN))
    assert (await ask(town, ADA, MINA)).title == "Asked"


async def test_one_question_at_a_time(town):
    await ask(town, ADA, BEN)
    assert "take that back first" in await refused(town, ask(town, ADA, MINA))


async def test_buttons_work_after_a_restart(town):
    await ask(town, ADA, BEN)
    card = await see(town, BEN)
    await town.restart_bot()
    card = await town.press(card, YES, by=BEN)
    await town.restart_bot()
    assert "No partner now" in await town.press(card, END, by=BEN)


# Who can't be asked


async def test_nobody_is_their_own_partner(town):
    assert "somebody else" in await refused(town, ask(town, ADA, ADA))


async def test_a_bot_is_nobody_s_partner(town):
    bot = town.server.add_member(town.env.create_user("helper", bot=True))
    card = town.type(ADA, "/streak partner", member=bot)
    assert "A bot keeps no streak" in await refused(town, card)


async def test_somebody_hidden_is_answered_for_like_somebody_without_a_record(world):
    await world.type(ADA, "/checkin", **DID)
    stranger = await refused(world, ask(world, ADA, BEN))
    assert "can't be asked" in stranger
    await world.type(BEN, "/checkin", **DID)
    await hides(world, BEN)
    assert (await refused(world, ask(world, ADA, BEN))).text == stranger.text


async def hides(world, who, hidden=True):
    db, at = world.bot.parts.db, world.bot.parts.clock.now()
    async with db.transaction() as conn:
        await members.hide(conn, Person(world.id(who), world.server.id), hidden, at)


async def test_somebody_who_has_a_partner_asks_nobody_else(town):
    await pair(town)
    assert "a partner already" in await refused(town, ask(town, ADA, MINA))


async def test_that_somebody_has_a_partner_is_nobody_else_s_business(town):
    await pair(town)
    await ask(town, MINA, BEN)
    card = await ask(town, MINA, BEN)
    assert card.title == "Asked already"
    yes = card.buttons[BACK].replace("partner-back", "partner-yes")
    assert "a partner already" in await refused(town, town.forge.press(BEN, yes))


async def test_a_question_is_told_once_it_could_be_agreed_to(town):
    card = await pair(town)
    await ask(town, MINA, BEN)
    words = f"<@{town.id(MINA)}> asks you"
    assert words not in await town.type(BEN, "/streak show")
    assert words in await town.press(card, END, by=BEN)


async def test_somebody_who_found_a_partner_meanwhile(town):
    await ask(town, MINA, BEN)
    card = await see(town, BEN)
    await pair(town, ADA, MINA)
    assert "closed" in await refused(town, town.press(card, YES, by=BEN))
    assert "No partner now" in await see(town, BEN)


# What each sees


async def test_each_sees_when_the_other_has_kept_today(town):
    await pair(town)
    mine = await town.type(ADA, "/checkin", **DID)
    assert f"Your partner {open_(town, BEN)}" in mine
    assert kept(town, ADA) in await see(town, BEN)
    assert f"Your partner {kept(town, ADA)}" in await town.type(BEN, "/checkin", **DID)
    assert f"Your partner {kept(town, BEN)}" in await town.type(ADA, "/streak show")


async def test_the_other_s_day_is_their_own(town):
    """It is Tuesday for Ben, in Auckland, before Ada's Monday is over."""
    await town.type(BEN, "/checkin", **DID)
    await pair(town)
    assert kept(town, BEN) in await see(town, ADA)
    seen = await town.type(BEN, "/me settings", city="Pacific/Auckland")
    await town.press(seen, "Change it", by=BEN)
    assert open_(town, BEN) in await see(town, ADA)


async def test_a_day_taken_back_is_not_kept(town):
    await pair(town)
    card = await town.type(ADA, "/checkin", **DID)
    await town.press(card, "Undo this check-in", by=ADA)
    assert open_(town, ADA) in await see(town, BEN)


async def test_nothing_else_of_the_other_is_shown(town):
    await town.type(BEN, "/checkin", did="my secret plan", minutes=77)
    await pair(town)
    card = await see(town, ADA)
    assert card.text.split("\n")[:2] == ["### Your streak partner", f"{kept(town, BEN)}. 🔥"]
    assert "secret" not in card


async def test_it_is_seen_in_direct_messages_too(town):
    await pair(town)
    town.to_direct_messages()
    assert open_(town, BEN) in await see(town, ADA)
    assert "Your partner" in await town.type(ADA, "/streak show")


async def test_somebody_is_asked_in_a_server_where_both_are(town):
    await refused(town, town.type(ADA, "/streak partner", member=stranger(town)))
    town.to_direct_messages()
    said = await refused(town, town.type(ADA, "/streak partner", member=town.users[BEN]))
    assert "in the same server" in said


def stranger(world):
    return world.env.create_user("stranger")


async def test_it_is_seen_in_another_server(town):
    await pair(town)
    town.move_to_server("Night school", ADA)
    assert open_(town, BEN) in await see(town, ADA)


# Hiding


async def test_a_partner_sees_nothing_of_someone_hidden_who_reads_so(town):
    await town.type(BEN, "/checkin", **DID)
    await pair(town)
    await hides(town, BEN)
    for card in (await see(town, ADA), await town.type(ADA, "/streak show")):
        assert f"<@{town.id(BEN)}> keeps their days to themselves for now" in card
        assert kept(town, BEN) not in card
    mine = await see(town, BEN)
    assert "You are hidden, so they see nothing of your days" in mine
    assert open_(town, ADA) in mine


async def test_someone_shown_again_is_seen_again(town):
    await pair(town)
    await hides(town, BEN)
    await hides(town, BEN, False)
    assert open_(town, BEN) in await see(town, ADA)
    assert "You are hidden" not in await see(town, BEN)


async def test_nobody_who_hid_meanwhile_is_named_in_public(town):
    card = await ask(town, ADA, BEN)
    await hides(town, BEN)
    assert "can't be asked" in await refused(town, town.press(card, POST, by=ADA))
    await hides(town, BEN, False)
    town.social = True
    assert not (await town.press(card, POST, by=ADA)).private


async def test_a_question_to_someone_forgotten_is_closed(town):
    card = await ask(town, ADA, BEN)
    async with town.bot.parts.db.transaction() as conn:
        await erasing.erase(conn, town.id(BEN), town.env.now())
    assert "None" not in await see(town, ADA)
    assert "closed" in await refused(town, town.press(card, POST, by=ADA))
    assert (await ask(town, ADA, MINA)).title == "Asked"


# Ending


@pytest.mark.parametrize(("who", "other"), [(ADA, BEN), (BEN, ADA)])
async def test_either_ends_it_without_a_word_to_the_other(town, who, other):
    await pair(town)
    await town.type(ADA, "/streak show")
    assert "No partner now" in await town.press(await see(town, who), END, by=who)
    told = await town.type(other, "/streak show")
    assert "partner" not in told.text
    assert "No partner now" in await see(town, other)


async def test_what_was_ended_is_not_ended_twice(town):
    card = await pair(town)
    await town.press(card, END, by=BEN)
    assert "no partner now" in await refused(town, town.press(card, END, by=BEN))


async def test_a_yes_that_was_ended_at_once_is_not_told(town):
    await town.press(await pair(town), END, by=BEN)
    assert "agreed" not in await town.type(ADA, "/streak show")


async def test_those_who_were_partners_can_be_again(town):
    await town.press(await pair(town), END, by=BEN)
    assert (await ask(town, ADA, BEN)).title == "Asked"


# The question in a channel


@pytest.fixture
async def posted(town):
    town.social = True
    town.asked = await ask(town, ADA, BEN)
    return await town.press(town.asked, POST, by=ADA)


async def test_the_question_can_be_shown_to_everybody(town, posted):
    assert not posted.private
    assert f"<@{town.id(ADA)}> asks <@{town.id(BEN)}> to be streak partners" in posted
    card = await town.press(posted, "Agree to be partners", by=BEN)
    assert card.private
    assert open_(town, ADA) in card


async def test_only_who_is_named_can_agree(town, posted):
    for who in (ADA, MINA):
        said = await refused(town, town.press(posted, "Agree to be partners", by=who))
        assert "for somebody else" in said


async def test_it_is_posted_once(town, posted):
    said = await refused(town, town.press(town.asked, POST, by=ADA))
    assert "posted already" in said
    assert POST not in (await see(town, ADA)).buttons


async def test_it_is_posted_where_it_was_asked_and_nowhere_else(town):
    card = await ask(town, ADA, BEN)
    town.move_to_server("Night school", ADA)
    door = card.buttons[POST]
    assert "where you asked" in await refused(town, town.forge.press(ADA, door))
    town.to_direct_messages()
    await refused(town, town.forge.press(ADA, door))


async def test_nobody_hidden_asks_in_public(town):
    card = await ask(town, ADA, BEN)
    await hides(town, ADA)
    assert "You are hidden" in await refused(town, town.press(card, POST, by=ADA))


# What was never sent


@pytest.mark.parametrize("deed", ["yes", "no", "back", "post"])
@pytest.mark.parametrize("number", ["0", "7", "-1", "x", "²", "", "9" * 19, "1" + "0" * 30])
async def test_a_question_that_was_never_asked(town, deed, number):
    await refused(town, town.forge.press(BEN, f"streaks:partner-{deed}:{number}"))


@pytest.mark.parametrize("deed", ["yes", "no", "back", "post"])
async def test_nobody_answers_for_somebody_else(town, deed):
    card = await ask(town, ADA, BEN)
    number = card.buttons[BACK].rpartition(":")[2]
    await refused(town, town.forge.press(MINA, f"streaks:partner-{deed}:{number}"))
    wrong = ADA if deed in ("yes", "no") else BEN
    await refused(town, town.forge.press(wrong, f"streaks:partner-{deed}:{number}"))


async def test_in_direct_messages_no_channel_is_offered(town):
    await town.type(ADA, "/streak partner", member=town.members[BEN])
    card = await town.to_direct_messages().type(ADA, "/streak partner")
    assert "Take the question back" in card.buttons
    assert "Ask in this channel" not in card.buttons
