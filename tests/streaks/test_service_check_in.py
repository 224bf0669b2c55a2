"""Checking in: what counts once, what adds up, and by which clock a day is filed."""

import logging
from datetime import date, timedelta

import pytest
import sqlalchemy

from bot import activity
from bot.errors import Refusal
from tests.streaks.saying import ADA, BEN, counts, say
from tests.support.clock import MONDAY_NOON

SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
TUESDAY_0 = MONDAY_NOON + timedelta(hours=12)
SECOND, QUARTER = timedelta(seconds=1), timedelta(minutes=15)


async def written(db):
    """Deeds and notes in the ledger, whoever's."""
    async with db.reading() as conn:
        return [
            await conn.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(table))
            for table in (activity.activity, activity.notes)
        ]


async def test_the_first_check_in_of_a_day_counts(streaks):
    result = await streaks.check_in(ADA, say(minutes=30))
    assert (result.day, result.first, result.minutes) == (MONDAY, True, 30)
    assert counts(result) == (1, 1, 1, 1)


async def test_a_second_one_adds_minutes_and_words_and_no_count(streaks, db):
    await streaks.check_in(ADA, say("read chapter 2", 30))
    result = await streaks.check_in(ADA, say("and chapter 3", 15))
    assert (result.first, result.minutes) == (False, 45)
    assert counts(result) == (1, 1, 1, 1)
    assert await written(db) == [1, 2]


async def test_the_next_day_goes_on(streaks, clock):
    await streaks.check_in(ADA, say())
    result = await streaks.check_in(ADA, say(sent=clock.advance(days=1)))
    assert counts(result) == (2, 2, 2, 1)


async def test_people_keep_their_own(streaks):
    await streaks.check_in(ADA, say(minutes=30))
    result = await streaks.check_in(BEN, say(minutes=5))
    assert (result.first, result.minutes) == (True, 5)


async def test_the_same_interaction_twice_is_once(streaks, db):
    first = await streaks.check_in(ADA, say(minutes=30, interaction=10**18))
    again = await streaks.check_in(ADA, say(minutes=30, interaction=10**18))
    assert (again.first, again.minutes, again.note) == (False, 30, first.note)
    assert await written(db) == [1, 1]


async def test_the_same_interaction_twice_is_once_even_after_a_minute(streaks, db, clock):
    await streaks.check_in(ADA, say(minutes=30, interaction=10**18))
    later = clock.advance(minutes=2)
    again = await streaks.check_in(ADA, say(minutes=30, interaction=10**18, sent=later))
    assert again.minutes == 30
    assert await written(db) == [1, 1]


@pytest.mark.parametrize(("after", "notes"), [(0, 1), (60, 1), (61, 2)])
async def test_the_same_words_within_a_minute_are_a_double_click(streaks, db, clock, after, notes):
    first = await streaks.check_in(ADA, say(minutes=30))
    again = await streaks.check_in(ADA, say(minutes=30, sent=clock.advance(seconds=after)))
    assert await written(db) == [1, notes]
    assert again.minutes == 30 * notes
    assert (again.note == first.note) is (notes == 1)


async def test_the_same_words_for_another_day_are_another_deed(streaks, db):
    await streaks.check_in(ADA, say(minutes=30))
    result = await streaks.check_in(ADA, say(minutes=30, day="yesterday"))
    assert (result.day, result.first, result.minutes) == (SUNDAY, True, 30)
    assert await written(db) == [2, 2]


async def test_a_double_click_on_a_full_day_counts_once(streaks, db, clock):
    await streaks.check_in(ADA, say("read chapter 2", 720))
    done = await streaks.check_in(ADA, say("read chapter 3", 720))
    again = await streaks.check_in(ADA, say("read chapter 3", 720, sent=clock.advance(seconds=5)))
    assert (again.minutes, again.note) == (1440, done.note)
    with pytest.raises(Refusal, match=r"Monday 2 March has 0 left"):
        await streaks.check_in(ADA, say("read chapter 3", 720, sent=clock.advance(seconds=61)))
    assert await written(db) == [1, 2]


