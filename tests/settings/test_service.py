"""Place, day start, home and aims as the service keeps them, on both databases."""

from datetime import date, time

import pytest

from bot import members
from bot.errors import Refusal
from bot.members import Person
from cogs.settings.service import Meaning, Moved, Settings
from cogs.streaks.service import Streaks
from tests.streaks.saying import say
from tests.support.world import content

LEARNERS, NIGHT_SCHOOL = 7, 8
ADA = Person(1, LEARNERS)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def settings(db, clock):
    return Settings(db, clock, content())


@pytest.fixture
def streaks(db, clock):
    found = Streaks(db, clock)
    db.watchers.append(found.follow)
    return found


async def calendar(db):
    async with db.reading() as conn:
        return await members.calendar(conn, ADA.id)


async def test_somebody_new_begins_in_their_place(settings, db):
    result = await settings.move(ADA, "Asia/Tokyo", None, seen=False)
    assert isinstance(result, Moved)
    [only] = (await calendar(db)).settings
    assert (only.zone, only.day_start, only.floor) == ("Asia/Tokyo", time(0), None)
    assert (await settings.profile(ADA)).zone_said


async def test_somebody_with_a_record_sees_first_what_it_means(settings, streaks, db):
    await streaks.check_in(ADA, say())
    result = await settings.move(ADA, "Pacific/Kiritimati", None, seen=False)
    assert isinstance(result, Meaning)
    assert (result.today, result.new_today) == (MONDAY, TUESDAY)
    assert result.new_ends > result.ends.replace(day=2)
    assert len((await calendar(db)).settings) == 1
    assert not (await settings.profile(ADA)).zone_said


async def test_a_move_sets_today_as_the_floor(settings, streaks, db, clock):
    await streaks.check_in(ADA, say())
    clock.at = clock.at.replace(day=3, hour=1)
    await settings.move(ADA, "America/Los_Angeles", None, seen=True)
    moved = (await calendar(db)).now_in_force
    assert (moved.zone, moved.floor) == ("America/Los_Angeles", TUESDAY)
    assert (await streaks.show(ADA)).today == TUESDAY  # there it is still Monday
    result = await streaks.check_in(ADA, say(sent=clock.now()))
    assert (result.day, result.record.streak) == (TUESDAY, 2)


async def test_days_that_a_move_jumps_over_are_travel(settings, streaks, clock):
    await streaks.check_in(ADA, say())
    clock.at = clock.at.replace(day=3, hour=11)
    await settings.move(ADA, "Pacific/Kiritimati", None, seen=True)
    ledger = await streaks.why(ADA, 0)
    assert [str(line.verdict) for line in ledger.lines] == ["open", "travel", "done"]
    assert ledger.record.freezes == 1


async def test_the_place_one_is_in_already_is_only_said(settings, streaks, db):
    await streaks.check_in(ADA, say())
    assert isinstance(await settings.move(ADA, "UTC", None, seen=False), Moved)
    assert len((await calendar(db)).settings) == 1
    assert (await settings.profile(ADA)).zone_said


async def test_a_later_day_start_keeps_the_place(settings, db):
    await settings.move(ADA, "Asia/Tokyo", None, seen=False)
    await settings.move(ADA, None, time(4), seen=True)
    held = (await calendar(db)).now_in_force
    assert (held.zone, held.day_start) == ("Asia/Tokyo", time(4))


async def test_a_day_start_may_go_back_to_midnight(settings, db):
    await settings.move(ADA, "Asia/Tokyo", time(4), seen=False)
    await settings.move(ADA, None, time(0), seen=True)
    assert (await calendar(db)).now_in_force.day_start == time(0)


async def test_a_day_start_alone_says_no_place(settings):
    await settings.move(ADA, None, time(4), seen=False)
    assert not (await settings.profile(ADA)).zone_said


@pytest.mark.parametrize("zone", ["Berlin", "EST", "../../etc/passwd", "Europe/Berlin ", "\0"])
async def test_no_other_words_are_a_zone(settings, db, zone):
    with pytest.raises(Refusal, match="pick a city"):
        await settings.move(ADA, zone, None, seen=True)
    assert await calendar(db) is None


async def test_a_day_starts_by_six(settings, db):
    await settings.move(ADA, None, time(6), seen=True)
    with pytest.raises(Refusal, match="between 00:00 and 06:00"):
        await settings.move(ADA, None, time(6, 1), seen=True)


async def test_aims_are_kept_and_can_change(settings):
    await settings.tell(ADA, "data-scientist", "10", "08:00")
    await settings.tell(ADA, "mlops-engineer", "2", "never")
    said = await settings.profile(ADA)
    assert (said.track, said.hours_a_week, said.reminder) == ("mlops-engineer", 2, None)


@pytest.mark.parametrize(
    "said",
    [
        ("hacker", "10", "08:00"),
        ("data-scientist", "11", "08:00"),
        ("data-scientist", "10", "08:15"),
        ("data-scientist", "10", "08:00+02:00"),
    ],
)
async def test_aims_come_from_the_list(settings, db, said):
    with pytest.raises(Refusal, match="on the list"):
        await settings.tell(ADA, *said)
    assert await calendar(db) is None


async def test_ideas_come_round_in_the_same_order(settings):
    await settings.tell(ADA, "data-scientist", "10", "never")
    ideas = [(await settings.another_deed(ADA, n)).deed.id for n in range(40)]
    assert ideas == [(await settings.another_deed(ADA, n)).deed.id for n in range(40)]
    every = set(ideas)
    assert ideas[: len(every)] == ideas[len(every) : 2 * len(every)]


async def test_the_first_server_is_home_and_another_can_be(settings, streaks):
    await streaks.check_in(ADA, say())
    assert (await settings.overview(ADA)).home == LEARNERS
    there = Person(ADA.id, NIGHT_SCHOOL)
    result = await settings.go_home(there, NIGHT_SCHOOL)
    assert result.home == NIGHT_SCHOOL
    assert (await settings.go_home(Person(ADA.id, None), LEARNERS)).home == LEARNERS


async def test_a_server_where_one_only_added_to_a_kept_day_can_be_home(settings, streaks):
    await streaks.check_in(ADA, say())
    await streaks.check_in(Person(ADA.id, NIGHT_SCHOOL), say("read chapter 3"))
    assert (await settings.go_home(ADA, NIGHT_SCHOOL)).home == NIGHT_SCHOOL


async def test_a_server_where_one_never_was_is_not_home(settings, streaks):
    await streaks.check_in(ADA, say())
    with pytest.raises(Refusal, match="We don't share that server"):
        await settings.go_home(ADA, 99)
    assert (await settings.overview(ADA)).home == LEARNERS
