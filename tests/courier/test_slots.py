"""Slots of a daily letter: one for each local date, strictly in order, in every zone."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest

from bot.courier.slots import daily
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
