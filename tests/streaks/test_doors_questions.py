"""A day of the ledger in full, asking moderators about it, and how they answer."""

from datetime import date

import pytest

from bot.days import spoken
from bot.moderators import MODERATORS_ONLY
from tests.streaks.moderating import WHY, confirmed, make_moderator, ruled
from tests.support.nonsense import SAYS_NOTHING, refused
from tests.support.world import ADA, BEN, MINA

WRONG = "I did study, my check-in came just after midnight"
LONG = "ab" + "*" * 298


@pytest.fixture
async def missed(world):
    """Ada kept Monday; Tuesday took her freeze, Wednesday was missed; it is Thursday."""
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.advance(days=3)
    return world


async def day_of(world, words, who=ADA):
    return await world.choose(await world.type(who, "/streak why"), words, by=who)


async def asked(world, words="Wed 4 Mar", about=WRONG, who=ADA):
    card = await day_of(world, words, who)
    [label] = [label for label in card.buttons if "question" in label or "Ask" in label]
    return await world.fill(await world.press(card, label, by=who), words=about, by=who)


async def waiting(world, by=MINA):
    return await world.type(by, "/mod inbox")


def settling(inbox):
    """The buttons of what waits, without that of the inbox itself."""
    return {label: door for label, door in inbox.buttons.items() if "streaks:" in door}


async def settled(world, label, words, by=MINA):
    form = await world.press(await waiting(world, by), label, by=by)
    return await world.fill(form, words=words, by=by)


async def test_a_question_is_acknowledged_and_waits_for_the_moderators(missed):
    card = await asked(missed)
    assert "will see your question about Wednesday 4 March" in card
    found = await waiting(missed)
    assert found.title == "1 waiting, oldest first"
    assert f"<@{missed.id(ADA)}> asks about **Wednesday 4 March**: “{WRONG}”" in found
    assert {*settling(found)} == {"Repair Wednesday 4 March", "Answer about Wednesday 4 March"}
    assert "You asked the moderators, <t:1772712000:d>; it waits" in await missed.type(
        ADA, "/streak why"
    )


async def test_a_question_can_be_asked_in_direct_messages(missed):
    missed.to_direct_messages()
    await asked(missed)
    missed.in_direct_messages = False
    assert WRONG in await waiting(missed)


async def test_the_same_day_twice_is_one_question_with_the_newer_words(missed):
    await asked(missed)
    await asked(missed, about="it was ten past twelve, sorry")
    found = await waiting(missed)
    assert found.title == "1 waiting, oldest first"
    assert "it was ten past twelve" in found
    assert WRONG not in found


async def test_only_the_words_that_a_moderator_read_are_answered(missed):
    await asked(missed)
    form = await missed.press(await waiting(missed), "Answer about Wednesday 4 March", by=MINA)
    await missed.advance(minutes=1)
    await asked(missed, about="it was ten past twelve, sorry")
    said = await refused(missed, missed.fill(form, words="we looked", by=MINA))
    assert "put in other words" in said
    found = await waiting(missed)
    assert "it was ten past twelve" in found
    assert "<t:1772712000:R>" in found  # it keeps its place


async def test_at_most_three_questions_of_one_person_are_open(missed):
    for day in ("Mon 2 Mar", "Tue 3 Mar", "Wed 4 Mar"):
        await asked(missed, day)
    assert "3 questions of yours are still open" in await refused(missed, asked_of(missed))
    before_writing = missed.forge.press(ADA, "streaks:ask:2026-03-05")
    assert "3 questions of yours are still open" in await refused(missed, before_writing)
    assert (await missed.forge.press(ADA, "streaks:ask:2026-03-04")).door.startswith("streaks:ask")
    await settled(missed, "Answer about Monday 2 March", "we looked at it")
    await asked(missed, "Thu 5 Mar")


async def asked_of(world):
    return await world.forge.fill(ADA, "streaks:ask:2026-03-05", words=WRONG)


async def test_a_moderator_repairs_the_day_that_was_asked_about(missed):
    await asked(missed)
    preview = await settled(missed, "Repair Wednesday 4 March", WHY)
    assert preview.title == f"Repair Wednesday 4 March for <@{missed.id(ADA)}>?"
    assert "1 waiting" in (await waiting(missed)).title  # nothing is done before it is confirmed
    await confirmed(missed, preview)
    assert "Nothing waits" in await waiting(missed)
    ledger = await missed.type(ADA, "/streak why")
    assert "You asked the moderators; <t:1772712000:d>: they changed it." in ledger
    assert "**Wed 4 Mar** repaired by the moderators" in ledger


async def test_a_repair_by_command_answers_the_question_too(missed):
    await asked(missed)
    await confirmed(missed, await ruled(missed, "repair", "wednesday"))
    assert "Nothing waits" in await waiting(missed)


async def test_a_moderator_gives_no_reason_for_a_repair_that_stands_already(missed):
    await confirmed(missed, await ruled(missed, "repair", "wednesday"))
    await missed.advance(minutes=1)
    await asked(missed)
    pressed = missed.press(await waiting(missed), "Repair Wednesday 4 March", by=MINA)
    said = await refused(missed, pressed, names=True)
    assert f"is repaired already, by <@{missed.id(MINA)}> <t:1772712000:R>." in said


