"""Bringing a record in beside one's own facts: what is here stays, what is missing comes (R12)."""

from datetime import date, time

import pytest

from bot import activity, members, reminders
from bot.days import DAY, FARTHEST_PLAN
from bot.errors import Refusal
from bot.members import Answer, Person
from bot.portability import erasing
from cogs.settings.service import Settings
from cogs.streaks.facts import Dated, Terms
from cogs.streaks.service import Plans
from cogs.streaks.store import set_terms
from tests.portability.travelling import ADA, forged
from tests.support.clock import MONDAY_NOON
from tests.support.world import content

ALONE = Person(ADA.id, None)
MONDAY = date(2026, 3, 2)


@pytest.fixture
async def week(here, clock):
    """A week kept there, and the next morning."""
    for _ in range(7):
        await here.check_in(minutes=10)
        clock.advance(days=1)
    return await here.file_of()


async def test_an_own_entry_makes_an_imported_day_one_s_own(week, there):
    await there.bring(week)
    await there.check_in(day="yesterday")
    assert await there.board() == (1, 1, 1)
    assert (await there.shown()).total == 7


async def test_undoing_it_leaves_the_imported_day(week, there, clock):
    await there.bring(week)
    before = await there.shown()
    done = await there.check_in(day="yesterday")
    await there.streaks.take_back(ADA, done.note, clock.now())
    assert await there.shown() == before
    assert await there.board() == (0, 0, 0)


async def test_undoing_what_a_file_says_too_leaves_it_imported(here, there, week, clock):
    clock.advance(days=-1)
    done = await there.check_in()
    await there.bring(week)
    assert await there.board() == (1, 1, 1)
    await there.streaks.take_back(ADA, done.note, clock.now())
    assert await there.board() == (0, 0, 0)
    assert (await there.shown()).total == 7


async def test_an_imported_check_in_can_not_be_undone(week, there, clock):
    await there.bring(week)
    rows = await there.rows()
    notes = {row[0] for row in rows["activity_notes"]}
    for note in notes:
        with pytest.raises(Refusal, match="taken back already"):
            await there.streaks.take_back(ADA, note, clock.now())
    assert await there.rows() == rows


async def test_days_of_both_make_one_streak(week, there, clock):
    await there.check_in()
    await there.bring(week)
    assert (await there.shown()).streak == 8
    assert await there.board() == (1, 1, 1)


async def test_in_which_order_they_come_does_not_matter(here, there, week, clock):
    await there.check_in()
    await there.bring(week)
    first = await there.shown()
    async with there.db.transaction() as conn:
        await erasing.erase(conn, ADA.id, MONDAY_NOON)
    await there.bring(week)
    await there.check_in()
    assert await there.shown() == first


async def test_where_a_place_was_only_assumed_the_file_s_holds(here, there, clock):
    await Settings(here.db, clock, content()).move(ADA, "Asia/Tokyo", None, seen=True)
    await here.check_in()
    await there.check_in()
    await there.bring(await here.file_of())
    async with there.db.reading() as conn:
        held = (await members.calendar(conn, ADA.id)).now_in_force
        assert (held.zone, (await members.profile(conn, ADA.id)).zone_said) == ("Asia/Tokyo", True)


async def test_a_place_that_was_said_here_stays(here, there, clock):
    await Settings(here.db, clock, content()).move(ADA, "Asia/Tokyo", None, seen=True)
    await here.check_in()
    clock.advance(hours=1)
    await Settings(there.db, clock, content()).move(ADA, "America/New_York", None, seen=True)
    await there.bring(await here.file_of())
    async with there.db.reading() as conn:
        assert (await members.calendar(conn, ADA.id)).now_in_force.zone == "America/New_York"


async def test_aims_that_are_missing_come_and_others_stay(here, there, clock):
    for place, track, hours in ((here, "data-scientist", 5), (there, "mlops-engineer", None)):
        async with place.db.transaction() as conn:
            await members.meet(conn, ADA, clock.now())
            await members.say(conn, ADA.id, Answer.TRACK, track)
            await members.say(conn, ADA.id, Answer.HOURS, hours)
    await there.bring(await here.file_of())
    async with there.db.reading() as conn:
        profile = await members.profile(conn, ADA.id)
    assert (profile.track, profile.hours_a_week) == ("mlops-engineer", 5)


