"""The oracle's weeks against numbers worked out by hand; 2 March 2026 is a Monday."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as given_settings

from .histories import Life, do, lives
from .oracle import Oracle
from .oracle_rhythm import Week, shown
from .test_oracle import at, keep, march, noon, person

WEEK = timedelta(days=7)


def with_goal(n: int, *kept: int) -> Oracle:
    """A goal from Monday 2 March on, with check-ins at noon."""
    oracle = person(None)
    assert oracle.goal(noon(2), n) is None
    keep(oracle, *kept)
    return oracle


def heads(week: Week) -> tuple[int, int, int, int]:
    return week.done, week.away, week.rest, week.needed


def fate(week: Week) -> str:
    if week.goal is None:
        return "no goal"
    if week.neutral:
        return "neutral"
    return "kept" if week.kept else "open" if week.open else "broken"


def story(oracle: Oracle, now: datetime) -> str:
    """Every week's goal and fate, and the streak."""
    rhythm = oracle.rhythm(now)
    weeks = [f"{week.goal} {fate(week)}" for week in rhythm.weeks]
    return ", ".join(weeks) + f": {rhythm.streak}"


# A week and what it needs


@pytest.mark.parametrize(
    ("goal", "away", "needed"),
    [
        (7, 0, 7),
        (7, 1, 6),  # 7 * 6 / 7 is 6 exactly
        (7, 4, 3),
        (7, 6, 1),
        (1, 0, 1),
        (1, 6, 1),  # 1/7
        (3, 0, 3),
        (3, 1, 3),  # 18/7
        (3, 2, 3),  # 15/7
        (3, 3, 2),  # 12/7
        (3, 4, 2),  # 9/7
        (3, 5, 1),  # 6/7
        (5, 1, 5),  # 30/7
        (5, 2, 4),  # 25/7
    ],
)
def test_days_away_lower_what_a_week_needs(goal, away, needed):
    oracle = with_goal(goal)
    if away:
        assert oracle.leave(noon(2), march(9), march(8 + away)) is None
    week = oracle.rhythm(noon(9)).this_week
    assert heads(week) == (0, away, 0, needed)


def test_a_week_is_kept_on_the_day_that_reaches_the_goal_and_never_breaks_while_in_hand():
    oracle = with_goal(2, 2)
    assert story(oracle, noon(2)) == "2 open: 0"
    keep(oracle, 3)
    assert story(oracle, noon(3)) == "2 kept: 1"
    assert oracle.rhythm(noon(8)).this_week.open
    assert story(oracle, noon(9)) == "2 kept, 2 open: 1"
    assert story(oracle, noon(15)) == "2 kept, 2 open: 1"
    assert story(oracle, noon(16)) == "2 kept, 2 broken, 2 open: 0"


def test_kept_weeks_count_in_a_row_and_start_again_after_a_broken_one():
    oracle = with_goal(2, 2, 3, 9, 10, 16, 23, 24, 30, 31)
    assert story(oracle, noon(31)) == "2 kept, 2 kept, 2 broken, 2 kept, 2 kept: 2"


def test_weeks_run_from_that_of_the_first_day_to_the_one_in_hand():
    oracle = person(None, 4)
    assert [w.monday for w in oracle.rhythm(noon(18)).weeks] == [march(2), march(9), march(16)]
    assert story(oracle, noon(18)) == "None no goal, None no goal, None no goal: 0"
    assert story(Oracle("UTC"), noon(18)) == "None no goal: 0"


def test_weeks_are_of_study_days_where_the_person_is():
    oracle = Oracle("Pacific/Kiritimati", time(6))
    oracle.goal(at("2026-03-08 15:59:59"), 3)  # Sunday: 05:59:59 on the 9th there
    assert oracle.rhythm(at("2026-03-08 15:59:59")).this_week.monday == march(2)
    assert oracle.rhythm(at("2026-03-08 16:00")).this_week.monday == march(9)
    assert story(oracle, at("2026-03-08 16:00")) == "3 broken, 3 open: 0"


