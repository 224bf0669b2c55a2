"""People and servers: met once, at home somewhere, in a zone of their own."""

import asyncio
from datetime import time, timedelta

from sqlalchemy import func, select

from bot import guilds, homes, members
from bot.days import DAY, Setting
from bot.homes import Home
from bot.members import Answer, Person, Profile
from tests.bot.people import ADA, MONDAY, TOWN, VILLAGE

AT_FOUR = time(4)


async def rows(db, table) -> int | None:
    async with db.reading() as conn:
        return await conn.scalar(select(func.count()).select_from(table))


async def test_meeting_twice_is_once(db, clock):
    for _ in range(2):
        async with db.transaction() as conn:
            await members.meet(conn, ADA, clock.advance(hours=1))
    assert await rows(db, members.members) == await rows(db, members.day_settings) == 1
    assert await rows(db, homes.homes) == await rows(db, guilds.guilds) == 1


async def test_the_first_commands_of_many_in_a_new_server_all_succeed(db, clock):
    async def first_command(number: int) -> None:
        async with db.transaction() as conn:
            await members.meet(conn, Person(number, TOWN), clock.now())

    await asyncio.gather(*(first_command(number % 10 + 1) for number in range(30)))
    assert await rows(db, members.members) == await rows(db, homes.homes) == 10


async def test_a_person_met_in_direct_messages_is_at_home_nowhere_yet(db, clock):
    async with db.transaction() as conn:
        await members.meet(conn, Person(ADA.id, None), clock.now())
        assert await homes.history(conn, ADA.id) == []
        await members.meet(conn, ADA, clock.now())
        assert await homes.history(conn, ADA.id) == [Home(clock.now(), TOWN)]


async def test_another_home_is_kept_beside_the_first(db, clock):
    async with db.transaction() as conn:
        await members.meet(conn, ADA, clock.now())
        await members.go_home(conn, ADA, VILLAGE, clock.advance(days=1))
        assert [home.guild for home in await homes.history(conn, ADA.id)] == [TOWN, VILLAGE]


async def test_a_person_begins_in_their_servers_zone(db, clock):
    async with db.transaction() as conn:
        await guilds.meet(conn, TOWN, clock.now())
        await conn.execute(guilds.guilds.update().values(zone="Asia/Kolkata"))
        await members.meet(conn, ADA, clock.now())
        calendar = await members.calendar(conn, ADA.id)
    assert calendar.settings == [Setting(clock.now(), "Asia/Kolkata", time(0))]
    assert calendar.latest is None


async def test_a_server_is_in_utc_until_it_says_otherwise(db, clock):
    async with db.transaction() as conn:
        await guilds.meet(conn, TOWN, clock.now())
        await guilds.meet(conn, TOWN, clock.advance(days=1))
        assert await guilds.zone(conn, TOWN) == "UTC"
        assert await guilds.zone(conn, VILLAGE) == "UTC"
        assert await guilds.zone(conn, None) == "UTC"


async def test_a_visitor_reads_the_days_they_would_begin_with(db, clock):
    async with db.reading() as conn:
        assert await members.calendar(conn, ADA.id) is None
        calendar = await members.visitor_calendar(conn, ADA, clock.now())
        assert await members.profile(conn, ADA.id) == Profile()
    assert calendar.settings == [Setting(clock.now(), "UTC", time(0))]
    assert await rows(db, members.members) == 0


async def test_moving_west_never_reopens_a_day(db, clock):
    clock.advance(hours=-11)  # 01:00 in UTC, still Sunday in Honolulu
    async with db.transaction() as conn:
        await members.meet(conn, ADA, clock.now())
        await members.move(conn, ADA, clock.now(), "Pacific/Honolulu", AT_FOUR)
        calendar = await members.calendar(conn, ADA.id)
    assert calendar.now_in_force == Setting(clock.now(), "Pacific/Honolulu", AT_FOUR, MONDAY)
    assert calendar.today(clock.now()) == MONDAY
    assert calendar.today(clock.now() + timedelta(hours=24)) == MONDAY


async def test_someone_who_says_their_zone_first_never_lived_in_the_servers(db, clock):
    async with db.transaction() as conn:
        await members.move(conn, ADA, clock.now(), "Asia/Kolkata", time(0))
        await members.say_zone(conn, ADA.id)
        calendar = await members.calendar(conn, ADA.id)
        assert (await members.profile(conn, ADA.id)).zone_said
    assert calendar.settings == [Setting(clock.now(), "Asia/Kolkata", time(0))]


async def test_what_people_say_about_themselves_is_kept(db, clock):
    async with db.transaction() as conn:
        await members.meet(conn, ADA, clock.now())
        await members.say(conn, ADA.id, Answer.TRACK, "data")
        await members.say(conn, ADA.id, Answer.HOURS, 5)
        await members.say(conn, ADA.id, Answer.REMINDER, time(18, 30))
        assert await members.profile(conn, ADA.id) == Profile(False, "data", 5, time(18, 30))


async def test_the_latest_day_never_goes_back(db, clock):
    async with db.transaction() as conn:
        await members.meet(conn, ADA, clock.now())
        for day in (MONDAY, MONDAY + DAY, MONDAY - DAY):
            await members.reached(conn, ADA.id, day)
        assert (await members.calendar(conn, ADA.id)).latest == MONDAY + DAY


async def test_a_person_is_known_where_they_did_something_and_nowhere_else(db, clock):
    async with db.transaction() as conn:
        await members.meet(conn, ADA, clock.now())
        await members.meet(conn, Person(ADA.id, None), clock.advance(hours=1))
        await members.meet(conn, Person(ADA.id, VILLAGE), clock.advance(hours=1))
        first = clock.now() - timedelta(hours=2)
        assert await guilds.of_person(conn, ADA.id) == {TOWN: first, VILLAGE: clock.now()}


async def test_who_was_seen_again_and_who_has_left(db, clock):
    async with db.transaction() as conn:
        for person in (ADA, Person(2, TOWN), Person(2, VILLAGE)):
            await members.meet(conn, person, clock.now())
        later = clock.advance(days=1)
        await guilds.seen(conn, TOWN, [ADA.id], later)
        await guilds.leave(conn, TOWN, [2, 3])
        assert await guilds.of_person(conn, ADA.id) == {TOWN: later}
        assert [*await guilds.of_person(conn, 2)] == [VILLAGE]


async def test_hiding_is_for_everywhere_until_it_is_taken_back(db, clock):
    told = []

    async def hear(_conn, person_id):
        told.append(person_id)

    db.watchers.append(hear)
    for hidden in (True, False):
        async with db.transaction() as conn:
            await members.hide(conn, ADA, hidden, clock.now())
        async with db.reading() as conn:
            assert (await members.profile(conn, ADA.id)).hidden is hidden
    assert told == [ADA.id, ADA.id]