async def test_whoever_hides_stays_hidden(here, there, clock):
    async with here.db.transaction() as conn:
        await members.hide(conn, ADA, True, clock.now())
    await there.check_in()
    await there.bring(await here.file_of())
    async with there.db.reading() as conn:
        assert (await members.profile(conn, ADA.id)).hidden


async def test_the_rules_in_force_travel_along(here, there, clock):
    async with here.db.transaction() as conn:
        await set_terms(conn, Dated(clock.now(), 7, Terms(earn_every=2, freeze_cap=9)), by=99)
    clock.advance(minutes=1)
    for _ in range(6):
        await here.check_in()
        clock.advance(days=1)
    before = await here.shown()
    assert before.freezes == 4
    await there.bring(await here.file_of(), ALONE)
    assert await there.shown() == before
    assert (await there.rows())["streak_terms"] == []


async def test_the_farthest_leave_there_is_moves_with_its_owner(here, there, clock):
    await here.check_in()
    await Plans(here.db, clock).leave(ADA, (MONDAY + FARTHEST_PLAN).isoformat(), "")
    await there.bring(await here.file_of())
    [day] = (await Plans(there.db, clock).show(ADA)).leave
    assert day == MONDAY + FARTHEST_PLAN
    with pytest.raises(Refusal, match="too far ahead"):
        await Plans(here.db, clock).leave(ADA, (MONDAY + FARTHEST_PLAN + DAY).isoformat(), "")


async def test_leave_that_is_planned_again_is_one_s_own(here, there, clock):
    await here.check_in()
    await Plans(here.db, clock).leave(ADA, "2026-03-04", "2026-03-05")
    await there.bring(await here.file_of())
    clock.advance(hours=1)
    await there.check_in()
    await Plans(there.db, clock).leave(ADA, "2026-03-04", "2026-03-04")
    clock.advance(days=4)
    await there.check_in()  # the 6th: the freeze covers the 3rd, own leave the 4th, not the 5th
    assert (await there.shown()).streak == 2
    assert (await there.board())[0] == 1


async def test_an_own_and_a_file_s_notes_add_up(week, there, clock):
    clock.advance(days=-1)
    await there.check_in(minutes=5)
    await there.bring(week)
    async with there.db.reading() as conn:
        day = clock.now().date()
        assert await activity.minutes(conn, ADA.id, [day]) == {day: 15}


def day_of(number: int, clock, *minutes: int) -> tuple[list, list]:
    at = clock.now().isoformat()
    deed = {"id": 900 + number, "kind": "drill", "key": f"d{number}", "day": at[:10], "at": at}
    notes = [
        {"interaction": f"{900 + 10 * number + n}", "activity": deed["id"], "at": at, "minutes": m}
        for n, m in enumerate(minutes)
    ]
    return [{**deed, "counts": True}], [{**each, "note": "read"} for each in notes]


async def test_a_file_brings_no_day_more_minutes_than_it_has(here, there, week, clock):
    await there.check_in(minutes=200)
    deeds, notes = day_of(1, clock, 720, 720, 720)
    file = forged(week, "activity", lambda rows: rows.extend(deeds))
    file = forged(file, "activity notes", lambda rows: rows.extend(notes))
    await there.bring(file)
    async with there.db.reading() as conn:
        day = clock.now().date()
        assert await activity.minutes(conn, ADA.id, [day, day - DAY]) == {day: 1440, day - DAY: 10}
    assert not (await there.bring(file)).rows
    assert (await there.check_in(did="and more", minutes=0)).minutes == 1440


async def test_reminder_times_come_in_and_are_planned_by(here, there):
    """Those of single days that were said here stay."""
    await says_times(here, {5: time(10), 6: None})
    file, planned = await here.file_of(), []

    async def plan(conn, person_id):
        planned.append(await reminders.times(conn, person_id))

    async with there.db.transaction() as conn:
        await members.meet(conn, ADA, there.clock.now())
        await reminders.differ(conn, ADA.id, [5], time(11))
    there.db.planners.append(plan)
    await there.bring(file)
    assert planned[-1] == {**dict.fromkeys(range(5), time(20)), 5: time(11)}


async def says_times(place, differing):
    async with place.db.transaction() as conn:
        await members.meet(conn, ADA, place.clock.now())
        await members.say(conn, ADA.id, Answer.REMINDER, time(20))
        for weekday, at in differing.items():
            await reminders.differ(conn, ADA.id, [weekday], at)