# The first goal ever


def test_a_first_goal_on_a_thursday_holds_at_once_with_the_undone_days_before_it_away():
    oracle = person(None, 2)
    oracle.goal(noon(5), 4)
    assert heads(oracle.rhythm(noon(5)).this_week) == (1, 2, 0, 3)  # 20/7
    keep(oracle, 6, 7)
    assert story(oracle, noon(7)) == "4 kept: 1"


def test_thursday_itself_is_not_away():
    oracle = person(None, 5)
    oracle.goal(noon(5), 7)
    assert heads(oracle.rhythm(noon(5)).this_week) == (1, 3, 0, 4)
    oracle.undo(march(5))
    assert heads(oracle.rhythm(noon(6)).this_week) == (0, 3, 0, 4)


def test_a_first_goal_already_reached_keeps_its_week_at_once():
    oracle = person(None, 2, 3, 4)
    oracle.goal(noon(4), 3)
    assert story(oracle, noon(4)) == "3 kept: 1"


def test_a_first_goal_on_a_sunday_asks_for_the_sunday():
    oracle = person(None, 1)
    oracle.goal(noon(8), 5)
    assert [heads(week) for week in oracle.rhythm(noon(8)).weeks] == [(1, 0, 0, 0), (0, 6, 0, 1)]
    keep(oracle, 8)
    assert story(oracle, noon(8)) == "None no goal, 5 kept: 1"


def test_a_day_before_the_first_goal_entered_later_is_done_and_no_longer_away():
    oracle = person(None)
    oracle.goal(noon(5), 4)
    assert heads(oracle.rhythm(noon(5)).this_week) == (0, 3, 0, 3)  # 16/7
    assert oracle.check_in(noon(5), day=march(4)) == march(4)
    assert heads(oracle.rhythm(noon(5)).this_week) == (1, 2, 0, 3)  # 20/7


def test_rest_days_and_struck_days_before_the_first_goal_are_away():
    oracle = person(None, 1)
    oracle.rest(noon(1), {0})
    keep(oracle, 3)
    oracle.strike(noon(3), march(3))
    oracle.goal(noon(4), 5)
    assert heads(oracle.rhythm(noon(4)).this_week) == (0, 2, 0, 4)  # 25/7


# A changed goal


def test_a_goal_changed_twice_in_one_week_holds_from_the_next_as_changed_last():
    oracle = with_goal(3)
    oracle.goal(noon(10), 5)
    oracle.goal(noon(12), 2)
    assert story(oracle, noon(16)) == "3 broken, 3 broken, 2 open: 0"


def test_a_goal_changed_in_its_first_week_holds_from_the_next():
    oracle = person(None)
    oracle.goal(noon(4), 3)
    oracle.goal(noon(5), 6)
    assert oracle.rhythm(noon(5)).this_week.goal == 3
    assert heads(oracle.rhythm(noon(5)).this_week) == (0, 2, 0, 3)
    assert oracle.rhythm(noon(9)).this_week.goal == 6


def test_a_clearing_lets_the_week_in_hand_count_and_ends_the_streak_with_the_next():
    oracle = with_goal(3, 2, 3, 4, 9)
    oracle.goal(noon(10), 0)
    keep(oracle, 10, 11)
    assert story(oracle, noon(15)) == "3 kept, 3 kept: 2"
    assert story(oracle, noon(16)) == "3 kept, 3 kept, None no goal: 0"


def test_a_goal_set_after_a_clearing_is_not_the_first_ever():
    oracle = with_goal(3, 2, 3, 4)
    oracle.goal(noon(4), 0)
    oracle.goal(noon(12), 2)
    assert story(oracle, noon(12)) == "3 kept, None no goal: 0"
    keep(oracle, 18, 19)
    assert heads(oracle.rhythm(noon(19)).this_week) == (2, 0, 0, 2)
    assert story(oracle, noon(19)) == "3 kept, None no goal, 2 kept: 1"


