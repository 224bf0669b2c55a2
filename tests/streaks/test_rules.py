"""The replay against the oracle, and the laws that hold for every life."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .histories import LATER_PARTS, Life, do, lives
from .oracle import DAY
from .product import Product

NOT_OURS_YET = {"leave", "end_leave", "cancel_leave"}  # their limits come with the doors of leave
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
usual = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=QUIET)


def tell(life: Life) -> None:
    """Every deed is answered alike, and after each the two show the same."""
    oracle, product = life.oracle(), Product(life.zone, life.day_start)
    for number, deed in enumerate(life.deeds):
        if product.confounds(deed):
            continue
        assert product.do(deed) == do(oracle, deed), (number, deed)
        assert product.show(deed.now) == oracle.show(deed.now), (number, deed)
    for later in (0, 1, 3):
        now = life.deeds[-1].now + later * DAY
        for imported in (True, False):
            assert product.show(now, imported) == oracle.show(now, imported), later


@usual
@given(lives(without=LATER_PARTS))
def test_a_life_reads_as_the_oracle_reads_it(life: Life):
    tell(life)


@usual
@given(lives(without=NOT_OURS_YET))
def test_rest_and_outages_read_as_the_oracle_reads_them(life: Life):
    tell(life)


@pytest.mark.deep
@settings(parent=usual, max_examples=2500)
@given(lives(without=LATER_PARTS, steps_back=False))
def test_thousands_of_lives_read_as_the_oracle_reads_them(life: Life):
    tell(life)


@pytest.mark.deep
@settings(parent=usual, max_examples=2500)
@given(lives(without=LATER_PARTS | {"settings", "go_home"}))
def test_thousands_of_lives_under_a_clock_that_steps_back_read_alike(life: Life):
    """Without servers' settings: their dates are all that places them, so where the clock steps
    back over one, the two hands may differ on which came first."""
    tell(life)


@usual
@given(lives(without=LATER_PARTS))
def test_figures_stay_within_their_bounds(life: Life):
    product = Product(life.zone, life.day_start)
    for deed in life.deeds:
        product.do(deed)
        shown = product.show(deed.now)
        assert 0 <= shown.streak <= shown.longest <= shown.total
        assert all(0 <= freezes <= 3 for _, _, _, freezes in shown.ledger)


@usual
@given(lives(without=LATER_PARTS, steps_back=False))
def test_today_never_goes_back_and_never_runs_ahead(life: Life):
    product, begin = Product(life.zone, life.day_start), None
    last = None
    for deed in life.deeds:
        product.do(deed)
        today = product.show(deed.now).today
        begin = begin or (deed.now, today)
        assert last is None or today >= last
        assert (today - begin[1]).days <= -((begin[0] - deed.now) // DAY) + 2
        last = today


@usual
@given(lives(without=LATER_PARTS))
def test_a_streak_ends_at_the_very_second_that_was_announced(life: Life):
    product = Product(life.zone, life.day_start)
    for deed in life.deeds:
        product.do(deed)
        ends = product.show(deed.now).expires_at
        if ends and ends > deed.now:
            assert product.show(ends - DAY / 86400).streak > 0
            assert product.show(ends).streak == 0


@usual
@given(lives(without=LATER_PARTS), st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(life: Life, shuffler):
    product = Product(life.zone, life.day_start)
    for deed in life.deeds:
        product.do(deed)
    now = life.deeds[-1].now
    before = product.show(now)
    entries = list(product.own.items())
    shuffler.shuffle(entries)
    product.own = type(product.own)(dict(entries))
    assert product.show(now) == before


@usual
@given(lives(without=LATER_PARTS | {"settings", "go_home"}))
def test_entering_yesterday_lowers_nothing(life: Life):
    product = Product(life.zone, life.day_start)
    for deed in life.deeds:
        product.do(deed)
    now = life.deeds[-1].now
    before = product.show(now)
    product.own[before.today - DAY, True] += 1
    after = product.show(now)
    assert after.streak >= before.streak
    assert (after.longest, after.total) >= (before.longest, before.total)
    assert after.freezes >= before.freezes