async def test_a_day_has_1440_minutes(streaks, db):
    await streaks.check_in(ADA, say("read chapter 2", 720))
    await streaks.check_in(ADA, say("read chapter 3", 719))
    with pytest.raises(Refusal, match=r"Monday 2 March has 1 left"):
        await streaks.check_in(ADA, say("read chapter 4", 2))
    assert await written(db) == [1, 2]
    assert (await streaks.check_in(ADA, say("read chapter 5", 1))).minutes == 1440
    assert (await streaks.check_in(ADA, say("read chapter 6"))).minutes == 1440


async def test_minutes_are_counted_for_the_day_they_are_entered_for(streaks):
    await streaks.check_in(ADA, say("read chapter 2", 720))
    await streaks.check_in(ADA, say("read chapter 3", 720))
    result = await streaks.check_in(ADA, say("read chapter 1", 720, "yesterday"))
    assert result.minutes == 720


@pytest.mark.parametrize("minutes", [-1, 721, 10**9, 10**30])
async def test_a_refusal_begins_no_record(streaks, db, minutes):
    with pytest.raises(Refusal):
        await streaks.check_in(ADA, say(minutes=minutes))
    assert await written(db) == [0, 0]
    assert (await streaks.show(ADA)).record.total == 0


@pytest.mark.parametrize(
    ("now", "sent", "day", "logged"),
    [
        (TUESDAY_0 + QUARTER - SECOND, TUESDAY_0 - SECOND, MONDAY, 0),
        (TUESDAY_0 + QUARTER, TUESDAY_0 - SECOND, TUESDAY, 1),
        (TUESDAY_0 - QUARTER, TUESDAY_0, TUESDAY, 0),
        (TUESDAY_0 - QUARTER - SECOND, TUESDAY_0, MONDAY, 1),
    ],
)
async def test_the_time_of_sending_is_believed_up_to_15_minutes_either_way(
    streaks, clock, caplog, now, sent, day, logged
):
    clock.at = now
    caplog.set_level(logging.INFO)
    result = await streaks.check_in(ADA, say(sent=sent, interaction=42))
    assert result.day == day
    assert len(caplog.messages) == logged
    assert all("interaction=42" in line and "chapter" not in line for line in caplog.messages)


async def test_what_was_sent_just_before_midnight_counts_for_that_day(streaks, clock):
    clock.at = MONDAY_NOON.replace(day=3, hour=0, minute=0, second=1)
    sent = MONDAY_NOON.replace(hour=23, minute=59, second=59, microsecond=900_000)
    result = await streaks.check_in(ADA, say(sent=sent))
    assert (result.day, result.today) == (MONDAY, TUESDAY)
    assert counts(result) == (1, 1, 1, 1)
    tuesday = await streaks.check_in(ADA, say(sent=clock.now()))
    assert counts(tuesday) == (2, 2, 2, 1)
    assert (await streaks.why(ADA, 0)).deeds[MONDAY].late is False


async def test_what_was_sent_just_before_midnight_is_taken_after_the_next_day_has_begun(
    streaks, clock
):
    clock.at = MONDAY_NOON.replace(day=3, hour=0, minute=0, second=1)
    await streaks.check_in(ADA, say(sent=clock.now()))
    sent = MONDAY_NOON.replace(hour=23, minute=59, second=59)
    late = await streaks.check_in(ADA, say("read chapter 1", sent=sent))
    assert late.day == MONDAY
    assert counts(late) == (2, 2, 2, 1)


async def test_a_message_from_the_next_minute_opens_the_next_day(streaks, clock):
    """Discord's clock ahead of ours: the entry's own time decides, and today follows it."""
    clock.at = MONDAY_NOON.replace(hour=23, minute=59)
    result = await streaks.check_in(ADA, say(sent=clock.now() + timedelta(minutes=2)))
    assert result.day == result.today == TUESDAY