def test_a_goal_cleared_and_set_again_in_one_week_loses_nothing():
    oracle = with_goal(3, 2, 3, 4, 9, 10, 11)
    oracle.goal(noon(11), 0)
    oracle.goal(noon(12), 1)
    keep(oracle, 16)
    assert story(oracle, noon(16)) == "3 kept, 3 kept, 1 kept: 3"


def test_a_clearing_before_any_goal_leaves_the_next_the_first_ever():
    oracle = person(None)
    oracle.goal(noon(2), 0)
    oracle.goal(noon(5), 3)
    assert heads(oracle.rhythm(noon(5)).this_week) == (0, 3, 0, 2)
    oracle.goal(noon(6), 4)
    assert story(oracle, noon(9)) == "3 broken, 4 open: 0"


@pytest.mark.parametrize("n", [-1, 8])
def test_a_goal_that_no_week_can_hold_is_refused_and_leaves_no_trace(n):
    oracle = Oracle("UTC")
    assert oracle.goal(noon(2), n) == "not 1 to 7"
    assert story(oracle, noon(9)) == "None no goal: 0"


# Leave, rest and the other heads


def test_a_week_wholly_on_leave_keeps_the_streak_and_adds_nothing():
    oracle = with_goal(3, 2, 3, 4)
    oracle.leave(noon(4), march(9), march(15))
    assert story(oracle, noon(9)) == "3 kept, 3 neutral: 1"
    keep(oracle, 16, 17, 18)
    assert story(oracle, noon(18)) == "3 kept, 3 neutral, 3 kept: 2"
    oracle.undo(march(4))
    assert story(oracle, noon(18)) == "3 broken, 3 neutral, 3 kept: 1"


def test_one_day_done_in_a_week_of_leave_keeps_it():
    oracle = with_goal(3, 2, 3, 4)
    oracle.leave(noon(4), march(9), march(15))
    keep(oracle, 12)
    assert heads(oracle.rhythm(noon(12)).this_week) == (1, 6, 0, 1)
    assert story(oracle, noon(12)) == "3 kept, 3 kept: 2"


def test_a_finished_week_without_a_goal_ends_the_streak_though_wholly_on_leave():
    oracle = with_goal(3, 2, 3, 4)
    oracle.goal(noon(4), 0)
    oracle.leave(noon(4), march(9), march(15))
    oracle.goal(noon(10), 3)
    assert story(oracle, noon(16)) == "3 kept, None no goal, 3 open: 0"
    assert not oracle.rhythm(noon(16)).weeks[1].neutral


def test_leave_and_rest_together_can_make_a_week_neutral():
    oracle = with_goal(7, 2)
    oracle.rest(noon(2), {0, 1, 2})
    oracle.leave(noon(2), march(12), march(15))
    assert heads(oracle.rhythm(noon(9)).this_week) == (0, 4, 3, 0)
    assert fate(oracle.rhythm(noon(9)).this_week) == "neutral"


def test_three_rest_days_leave_four_of_a_goal_of_five():
    oracle = with_goal(5)
    oracle.rest(noon(2), {4, 5, 6})
    keep(oracle, 9, 10, 11)
    assert heads(oracle.rhythm(noon(11)).this_week) == (3, 0, 3, 4)
    keep(oracle, 12)
    assert story(oracle, noon(12)) == "5 broken, 5 kept: 1"
    keep(oracle, 13)  # a rest day
    assert heads(oracle.rhythm(noon(13)).this_week) == (5, 0, 2, 5)


def test_a_kept_rest_day_asks_for_one_more():
    oracle = with_goal(5)
    oracle.rest(noon(2), {4, 5, 6})
    keep(oracle, 9, 10, 11, 13)
    assert heads(oracle.rhythm(noon(16)).weeks[1]) == (4, 0, 2, 5)
    assert story(oracle, noon(16)) == "5 broken, 5 broken, 5 open: 0"


