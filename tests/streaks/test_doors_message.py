"""Apps, then *Count as my check-in*, on a message of one's own."""

import pytest
from sqlalchemy import select

from bot import activity
from tests.support.nonsense import SAYS_NOTHING, refused
from tests.support.world import ADA, BEN

COUNT = "Count as my check-in"
PICTURE, FILE = ("notes.png", b"a picture"), ("notes.pdf", b"a file")


async def notes(world) -> list[str]:
    async with world.bot.parts.db.reading() as conn:
        return list(await conn.scalars(select(activity.notes.c.note)))


async def test_a_message_counts_as_a_check_in(world):
    message = await world.say(ADA, "Finished chapter 2 at last")
    card = await world.apps(ADA, COUNT, message)
    assert card.private
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "Streak: **1 day**" in card
    assert await notes(world) == ["Finished chapter 2 at last"]


async def test_a_message_to_the_bot_counts_as_well(world):
    message = await world.to_direct_messages().say(ADA, "Finished chapter 2")
    card = await world.apps(ADA, COUNT, message)
    assert card.title.startswith("Checked in for Monday 2 March")


async def test_its_words_are_not_repeated(world):
    card = await world.apps(ADA, COUNT, await world.say(ADA, "my secret plan"))
    assert "secret" not in card


async def test_the_same_message_counts_once(world):
    message = await world.say(ADA, "Finished chapter 2")
    await world.apps(ADA, COUNT, message)
    await world.advance(hours=1)
    said = await refused(world, world.apps(ADA, COUNT, message))
    assert "counts already for Monday 2 March" in said


async def test_the_same_message_counts_once_however_it_is_edited(world):
    message = await world.say(ADA, "Finished chapter 2")
    await world.apps(ADA, COUNT, message)
    await world.members[ADA].edit(message, "Finished chapter 3")
    await refused(world, world.apps(ADA, COUNT, message))


async def test_two_messages_add_to_one_day(world):
    await world.apps(ADA, COUNT, await world.say(ADA, "Finished chapter 2"))
    card = await world.apps(ADA, COUNT, await world.say(ADA, "and chapter 3"))
    assert card.title.startswith("Added to Monday 2 March")


async def test_somebody_else_s_message_does_not_count(world):
    message = await world.say(BEN, "Finished chapter 2")
    said = await refused(world, world.apps(ADA, COUNT, message))
    assert "Only a message of your own counts" in said


async def test_yesterday_s_message_counts_for_yesterday(world):
    message = await world.say(ADA, "Finished chapter 2")
    await world.advance(days=1)
    card = await world.apps(ADA, COUNT, message)
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "check in today for day 2" in card


async def test_a_message_of_a_closed_day_does_not_count(world):
    message = await world.say(ADA, "Finished chapter 2")
    await world.advance(days=2)
    said = await refused(world, world.apps(ADA, COUNT, message))
    assert "You wrote that on Monday 2 March, which can't be entered any more." in said
    assert "Type /checkin" in said


async def test_a_message_over_midnight_counts_for_the_day_it_was_written_on(world):
    await world.advance(hours=11, minutes=59)
    message = await world.say(ADA, "Finished chapter 2")
    await world.advance(minutes=2)
    card = await world.apps(ADA, COUNT, message)
    assert card.title.startswith("Checked in for Monday 2 March")


@pytest.mark.parametrize(("shown", "kept"), [(PICTURE, "a picture"), (FILE, "a file")])
async def test_what_was_shown_without_words_is_noted_as_that(world, shown, kept):
    message = await world.say(ADA, attachments=[shown])
    card = await world.apps(ADA, COUNT, message)
    assert card.title.startswith("Checked in")
    assert await notes(world) == [kept]


async def test_a_link_is_words_enough(world):
    message = await world.say(ADA, "https://example.org/my-project")
    assert (await world.apps(ADA, COUNT, message)).title.startswith("Checked in")


@pytest.mark.parametrize("words", [words for words in SAYS_NOTHING if words.strip()])
async def test_a_message_that_says_nothing_does_not_count(world, words):
    message = await world.say(ADA, words)
    said = await refused(world, world.apps(ADA, COUNT, message))
    assert "doesn't say what you did. Type /checkin" in said


async def test_what_somebody_else_said_and_one_passed_on_does_not_count(world):
    passed_on = await world.say(BEN, "Finished chapter 2")
    message = await world.members[ADA].forward(passed_on, world.channel)
    assert "doesn't say" in await refused(world, world.apps(ADA, COUNT, message))


async def test_of_a_long_message_the_beginning_is_kept(world):
    await world.apps(ADA, COUNT, await world.say(ADA, "chapter " * 240))
    assert [len(note) for note in await notes(world)] == [999]


async def test_it_can_be_taken_back_and_counted_again(world):
    message = await world.say(ADA, "Finished chapter 2")
    card = await world.apps(ADA, COUNT, message)
    assert (await world.press(card, "Undo this check-in", by=ADA)).title == "Taken back"
    card = await world.apps(ADA, COUNT, message)
    assert card.title.startswith("Checked in for Monday 2 March")


async def test_it_can_be_shared_like_any_check_in(world):
    world.social = True
    card = await world.apps(ADA, COUNT, await world.say(ADA, "my secret plan"))
    post = await world.press(card, "Share this day", by=ADA)
    assert "kept **day 1**" in post
    assert "secret" not in post
