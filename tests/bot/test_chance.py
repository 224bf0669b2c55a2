"""Choices that must never change, on any Python, after any restart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from bot import chance
from bot.days import DAY

MONDAY = date(2026, 3, 2)
IDS = ["attention", "gradients", "kernels", "tokens"]
FIXED_ORDER = ["attention", "gradients", "tokens", "kernels"]
FIXED_CODES = ["CD8QTY", "X2TSJT"]


def test_an_order_once_given_is_given_for_ever():
    assert chance.order("prompt", 100, MONDAY, IDS) == FIXED_ORDER


def test_a_code_once_given_is_given_for_ever():
    assert [chance.code(seed) for seed in ("1", "2")] == FIXED_CODES


def test_the_order_does_not_depend_on_how_the_ids_came():
    assert chance.order("prompt", 100, MONDAY, IDS[::-1]) == FIXED_ORDER


def test_another_purpose_person_or_day_gives_another_order():
    days = {tuple(chance.order("prompt", 100, MONDAY + n * DAY, IDS)) for n in range(20)}
    people = {tuple(chance.order("prompt", n, MONDAY, IDS)) for n in range(20)}
    purposes = {tuple(chance.order(f"p{n}", 100, MONDAY, IDS)) for n in range(20)}
    assert min(len(days), len(people), len(purposes)) > 5


def test_over_a_thousand_days_each_comes_first_about_equally_often():
    firsts = [chance.order("prompt", 100, MONDAY + n * DAY, IDS)[0] for n in range(1000)]
    assert all(200 < firsts.count(id_) < 300 for id_ in IDS)


@given(some.sets(some.text(max_size=9)))
def test_an_order_loses_nothing(ids):
    assert sorted(chance.order("prompt", 1, MONDAY, ids)) == sorted(ids)


@given(some.text(max_size=30))
def test_a_code_can_be_read_out_without_mistaking_a_sign(seed):
    code = chance.code(seed)
    assert len(code) == 6
    assert not set(code) & set("01IO")