def test_rest_takes_nothing_from_a_goal_that_fits_beside_it():
    oracle = with_goal(4)
    oracle.rest(noon(2), {4, 5, 6})
    assert heads(oracle.rhythm(noon(9)).this_week) == (0, 0, 3, 4)


def test_a_fourth_rest_date_of_a_week_is_an_ordinary_day():
    oracle = with_goal(7)
    oracle.rest(noon(8), {0, 1})
    oracle.rest(noon(10), {2, 3})  # from the 11th on
    assert heads(oracle.rhythm(noon(16)).weeks[1]) == (0, 0, 3, 4)


def test_a_rest_day_on_leave_is_away_and_no_rest():
    oracle = with_goal(6)
    oracle.rest(noon(2), {5, 6})
    oracle.leave(noon(2), march(13), march(14))
    assert heads(oracle.rhythm(noon(9)).this_week) == (0, 2, 1, 4)  # 30/7 is 5, but 4 are left


def test_days_to_come_count_as_planned_until_leave_is_ended():
    oracle = with_goal(5)
    oracle.leave(noon(2), march(5), march(8))
    keep(oracle, 2, 3, 4)
    assert heads(oracle.rhythm(noon(4)).this_week) == (3, 4, 0, 3)
    assert story(oracle, noon(4)) == "5 kept: 1"
    assert oracle.end_leave(noon(6)) is None
    assert heads(oracle.rhythm(noon(6)).this_week) == (3, 1, 0, 5)
    assert story(oracle, noon(6)) == "5 open: 0"


def test_a_travel_day_is_away_but_not_a_second_one_within_thirty_days():
    oracle = with_goal(7, 2, 3)
    oracle.move(noon(4), zone="Pacific/Kiritimati")
    for n in (4, 5, 6, 7):
        assert oracle.check_in(noon(n)) == march(n + 1)
    assert heads(oracle.rhythm(noon(7)).this_week) == (6, 1, 0, 6)
    assert story(oracle, noon(7)) == "7 kept: 1"
    oracle.move(noon(9), zone="UTC")  # today stays the tenth
    oracle.move(noon(12), zone="Pacific/Kiritimati")
    assert heads(oracle.rhythm(noon(12)).this_week) == (0, 0, 0, 7)


def test_samoas_missing_friday_is_away_from_the_monday_on():
    oracle = Oracle("Pacific/Apia")
    oracle.goal(at("2011-12-26 12:00", "Pacific/Apia"), 7)
    assert heads(oracle.rhythm(at("2011-12-26 12:00", "Pacific/Apia")).this_week) == (0, 1, 0, 6)
    for day in ("2011-12-26", "2011-12-27", "2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"):
        oracle.check_in(at(f"{day} 12:00", "Pacific/Apia"))
    rhythm = oracle.rhythm(at("2012-01-01 12:00", "Pacific/Apia"))
    assert (heads(rhythm.this_week), rhythm.streak) == ((6, 1, 0, 6), 1)


def test_a_void_day_is_not_away_while_it_is_today():
    oracle = Oracle("UTC")
    oracle.goal(at("2011-12-26 12:00"), 7)
    oracle.check_in(at("2011-12-30 09:00"))
    oracle.undo(date(2011, 12, 30))
    oracle.move(at("2011-12-30 09:30"), zone="Pacific/Apia")
    assert heads(oracle.rhythm(at("2011-12-30 09:59:59")).this_week) == (0, 0, 0, 7)
    assert heads(oracle.rhythm(at("2011-12-30 10:00")).this_week) == (0, 1, 0, 6)


