"""The oracle's boards against places worked out by hand; 2 March 2026 is a Monday."""

from datetime import time
from fractions import Fraction

from .oracle import Oracle
from .oracle_board import Place, always, by_days, by_percent, by_streak, this_month, this_week
from .test_oracle import NO_FREEZE, at, keep, march, noon, person


def places(board: list[Place]) -> list[tuple[int, int, int | Fraction]]:
    return [(place.rank, place.person, place.value) for place in board]


def test_ties_share_a_rank_and_are_shown_by_longest_total_and_id():
    people = [
        (5, person(NO_FREEZE, 9, 10)),
        (4, person(NO_FREEZE, 9, 10)),
        (3, person(NO_FREEZE, 1, 2, 4, 5, 9, 10)),  # total 6
        (2, person(NO_FREEZE, 3, 4, 5, 9, 10)),  # longest 3
        (1, person(NO_FREEZE, 10)),
        (6, person(NO_FREEZE, 8, 9, 10)),
    ]
    assert places(by_streak(people, noon(10))) == [
        (1, 6, 3),
        (2, 2, 2),
        (2, 3, 2),
        (2, 4, 2),
        (2, 5, 2),
        (6, 1, 1),
    ]


def test_one_two_two_four():
    people = [(n, person(NO_FREEZE, *range(first, 11))) for n, first in enumerate((10, 9, 9, 8))]
    assert [place.rank for place in by_streak(people, noon(10))] == [1, 2, 2, 4]


def test_a_streak_of_0_is_not_listed():
    people = [(1, person(NO_FREEZE, 2, 3)), (2, person(NO_FREEZE, 9)), (3, Oracle("UTC"))]
    assert places(by_streak(people, noon(10))) == [(1, 2, 1)]
    assert by_streak(people, noon(11)) == []


def test_a_board_is_taken_at_one_instant_with_each_in_their_own_zone():
    east, west = Oracle("Pacific/Kiritimati"), Oracle("America/Los_Angeles")
    for oracle in (east, west):
        oracle.settings(at("2026-02-01 00:00"), 1, NO_FREEZE)
        oracle.check_in(noon(2))  # the third in the east, the second in the west
    people = [(1, east), (2, west)]
    assert places(by_streak(people, at("2026-03-04 07:59:59"))) == [(1, 1, 1), (1, 2, 1)]
    assert places(by_streak(people, at("2026-03-04 08:00"))) == [(1, 1, 1)]
    assert places(by_streak(people, at("2026-03-04 10:00"))) == []


def test_imported_days_count_on_no_board():
    importer, honest = person(NO_FREEZE, 10), person(NO_FREEZE, 9, 10)
    importer.imported(noon(10), {march(n) for n in range(3, 10)})
    people = [(1, importer), (2, honest)]
    for oracle in (importer, honest):
        oracle.goal(noon(10), 7)
    assert places(by_streak(people, noon(10))) == [(1, 2, 2), (2, 1, 1)]
    assert places(by_days(people, noon(10), always)) == [(1, 2, 2), (2, 1, 1)]
    assert places(by_percent(people, noon(10), this_week)) == [  # 1 of 6 and 2 of 7
        (1, 2, Fraction(200, 7)),
        (2, 1, Fraction(100, 6)),
    ]
    importer.check_in(noon(10), day=march(9))
    assert places(by_streak(people, noon(10))) == [(1, 1, 2), (1, 2, 2)]


def test_days_kept_are_counted_in_the_week_or_month_of_ones_own_today():
    people = [(1, person(None, 1, 2, 3)), (2, person(None, -1, 0, 1, 3))]
    assert places(by_days(people, noon(3), this_week)) == [(1, 1, 2), (2, 2, 1)]
    assert places(by_days(people, noon(3), this_month)) == [(1, 1, 3), (2, 2, 2)]
    assert places(by_days(people, noon(3), always)) == [(1, 2, 4), (2, 1, 3)]
    assert by_days(people, noon(9), this_week) == []


def test_this_week_is_another_one_in_the_east():
    east, here = Oracle("Pacific/Kiritimati", time(0)), person(None, 8)
    east.check_in(at("2026-03-08 09:00"))  # Sunday the 8th, 23:00
    people = [(1, east), (2, here)]
    assert places(by_days(people, at("2026-03-08 09:59:59"), this_week)) == [(1, 1, 1), (1, 2, 1)]
    assert places(by_days(people, at("2026-03-08 12:00"), this_week)) == [(1, 2, 1)]


def test_percent_is_ranked_exactly_and_ties_at_a_hundred():
    exact = {1: (7, 3), 2: (5, 2), 3: (2, 4), 4: (3, 3), 5: (7, 0)}  # goal and days done
    people = [(n, Oracle("UTC")) for n in exact] + [(6, person(None, 2))]
    for n, oracle in people[:-1]:
        goal, done = exact[n]
        oracle.goal(noon(2), goal)
        keep(oracle, *range(2, 2 + done))
    assert places(by_percent(people, noon(5), this_week)) == [
        (1, 3, 100),
        (1, 4, 100),
        (3, 1, Fraction(300, 7)),
        (4, 2, 40),
    ]


def test_a_month_counts_the_weeks_of_its_thursdays_and_not_the_one_in_hand_until_kept():
    ann, bob = person(None), person(None)
    for oracle in (ann, bob):
        oracle.goal(at("2026-02-23 12:00"), 2)  # its Thursday is in February
    keep(ann, 2, 3, 9)
    keep(bob, 3, 9)
    people = [(1, ann), (2, bob)]
    assert places(by_percent(people, noon(9), this_month)) == [(1, 1, 100), (2, 2, 50)]
    keep(bob, 10)
    assert places(by_percent(people, noon(10), this_month)) == [(1, 1, 100), (2, 2, 75)]
    assert places(by_percent(people, noon(16), this_month)) == [(1, 1, 75), (1, 2, 75)]
    assert places(by_percent(people, noon(16), always)) == [(1, 1, 50), (1, 2, 50)]


def test_the_week_of_an_april_thursday_is_not_on_the_board_of_march():
    oracle = person(None)
    oracle.goal(noon(16), 2)
    keep(oracle, 16, 30, 31)
    assert places(by_percent([(1, oracle)], noon(31), this_month)) == [(1, 1, 25)]
    assert places(by_percent([(1, oracle)], noon(32), this_month)) == [(1, 1, 100)]
