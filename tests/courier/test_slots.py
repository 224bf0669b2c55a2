"""Slots of letters: one for each local date or week, strictly in order, in every zone."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.courier.slots import daily, on_weekdays, weekly
from bot.days import start

ODD = ("Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "America/Nuuk", "Antarctica/Troll")
BEGIN, END = date(2024, 1, 1), date(2030, 1, 1)
DAYS = [BEGIN + timedelta(days=n) for n in range((END - BEGIN).days)]


def in_order(zone: str, at: time) -> bool:
    found = [start(zone, at, day) for day in DAYS]
    return all(a < b for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("zone", ODD)
@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2, 30), time(9), time(23, 45)])
def test_the_slots_of_six_years_are_strictly_in_order(zone, at):
    assert in_order(zone, at)


@pytest.mark.deep
@pytest.mark.parametrize("zone", sorted(available_timezones()))
def test_the_slots_of_every_zone_and_quarter_hour_are_strictly_in_order(zone):
    for quarter in range(96):
        assert in_order(zone, time(quarter // 4, quarter % 4 * 15))


def test_a_time_that_does_not_exist_moves_forward_and_one_that_comes_twice_takes_the_first():
    now = datetime(2026, 3, 28, 12, tzinfo=UTC)
    gap, _ = daily("Europe/Berlin", time(2, 30), "2026-03-29", now + timedelta(days=1))
    assert gap.at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    now = datetime(2026, 10, 25, 12, tzinfo=UTC)
    twice, _ = daily("Europe/Berlin", time(2, 30), "2026-10-25", now)
    assert twice.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_without_a_slot_only_the_one_to_come():
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    [coming] = daily("UTC", time(9), None, now)
    assert coming.slot == "2026-03-03"


ZONES = st.sampled_from(sorted(available_timezones()))
QUARTERS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
BEGINNINGS = st.dates(BEGIN, END - timedelta(days=70)).map(
    lambda found: datetime.combine(found, time(), UTC)
)
PAUSES = st.lists(st.integers(1, 150), min_size=5, max_size=20)  # hours between two looks


def lived(ask, now, pauses):
    """The slots that come due while a courier looks every so often, as it would ask for them."""
    found, since = [], None
    for hours in [0, *pauses]:
        now += timedelta(hours=hours)
        *come, coming = ask(since, now)
        found += come
        since = coming.slot
        assert coming.at > now
    assert all(each.at <= now for each in found)
    assert all(a.at < b.at and a.slot < b.slot for a, b in itertools.pairwise(found))
    return [each.slot for each in found]


@given(ZONES, QUARTERS, BEGINNINGS, PAUSES)
def test_whenever_one_looks_every_date_comes_once(zone, at, now, pauses):
    found = lived(lambda since, now: daily(zone, at, since, now), now, pauses)
    days = [date.fromisoformat(slot) for slot in found]
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(days))


@given(ZONES, st.dictionaries(st.integers(0, 6), QUARTERS, min_size=1), BEGINNINGS, PAUSES)
def test_each_weekday_comes_at_its_own_time(zone, times, now, pauses):
    found = lived(lambda since, now: on_weekdays(zone, times, since, now), now, pauses)
    days = [date.fromisoformat(slot) for slot in found]
    if days:
        whole = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)]
        assert days == [day for day in whole if day.weekday() in times]


@given(ZONES, st.integers(0, 6), QUARTERS, BEGINNINGS, PAUSES)
def test_every_week_comes_once_and_across_the_new_year(zone, weekday, at, now, pauses):
    found = lived(lambda since, now: weekly(zone, weekday, at, since, now), now, pauses)
    mondays = [date.fromisoformat(f"{week}-1") for week in found]
    assert all(b - a == timedelta(days=7) for a, b in itertools.pairwise(mondays))


def test_a_week_is_named_as_the_calendar_names_it():
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    come, coming = weekly("UTC", 0, time(9), "2026-W53", now)
    assert (come.slot, come.at.date()) == ("2026-W53", date(2026, 12, 28))
    assert (coming.slot, coming.at.date()) == ("2027-W01", date(2027, 1, 4))


def test_no_weekday_with_a_time_ends_it():
    assert on_weekdays("UTC", {}, None, datetime(2026, 3, 2, tzinfo=UTC)) == []


def test_a_date_that_a_zone_left_out_has_no_slot():
    now = datetime(2011, 12, 31, tzinfo=UTC)
    found = [each.slot for each in daily("Pacific/Apia", time(9), "2011-12-28", now)]
    assert found == ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]
