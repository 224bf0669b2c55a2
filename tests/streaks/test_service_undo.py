"""Taking a check-in back, and entering an older day once it is clear what that changes."""

from dataclasses import replace
from datetime import date

import pytest

from bot import activity
from bot.activity import Deed
from bot.errors import Refusal
from cogs.streaks import store
from cogs.streaks.facts import Dated, Terms
from cogs.streaks.outcomes import CheckedIn, Preview
from tests.streaks.saying import ADA, BEN, LEARNERS, counts, say
from tests.support.clock import MONDAY_NOON

MONDAY = date(2026, 3, 2)


async def allow(db, clock, **terms):
    """The server's settings, said before anybody's record began."""
    async with db.transaction() as conn:
        said = Dated(clock.now().replace(year=2025), LEARNERS, replace(Terms(), **terms))
        await store.set_terms(conn, said, by=None)


async def test_what_is_taken_back_counts_no_more(streaks, clock):
    done = await streaks.check_in(ADA, say(minutes=30))
    back = await streaks.take_back(ADA, done.note, clock.now())
    assert (back.day, back.day_left) == (MONDAY, False)
    assert counts(back) == (0, 0, 0, 1)
    assert (await streaks.why(ADA, 0)).deeds == {}


async def test_its_minutes_are_free_again(streaks, clock):
    done = await streaks.check_in(ADA, say("read chapter 2", 720))
    await streaks.check_in(ADA, say("read chapter 3", 720))
    await streaks.take_back(ADA, done.note, clock.now())
    assert (await streaks.check_in(ADA, say("read chapter 4", 720))).minutes == 1440


async def test_the_rest_of_the_day_keeps_it(streaks, clock):
    await streaks.check_in(ADA, say("read chapter 2"))
    second = await streaks.check_in(ADA, say("read chapter 3"))
    back = await streaks.take_back(ADA, second.note, clock.now())
    assert back.day_left
    assert counts(back) == (1, 1, 1, 1)


@pytest.mark.parametrize("count", [True, False])
async def test_another_deed_that_counts_keeps_it_too(streaks, clock, db, count):
    async with db.transaction() as conn:
        prompt = Deed("prompt", "delivery 1", MONDAY, counts=count)
        await activity.record(conn, ADA, prompt, clock.now())
    done = await streaks.check_in(ADA, say())
    back = await streaks.take_back(ADA, done.note, clock.now())
    assert back.day_left is count


async def test_a_file_that_has_the_day_keeps_it_too(streaks, clock, db):
    done = await streaks.check_in(ADA, say())
    async with db.transaction() as conn:
        await activity.brought(conn, ADA.id, [row.id for row in await activity.history(conn, 1)])
    back = await streaks.take_back(ADA, done.note, clock.now())
    assert back.day_left
    assert counts(back) == (1, 1, 1, 1)


async def test_a_day_can_be_done_again(streaks, clock):
    done = await streaks.check_in(ADA, say())
    await streaks.take_back(ADA, done.note, clock.now())
    again = await streaks.check_in(ADA, say())
    assert again.first
    assert counts(again) == (1, 1, 1, 1)


async def test_nothing_is_taken_back_twice(streaks, clock):
    done = await streaks.check_in(ADA, say())
    await streaks.take_back(ADA, done.note, clock.now())
    with pytest.raises(Refusal, match="already"):
        await streaks.take_back(ADA, done.note, clock.now())


@pytest.mark.parametrize("note", [0, -1, 2**63 - 1])
async def test_what_was_never_said_is_not_taken_back(streaks, clock, note):
    with pytest.raises(Refusal):
        await streaks.take_back(ADA, note, clock.now())
    assert (await streaks.show(ADA)).record.total == 0


async def test_only_one_s_own_is_taken_back(streaks, clock):
    done = await streaks.check_in(ADA, say())
    await streaks.check_in(BEN, say())
    with pytest.raises(Refusal):
        await streaks.take_back(BEN, done.note, clock.now())
    assert counts(await streaks.show(ADA)) == (1, 1, 1, 1)