def test_a_struck_day_is_neither_done_nor_away():
    oracle = with_goal(3, 2, 3, 4)
    oracle.strike(noon(4), march(3))
    assert heads(oracle.rhythm(noon(4)).this_week) == (2, 0, 0, 3)
    assert story(oracle, noon(9)) == "3 broken, 3 open: 0"
    oracle.unstrike(march(3))
    assert story(oracle, noon(9)) == "3 kept, 3 open: 1"


def test_a_struck_day_on_leave_or_rest_is_what_covers_it():
    oracle = with_goal(7)
    oracle.rest(noon(2), {1})
    oracle.leave(noon(2), march(11), march(11))
    keep(oracle, 9, 10, 11)
    for n in (9, 10, 11):
        oracle.strike(noon(11), march(n))
    assert heads(oracle.rhythm(noon(11)).this_week) == (0, 1, 1, 5)


def test_a_repaired_day_is_away_also_where_it_was_struck_but_not_where_it_is_done():
    oracle = with_goal(7, 2, 3)
    for n in (3, 4):
        oracle.repair(noon(4), march(n))
    assert heads(oracle.rhythm(noon(4)).this_week) == (2, 1, 0, 6)
    oracle.strike(noon(4), march(3))
    assert heads(oracle.rhythm(noon(4)).this_week) == (1, 2, 0, 5)


def test_a_day_of_outage_is_away_and_a_frozen_one_is_not():
    oracle = with_goal(7, 2)
    assert oracle.show(noon(4)).ledger[1][1] == "frozen"
    assert heads(oracle.rhythm(noon(4)).this_week) == (1, 0, 0, 7)
    oracle.outage(at("2026-03-03 10:00"), at("2026-03-03 14:00"))
    assert heads(oracle.rhythm(noon(4)).this_week) == (1, 1, 0, 6)


def test_imported_days_are_left_out_when_asked():
    oracle = person(None, 5)
    oracle.imported(noon(5), {march(-5), march(2), march(3)})
    oracle.goal(noon(5), 4)
    rhythm, own = oracle.rhythm(noon(5)), oracle.rhythm(noon(5), imported=False)
    assert [w.monday for w in rhythm.weeks] == [march(-5), march(2)]
    assert [w.monday for w in own.weeks] == [march(2)]
    assert heads(rhythm.this_week) == (3, 1, 0, 4)  # 24/7
    assert heads(own.this_week) == (1, 3, 0, 3)  # 16/7


# Percent of own goal


def test_a_month_is_the_mean_of_its_weeks_but_for_neutral_ones_and_the_one_in_hand():
    oracle = with_goal(3, 2, 3, 4, 9)
    oracle.leave(noon(9), march(16), march(22))
    keep(oracle, 23)
    assert oracle.percent_of_month(noon(23), 2026, 3) == Fraction(200, 3)
    assert shown(Fraction(200, 3)) == 66
    keep(oracle, 24, 25)
    assert oracle.percent_of_month(noon(25), 2026, 3) == Fraction(700, 9)
    assert oracle.percent(noon(25), march(2), march(23)) == Fraction(700, 9)
    assert oracle.percent(noon(25), march(9), march(16)) == Fraction(100, 3)


def test_more_than_the_goal_is_a_hundred_and_makes_up_for_no_other_week():
    oracle = with_goal(2, 2, 3, 4, 5, 6)
    assert oracle.percent(noon(8), march(2), march(2)) == 100
    assert oracle.percent_of_month(noon(16), 2026, 3) == 50


def test_a_week_alone_reads_its_percent_while_in_hand():
    oracle = with_goal(3, 2, 3, 4, 9)
    assert oracle.percent(noon(9), march(9), march(9)) == Fraction(100, 3)
    assert oracle.percent(noon(9), march(2), march(9)) == 100


def test_the_percent_is_of_what_the_week_needs():
    oracle = with_goal(5)
    oracle.leave(noon(2), march(12), march(15))
    keep(oracle, 9, 10)
    assert oracle.percent(noon(10), march(9), march(9)) == Fraction(200, 3)  # 15/7: 3 needed


