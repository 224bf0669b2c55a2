"""Which day stands where in the picture of a year, and how it is marked."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.days import Calendar, Setting
from cogs.streaks import grid
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Entry, Facts, RestPlan
from cogs.streaks.grid import Mark
from cogs.streaks.rules import replay

DAY = timedelta(days=1)
MONDAY, SUNDAY = 0, 6


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def record(first: date, today: date, done=(), zone="UTC", **facts):
    calendar = Calendar([Setting(noon(first), zone, time(0))])
    entries = [Entry(day) for day in done]
    return replay(Facts(calendar, entries, **facts), noon(today))


def run(first: date, days: int) -> list[date]:
    return [first + n * DAY for n in range(days)]


def test_every_verdict_has_a_mark():
    assert {*grid.MARKS} == {*Verdict}
    assert {*grid.MARKS.values()} == {*Mark}


@pytest.mark.parametrize("today", run(date(2026, 3, 2), 7))
def test_the_last_weeks_are_53_from_monday_to_sunday_whatever_day_it_is(today):
    shown = grid.last_weeks(record(today, today))
    assert len(shown.marks) == 53 * 7
    assert (shown.first.weekday(), shown.last.weekday()) == (MONDAY, SUNDAY)
    assert shown.last - today < 7 * DAY
    assert shown.place(today) == (52, today.weekday())


def test_days_before_the_record_and_to_come_are_not_lived_and_the_open_one_neither():
    monday = date(2026, 3, 2)
    shown = grid.last_weeks(record(monday, monday + DAY, done=[monday]))
    assert shown.days(Mark.DONE) == [monday]
    assert len(shown.days(Mark.UNLIVED)) == 53 * 7 - 1


def test_a_leap_year_has_its_29th_of_february():
    leap = date(2024, 2, 29)
    life = record(date(2023, 12, 1), date(2024, 3, 5), done=[leap])
    shown = grid.calendar_year(life, 2024)
    assert len(shown.marks) == 366
    assert shown.days(Mark.DONE) == [leap]
    assert shown.place(leap) == (8, 3)
    assert len(grid.calendar_year(life, 2023).marks) == 365


@pytest.mark.parametrize(("year", "weeks"), [(2026, 53), (2012, 54), (2018, 53), (2040, 54)])
def test_a_calendar_year_touches_54_weeks_at_most(year, weeks):
    shown = grid.calendar_year(record(date(year, 6, 1), date(year, 6, 2)), year)
    assert shown.place(date(year, 12, 31))[0] == weeks - 1
    assert shown.place(date(year, 1, 1)) == (0, date(year, 1, 1).weekday())


def test_new_year_s_night_stands_in_one_week_and_in_two_years():
    eve, new_year = date(2025, 12, 31), date(2026, 1, 1)
    life = record(date(2025, 12, 29), new_year, done=run(date(2025, 12, 29), 4))
    weeks = grid.last_weeks(life)
    assert weeks.place(eve) == (52, 2)
    assert weeks.place(new_year) == (52, 3)
    assert grid.calendar_year(life, 2025).days(Mark.DONE) == run(date(2025, 12, 29), 3)
    assert grid.calendar_year(life, 2026).days(Mark.DONE) == [new_year]
    assert grid.longest(life, grid.calendar_year(life, 2026)) == 4
    assert grid.longest(life, grid.calendar_year(life, 2025)) == 3


def test_the_years_that_can_be_drawn_are_those_with_study_days():
    assert [*grid.years(record(date(2024, 12, 31), date(2026, 1, 1)))] == [2024, 2025, 2026]
    assert [*grid.years(record(date(2026, 3, 2), date(2026, 3, 2)))] == [2026]


def test_an_entry_before_the_record_began_brings_its_year():
    life = record(date(2026, 1, 1), date(2026, 1, 2), done=[date(2025, 12, 31)])
    assert [*grid.years(life)] == [2025, 2026]


def test_a_day_that_samoa_never_had_is_void():
    life = record(
        date(2011, 12, 27), date(2012, 1, 2), done=run(date(2011, 12, 28), 2), zone="Pacific/Apia"
    )
    assert grid.calendar_year(life, 2011).days(Mark.VOID) == [date(2011, 12, 30)]


def test_days_that_a_flight_jumped_over_are_excused():
    begin, flight = date(2026, 3, 2), datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
    west, east = "Pacific/Pago_Pago", "Pacific/Kiritimati"  # the 3rd, and at once the 4th
    calendar = Calendar(
        [
            Setting(noon(begin), west, time(0)),
            Setting(flight, east, time(0), floor=date(2026, 3, 3)),
        ]
    )
    facts = Facts(calendar, [Entry(begin)])
    shown = grid.last_weeks(replay(facts, flight + DAY))
    assert shown.days(Mark.DONE) == [begin]
    assert shown.days(Mark.EXCUSED) == [date(2026, 3, 3)]


def test_going_west_shows_no_day_twice():
    begin, flight = date(2026, 3, 2), datetime(2026, 3, 3, 11, tzinfo=UTC)
    calendar = Calendar(
        [
            Setting(noon(begin), "Pacific/Kiritimati", time(0)),
            Setting(flight, "Pacific/Pago_Pago", time(0), floor=date(2026, 3, 4)),
        ]
    )
    shown = grid.last_weeks(replay(Facts(calendar, [Entry(date(2026, 3, 4))]), flight))
    assert shown.today == date(2026, 3, 4)
    assert shown.days(Mark.DONE) == [shown.today]


def test_a_life_of_every_kind_of_day():
    first = date(2026, 3, 2)  # a Monday
    life = record(
        first,
        first + 7 * DAY,
        done=[first],
        rests=[RestPlan(first, frozenset({1}))],
        leave=frozenset({first + 2 * DAY}),
        repaired=frozenset({first + 3 * DAY}),
        struck=frozenset({first + 6 * DAY}),
    )
    marks = [*grid.last_weeks(life).marks.items()]
    lived = [mark for day, mark in marks if first <= day <= first + 6 * DAY]
    frozen, missed = Mark.FROZEN, Mark.MISSED
    assert lived == [Mark.DONE, *[Mark.EXCUSED] * 3, frozen, missed, missed]


def test_the_best_month_is_the_latest_of_those_that_are_equally_good():
    done = [*run(date(2026, 1, 5), 2), *run(date(2026, 2, 2), 2), date(2026, 3, 2)]
    shown = grid.last_weeks(record(date(2026, 1, 1), date(2026, 3, 2), done=done))
    assert shown.best_month() == (date(2026, 2, 1), 2)
    assert grid.last_weeks(record(date(2026, 3, 2), date(2026, 3, 2))).best_month() is None
