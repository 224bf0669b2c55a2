"""The weekly rhythm, rest and leave against the oracle."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from .histories import Life, do, lives
from .product import Product
from .test_rules import usual


def tell(life: Life) -> None:
    oracle, product = life.oracle(), Product(life.zone, life.day_start)
    for number, deed in enumerate(life.deeds):
        if product.confounds(deed):
            continue
        assert product.do(deed) == do(oracle, deed), (number, deed)
    for later in (0, 2, 9):
        now = life.deeds[-1].now + timedelta(days=later)
        assert product.show(now) == oracle.show(now), later
        theirs, ours = oracle.rhythm(now), product.rhythm(now)
        assert ours.streak == theirs.streak
        assert [(w.monday, w.done, w.needed or 0, w.kept) for w in ours.weeks] == [
            (w.monday, w.done, w.needed, w.kept) for w in theirs.weeks
        ]
        first, last = ours.weeks[0].monday, ours.weeks[-1].monday
        for begin in (first, last):
            assert ours.percent(begin, last) == theirs.percent(begin, last)


@usual
@given(lives(goals=True, steps_back=False))
def test_weeks_read_as_the_oracle_reads_them(life: Life):
    tell(life)


@pytest.mark.deep
@settings(parent=usual, max_examples=2000)
@given(lives(goals=True, steps_back=False))
def test_thousands_of_lives_with_weeks_read_as_the_oracle_reads_them(life: Life):
    tell(life)