def test_weeks_without_a_goal_count_in_no_mean():
    oracle = with_goal(2, 2, 3)
    oracle.goal(noon(3), 0)
    oracle.goal(noon(16), 2)
    keep(oracle, 23)
    assert oracle.percent_of_month(noon(30), 2026, 3) == 75


def test_where_no_week_counts_there_is_no_percent():
    oracle = with_goal(2)
    oracle.leave(noon(2), march(9), march(15))
    oracle.goal(noon(9), 0)
    assert oracle.percent(noon(16), march(9), march(9)) is None  # neutral
    assert oracle.percent(noon(16), march(16), march(16)) is None  # no goal
    assert oracle.percent(noon(16), march(23), march(23)) is None  # to come
    assert oracle.percent(noon(16), march(2), march(2)) == 0
    assert with_goal(2, 2).percent_of_month(noon(2), 2026, 3) is None  # in hand


@pytest.mark.parametrize(
    ("monday", "month"),
    [
        (date(2025, 12, 29), (2026, 1)),  # Thursday is New Year's Day
        (date(2026, 12, 28), (2026, 12)),  # Thursday is the 31st
        (date(2026, 3, 30), (2026, 4)),
        (date(2026, 2, 23), (2026, 2)),
    ],
)
def test_a_week_belongs_to_the_month_of_its_thursday(monday, month):
    assert Week(monday, None, 0, 0, 0, open=False).month == month


def test_the_week_of_new_year_counts_in_january():
    oracle = Oracle("UTC")
    oracle.goal(at("2025-12-22 12:00"), 4)
    for day in ("12-22", "12-23", "12-24", "12-25", "12-29", "12-30"):
        oracle.check_in(at(f"2025-{day} 12:00"))
    now = at("2026-01-05 12:00")
    assert oracle.percent_of_month(now, 2025, 12) == 100
    assert oracle.percent_of_month(now, 2026, 1) == 50


# What must hold for every life


@given_settings(max_examples=60, deadline=None)
@given(life=lives(goals=True))
def test_the_weeks_fit_the_ledger(life: Life):
    oracle = life.oracle()
    for deed in life.deeds:
        do(oracle, deed)
        rhythm, reading = oracle.rhythm(deed.now), oracle.show(deed.now)
        weeks = rhythm.weeks
        assert weeks[0].monday <= reading.ledger[0][0] < weeks[0].monday + WEEK
        assert weeks[-1].monday <= reading.today < weeks[-1].monday + WEEK
        assert [w.monday for w in weeks] == [weeks[0].monday + n * WEEK for n in range(len(weeks))]
        assert [w.open for w in weeks] == [False] * (len(weeks) - 1) + [True]
        assert sum(week.done for week in weeks) == reading.total
        assert rhythm.streak <= sum(week.kept for week in weeks)


@given_settings(max_examples=60, deadline=None)
@given(life=lives(goals=True))
def test_a_week_asks_for_no_more_than_the_goal_or_the_days_there_are(life: Life):
    oracle = life.oracle()
    for deed in life.deeds:
        do(oracle, deed)
        for week in oracle.rhythm(deed.now).weeks:
            assert week.done + week.away + week.rest <= 7
            assert 0 <= week.needed <= min(week.goal or 0, 7 - week.away - week.rest)
            assert not (week.neutral and week.done)


@given_settings(max_examples=60, deadline=None)
@given(life=lives(without={"goal"}))
def test_a_goal_changes_no_day(life: Life):
    bare, setter = life.oracle(), life.oracle()
    for oracle in (bare, setter):
        oracle.goal(life.deeds[0].now, 0)  # so that both records begin here
    for deed in life.deeds:
        do(bare, deed)
        do(setter, deed)
        setter.goal(deed.now, 3)
    now = datetime.combine(date(2026, 12, 1), time(0), tzinfo=UTC)
    assert setter.show(now) == bare.show(now)