async def test_a_strike_taken_back_answers_the_question_too(missed):
    await confirmed(missed, await ruled(missed, "strike", "monday"))
    await asked(missed, "Mon 2 Mar")
    await confirmed(missed, await ruled(missed, "grant"))
    picking = await ruled(missed, "undo")
    await confirmed(missed, await missed.choose(picking, "Strike", by=MINA))
    assert "Nothing waits" in await waiting(missed)


async def test_an_answer_is_told_once_and_stays_in_the_ledger(missed):
    await asked(missed)
    card = await settled(missed, "Answer about Wednesday 4 March", "nothing came in that night")
    assert card.title == "Answered"
    assert "Nothing waits" in await waiting(missed)
    told = await missed.type(ADA, "/streak show")
    words = "looked at, stays as it is: “nothing came in that night”"
    assert f"About Wednesday 4 March: {words}" in told
    assert "The moderators looked" not in await missed.type(ADA, "/streak show")
    assert words in await missed.type(ADA, "/streak why")
    day = await day_of(missed, "Wed 4 Mar")
    assert f"You asked, <t:1772712000:d>: “{WRONG}”" in day
    assert words in day
    assert str(missed.id(MINA)) not in day.text


async def test_whoever_repairs_what_was_answered_meanwhile_is_told_so(missed):
    await asked(missed)
    preview = await settled(missed, "Repair Wednesday 4 March", WHY)
    make_moderator(missed, BEN)
    await missed.advance(minutes=1)
    await settled(missed, "Answer about Wednesday 4 March", "nothing came in that night", by=BEN)
    said = await refused(missed, confirmed(missed, preview), names=True)
    assert f"What was asked about that day was answered by <@{missed.id(BEN)}> <t:" in said
    assert "**Wed 4 Mar** missed" in await missed.type(ADA, "/streak why")


async def test_a_repair_takes_the_place_of_an_earlier_answer(missed):
    await asked(missed)
    await settled(missed, "Answer about Wednesday 4 March", "nothing came in that night")
    await missed.advance(minutes=1)
    await confirmed(missed, await ruled(missed, "repair", "wednesday"))
    told = await missed.type(ADA, "/streak show")
    assert "About Wednesday 4 March: they changed it." in told
    assert "stays as it is" not in told
    for card in (await missed.type(ADA, "/streak why"), await day_of(missed, "Wed 4 Mar")):
        assert "they changed it" in card
        assert "stays as it is" not in card


async def test_another_question_can_follow_an_answer(missed):
    await asked(missed)
    await settled(missed, "Answer about Wednesday 4 March", "nothing came in that night")
    await asked(missed, about="look at the channel, I wrote there")
    assert "I wrote there" in await waiting(missed)


async def test_what_waits_comes_five_at_a_time_oldest_first(missed):
    for who in (ADA, BEN):
        await missed.type(who, "/checkin", did="read on")
        await missed.advance(days=1)
    await missed.advance(days=1)
    for who, days in ((BEN, ("Fri 6", "Sat 7", "Sun 8")), (ADA, ("Mon 2", "Tue 3", "Wed 4"))):
        for day in days:
            await missed.advance(minutes=1)
            await asked(missed, f"{day} Mar", who=who)
    first = await waiting(missed)
    assert first.title == "6 waiting, oldest first"
    assert "Wednesday 4 March" not in first
    second = await missed.press(first, "Newer ones", by=MINA)
    assert "Wednesday 4 March" in second
    assert "Friday 6 March" in await missed.press(second, "Older ones", by=MINA)


# Who may


async def test_members_neither_see_nor_settle_what_waits(missed):
    await asked(missed)
    found = await waiting(missed)
    for door in (*found.buttons.values(), "streaks:questions:0"):
        for who in (ADA, BEN):
            assert MODERATORS_ONLY in await refused(missed, missed.forge.press(who, door, on=found))
    for door in ("streaks:question-answer:1", "streaks:question-repair:1"):
        assert MODERATORS_ONLY in await refused(missed, missed.forge.fill(BEN, door, words=WHY))
    assert MODERATORS_ONLY in await refused(missed, missed.forge.command(BEN, "mod inbox"))


async def test_moderators_elsewhere_neither_see_nor_settle_it(missed):
    await asked(missed)
    missed.move_to_server("Night school", ADA, MINA)
    make_moderator(missed, MINA)
    assert "Nothing waits" in await waiting(missed)
    for door in ("streaks:question-answer:1", "streaks:question-repair:1"):
        assert "is gone" in await refused(missed, missed.forge.fill(MINA, door, words=WHY))


async def test_nobody_settles_their_own_question(missed):
    await missed.type(MINA, "/checkin", did="read on")
    await asked(missed, "Thu 5 Mar", who=MINA)
    found = await waiting(missed)
    for door in settling(found).values():
        assert "another moderator" in await refused(missed, missed.forge.press(MINA, door))
        assert "another moderator" in await refused(
            missed, missed.forge.fill(MINA, door, words=WHY)
        )