@pytest.mark.parametrize(("days", "open_"), [(1, True), (2, False)])
async def test_it_can_be_taken_back_as_long_as_it_could_be_entered(streaks, clock, days, open_):
    done = await streaks.check_in(ADA, say())
    later = clock.advance(days=days)
    if open_:
        await streaks.take_back(ADA, done.note, later)
    else:
        with pytest.raises(Refusal, match="Monday 2 March is closed"):
            await streaks.take_back(ADA, done.note, later)
    assert (await streaks.show(ADA)).record.total == (0 if open_ else 1)


async def test_a_press_just_before_the_day_closes_is_in_time(streaks, clock):
    done = await streaks.check_in(ADA, say())
    closes = MONDAY_NOON.replace(day=4, hour=0)
    clock.at = closes.replace(second=1)
    pressed = closes.replace(day=3, hour=23, minute=59, second=59)
    assert (await streaks.take_back(ADA, done.note, pressed)).day == MONDAY


async def test_the_day_reached_stays_reached(streaks, clock):
    """R3: undoing today's check-in leaves today what it is."""
    tuesday = MONDAY_NOON.replace(day=3, hour=0, minute=5)
    clock.at = MONDAY_NOON.replace(hour=23, minute=55)
    done = await streaks.check_in(ADA, say(sent=tuesday))
    back = await streaks.take_back(ADA, done.note, tuesday)
    assert back.today == tuesday.date()


# An older day


async def test_an_older_day_is_shown_before_it_is_entered(streaks, clock, db):
    await allow(db, clock, backdate_days=3)
    await streaks.check_in(ADA, say())
    clock.advance(days=3)
    seen = await streaks.check_in(ADA, say("read chapter 3", 30, "tuesday", sent=clock.now()))
    assert isinstance(seen, Preview)
    assert (seen.before.streak, seen.after.streak) == (0, 2)
    assert counts(await streaks.show(ADA)) == (0, 1, 1, 0)
    done = await streaks.agree(ADA, seen.draft, clock.now())
    assert isinstance(done, CheckedIn)
    assert (done.day, done.minutes) == (date(2026, 3, 3), 30)
    assert done.record == seen.after


async def test_what_was_agreed_to_once_is_not_entered_again(streaks, clock, db):
    await allow(db, clock, backdate_days=3)
    clock.advance(days=3)
    seen = await streaks.check_in(ADA, say(day="tuesday", sent=clock.now()))
    once = await streaks.agree(ADA, seen.draft, clock.now())
    again = await streaks.agree(ADA, seen.draft, clock.now())
    assert (once.first, again.first) == (True, False)
    assert again.record == once.record


async def test_nobody_agrees_for_somebody_else(streaks, clock, db):
    await allow(db, clock, backdate_days=3)
    clock.advance(days=3)
    seen = await streaks.check_in(ADA, say(day="tuesday", sent=clock.now()))
    with pytest.raises(Refusal):
        await streaks.agree(BEN, seen.draft, clock.now())
    assert (await streaks.agree(ADA, seen.draft, clock.now())).first


async def test_an_older_day_that_closed_meanwhile_is_refused(streaks, clock, db):
    await allow(db, clock, backdate_days=2)
    clock.advance(days=2)
    seen = await streaks.check_in(ADA, say(day="monday", sent=clock.now()))
    with pytest.raises(Refusal, match="can't be entered any more"):
        await streaks.agree(ADA, seen.draft, clock.advance(days=1))


async def test_where_nothing_may_be_entered_later_only_today_is_open(streaks, clock, db):
    await allow(db, clock, backdate_days=0)
    with pytest.raises(Refusal, match=r"can't be entered any more\. Leave the day out"):
        await streaks.check_in(ADA, say(day="yesterday"))
    assert (await streaks.open_days(ADA, clock.now())).days == [MONDAY]
