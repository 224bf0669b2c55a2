"""/streak show and why as the service answers them: pages, deeds, zones, days that can be named."""

from datetime import date, time, timedelta

from bot import members
from bot.members import Person
from tests.streaks.saying import ADA, BEN, counts, say

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


async def keep(streaks, clock, who, days):
    for _ in range(days):
        await streaks.check_in(who, say(sent=clock.now()))
        clock.advance(days=1)


async def test_somebody_new_has_a_ledger_of_one_open_day(streaks):
    ledger = await streaks.why(BEN, 0)
    assert [(line.day, str(line.verdict)) for line in ledger.lines] == [(MONDAY, "open")]
    assert (ledger.page, ledger.pages) == (0, 1)


async def test_asking_begins_no_record(streaks, clock, db):
    await streaks.why(BEN, 0)
    await streaks.show(BEN)
    await streaks.open_days(BEN, clock.now())
    async with db.reading() as conn:
        assert await members.calendar(conn, BEN.id) is None


async def test_days_come_newest_first_ten_on_a_page(streaks, clock):
    await keep(streaks, clock, ADA, 12)
    first, second = await streaks.why(ADA, 0), await streaks.why(ADA, 1)
    days = [line.day for line in (*first.lines, *second.lines)]
    assert days == [MONDAY + n * DAY for n in range(12, -1, -1)]
    assert (len(first.lines), first.pages, second.page) == (10, 2, 1)


async def test_a_page_that_is_not_there_is_the_nearest(streaks, clock):
    await keep(streaks, clock, ADA, 12)
    assert (await streaks.why(ADA, 10**18)).page == 1
    assert (await streaks.why(ADA, -1)).page == 0


async def test_a_page_knows_only_the_deeds_of_its_days(streaks, clock):
    await keep(streaks, clock, ADA, 12)
    second = await streaks.why(ADA, 1)
    assert set(second.deeds) == {line.day for line in second.lines}


async def test_a_day_tells_minutes_and_what_was_entered_later(streaks, clock):
    await streaks.check_in(ADA, say("read chapter 2", 30))
    clock.advance(days=2)
    await streaks.check_in(ADA, say("read chapter 3", 15, "yesterday", sent=clock.now()))
    deeds = (await streaks.why(ADA, 0)).deeds
    monday, tuesday = deeds[MONDAY], deeds[MONDAY + DAY]
    assert (monday.minutes, monday.late) == (30, False)
    assert (tuesday.minutes, tuesday.late) == (15, True)


async def test_what_happened_in_another_server_is_in_the_same_ledger(streaks, clock):
    await streaks.check_in(ADA, say())
    elsewhere = Person(ADA.id, None)
    result = await streaks.check_in(elsewhere, say(sent=clock.advance(days=1)))
    assert counts(result) == (2, 2, 2, 1)


async def test_the_day_on_which_another_zone_began_is_marked(streaks, clock, db):
    await streaks.check_in(ADA, say())
    async with db.transaction() as conn:
        await members.move(conn, ADA, clock.now(), "Asia/Tokyo", time(0))
    clock.advance(days=1)
    async with db.transaction() as conn:
        await members.move(conn, ADA, clock.now(), "Asia/Tokyo", time(4))
    assert (await streaks.why(ADA, 0)).zones == {MONDAY: "Asia/Tokyo"}


async def test_today_and_yesterday_can_be_named(streaks, clock):
    assert (await streaks.open_days(ADA, clock.now())).days == [MONDAY, MONDAY - DAY]


async def test_just_after_midnight_the_form_of_before_still_names_its_day(streaks, clock):
    sent = clock.now().replace(hour=23, minute=59)
    clock.at = sent + timedelta(minutes=2)
    assert (await streaks.open_days(ADA, sent)).days[0] == MONDAY
    assert (await streaks.open_days(ADA, clock.now())).days[0] == MONDAY + DAY