async def test_of_two_moderators_the_second_hears_who_was_first_and_when(missed):
    await asked(missed)
    make_moderator(missed, BEN)
    found = await waiting(missed, by=BEN)
    form = await missed.press(found, "Answer about Wednesday 4 March", by=BEN)
    await settled(missed, "Answer about Wednesday 4 March", "we looked")
    first = f"answered already, by <@{missed.id(MINA)}> <t:1772712000:R>."
    for deed in (
        missed.fill(form, words="we looked too", by=BEN),
        *(missed.press(found, label, by=BEN) for label in settling(found)),
        missed.forge.fill(BEN, "streaks:question-repair:1", words=WHY),
    ):
        assert first in await refused(missed, deed, names=True)


async def test_what_is_answered_takes_the_place_of_the_inbox(missed):
    await asked(missed)
    found = await waiting(missed)
    form = await missed.press(found, "Answer about Wednesday 4 March", by=MINA)
    card = await missed.fill(form, words="we looked", by=MINA)
    assert card.message.id == found.message.id
    left = await missed.press(card, "See what still waits", by=MINA)
    assert (left.message.id, left.text[:13]) == (found.message.id, "Nothing waits")


# What is typed or forged


@pytest.mark.parametrize("words", [*SAYS_NOTHING, "no", "x" * 301, "y" * 6000])
async def test_words_that_say_nothing_or_too_much(missed, words):
    await refused(missed, missed.forge.fill(ADA, "streaks:ask:2026-03-04", words=words))


@pytest.mark.parametrize("day", ["2026-03-06", "2026-02-01", "x", "", "9999-99-99", "2026-3-4"])
async def test_a_day_that_is_not_in_the_ledger(missed, day):
    for deed in (
        missed.forge.choose(ADA, "streaks:day", [day]),
        missed.forge.press(ADA, f"streaks:ask:{day}"),
        missed.forge.fill(ADA, f"streaks:ask:{day}", words=WRONG),
    ):
        await refused(missed, deed)


async def test_no_day_picked(missed):
    await refused(missed, missed.forge.choose(ADA, "streaks:day", []))


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²", "9" * 19, "9" * 30, ""])
async def test_a_question_that_is_not_there(missed, number):
    for deed in ("question-answer", "question-repair"):
        await refused(missed, missed.forge.press(MINA, f"streaks:{deed}:{number}"))
        await refused(missed, missed.forge.fill(MINA, f"streaks:{deed}:{number}", words=WHY))


async def test_somebody_without_a_record_has_nobody_to_ask(world):
    card = await day_of(world, "Mon 2 Mar", who=BEN)
    pressed = world.press(card, "Ask moderators about Monday 2 March", by=BEN)
    assert "Type /checkin" in await refused(world, pressed)
    forged = world.forge.fill(BEN, "streaks:ask:2026-03-02", words=WRONG)
    assert "Type /checkin" in await refused(world, forged)


async def test_somebody_without_a_home_has_nobody_to_ask(world):
    world.to_direct_messages()
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await day_of(world, "Mon 2 Mar")
    pressed = world.press(card, "Ask moderators about Monday 2 March", by=ADA)
    assert "no home server yet" in await refused(world, pressed)


async def test_somebody_whose_home_holds_from_tomorrow_can_ask_then(world):
    world.to_direct_messages()
    await world.type(ADA, "/checkin", did="read chapter 2")
    world.in_direct_messages = False
    await world.advance(minutes=1)
    await world.type(ADA, "/checkin", did="and chapter 3")
    card = await day_of(world, "Mon 2 Mar")
    pressed = world.press(card, "Ask moderators about Monday 2 March", by=ADA)
    assert "/streak why tomorrow" in await refused(world, pressed)
    await world.advance(days=1)
    assert "will see your question" in await asked(world, "Mon 2 Mar")


async def test_hostile_words_break_no_card(missed):
    hostile = "@everyone <@1> **x** `y` # z\n[a](https://b.example) " + "*" * 240
    await asked(missed, about=hostile)
    found = await waiting(missed)
    assert "@everyone" not in found.text
    assert "https://" not in found.text
    assert len(found.text) < 4000


async def test_a_page_full_of_long_words_still_fits(missed):
    await missed.advance(days=8)
    for n in range(2, 12):
        day = f"2026-03-{n:02}"
        await confirmed(missed, await ruled(missed, "repair", day, reason=LONG))
        await missed.forge.fill(ADA, f"streaks:ask:{day}", words=LONG)
        await settled(missed, f"Answer about {spoken(date(2026, 3, n))}", LONG)
    ledger = await missed.type(ADA, "/streak why")
    assert "Pick a day below to see what the moderators said of it." in ledger
    assert len(ledger.text) < 4000
    day = await day_of(missed, "Tue 10 Mar")
    assert len(day.text) < 4000
    assert len((await missed.type(MINA, "/mod people log")).text) < 4000
