"""Which study day it is (STREAKS R1 to R3)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.days import DAY, Calendar, Setting, day, filed_at, start

MIDNIGHT = time(0)
MONDAY = date(2026, 3, 2)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)

zones = some.sampled_from(sorted(available_timezones()))
day_starts = some.times(max_value=time(6)).map(lambda t: t.replace(second=0, microsecond=0))
instants = some.floats(788e6, 2050e6).map(lambda t: datetime.fromtimestamp(t, UTC))  # 1995-2034


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day_start", "d", "begins"),
    [
        ("UTC", time(4), MONDAY, "2026-03-02 04:00"),
        ("Asia/Kolkata", MIDNIGHT, MONDAY, "2026-03-01 18:30"),
        ("America/New_York", time(2, 30), date(2026, 3, 8), "2026-03-08 07:30"),  # gap: 03:30
        ("America/New_York", time(1, 30), date(2026, 11, 1), "2026-11-01 05:30"),  # the first
        ("Africa/Cairo", MIDNIGHT, date(2026, 4, 24), "2026-04-23 22:00"),  # no midnight: 01:00
        ("Pacific/Apia", MIDNIGHT, date(2011, 12, 30), "2011-12-30 10:00"),
        ("Pacific/Apia", MIDNIGHT, date(2011, 12, 31), "2011-12-30 10:00"),
    ],
)
def test_a_day_begins_where_the_wall_clock_says_so(zone, day_start, d, begins):
    assert start(zone, day_start, d) == utc(begins)


def test_samoa_had_no_30_december_2011():
    calendar = Calendar([Setting(utc("2011-12-01"), "Pacific/Apia", MIDNIGHT)])
    just_before = start("Pacific/Apia", MIDNIGHT, date(2011, 12, 30)) - TICK
    assert calendar.today(just_before) == date(2011, 12, 29)
    assert calendar.today(just_before + TICK) == date(2011, 12, 31)
    assert not calendar.exists(date(2011, 12, 30))
    assert calendar.exists(date(2011, 12, 29))
    assert calendar.exists(date(2011, 12, 31))


@given(zones, day_starts, instants)
def test_a_day_is_the_last_one_that_has_begun(zone, day_start, instant):
    found = day(zone, day_start, instant)
    assert start(zone, day_start, found) <= instant
    assert all(start(zone, day_start, found + n * DAY) > instant for n in (1, 2, 3))


@given(zones, day_starts, instants)
def test_a_day_lasts_from_none_to_27_hours(zone, day_start, instant):
    d = day(zone, day_start, instant)
    length = start(zone, day_start, d + DAY) - start(zone, day_start, d)
    assert timedelta(0) <= length <= 27 * HOUR


@given(zones, day_starts, instants, some.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_never_run_backwards(zone, day_start, instant, later):
    assert day(zone, day_start, instant) <= day(zone, day_start, instant + later)


@pytest.mark.parametrize("way", [1, -1])
def test_an_entry_is_filed_when_it_was_sent_up_to_15_minutes_either_way(way):
    now, quarter = utc("2026-03-02 12:00"), timedelta(minutes=15)
    assert filed_at(now, now + way * quarter) == now + way * quarter
    assert filed_at(now, now + way * (quarter + TICK)) == now


def test_an_entry_sent_before_midnight_and_read_after_it_counts_for_the_old_day():
    calendar = Calendar([Setting(utc("2026-03-01"), "UTC", MIDNIGHT)], latest=MONDAY + DAY)
    sent = utc("2026-03-02 23:59")
    assert calendar.filing_today(utc("2026-03-03 00:10"), sent) == MONDAY
    assert calendar.filing_today(utc("2026-03-03 00:20"), sent) == MONDAY + DAY


def test_going_west_never_reopens_a_day():
    moved = utc("2026-03-02 18:00")  # Tuesday in Auckland, Monday in Honolulu
    auckland = Setting(utc("2026-03-01"), "Pacific/Auckland", MIDNIGHT)
    honolulu = Setting(moved, "Pacific/Honolulu", MIDNIGHT, floor=auckland.today(moved))
    calendar = Calendar([auckland, honolulu])
    assert calendar.today(moved) == MONDAY + DAY
    assert calendar.today(utc("2026-03-04 09:59")) == MONDAY + DAY
    assert calendar.today(utc("2026-03-04 10:00")) == MONDAY + 2 * DAY
    assert calendar.then(moved - TICK) == MONDAY + DAY


def test_the_latest_day_ever_written_on_stays_reached():
    setting = Setting(utc("2026-03-01"), "UTC", MIDNIGHT)
    assert Calendar([setting], latest=MONDAY + DAY).today(utc("2026-03-02 12:00")) == MONDAY + DAY


@given(some.lists(some.tuples(zones, day_starts, some.timedeltas(HOUR, 9 * DAY)), max_size=6))
def test_today_never_goes_back_whatever_zones_are_set(moves):
    now = utc("2026-03-02 12:00")
    calendar = Calendar([Setting(now, "UTC", MIDNIGHT)])
    for zone, day_start, later in moves:
        before, now = calendar.today(now), now + later
        today = calendar.today(now)
        assert today >= before
        changed = Setting(now, zone, day_start, floor=today)
        calendar = Calendar([*calendar.settings, changed])
        assert calendar.today(now) >= today


@given(some.lists(some.tuples(zones, day_starts, some.timedeltas(HOUR, 9 * DAY)), max_size=4))
def test_a_day_opens_at_the_first_instant_at_which_today_reads_it(moves):
    now = utc("2026-03-02 12:00")
    settings = [Setting(now, "UTC", MIDNIGHT)]
    for zone, day_start, later in moves:
        now += later
        settings.append(Setting(now, zone, day_start, floor=settings[-1].today(now)))
    calendar = Calendar(settings)
    for d in (MONDAY + n * DAY for n in range(1, 20)):
        opens = calendar.opens(d)
        assert calendar.then(opens) >= d
        assert calendar.then(opens - TICK) < d
