"""The replay against the oracle, and the laws that hold for every life."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from bot.days import DAY
from cogs.streaks.cover import Verdict

from .histories import BIRTHS, COMPOSED, LATER_PARTS, WEIGHTS, Deed, Life, do, lives
from .oracle import Oracle, Settings
from .product import HOME, Product

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
usual = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=QUIET)
PLACED_BY_DATE = {"settings", "go_home"}
ZONES = sorted({zone for zone, _ in BIRTHS})


def tell(life: Life) -> None:
    """Every deed is answered alike, and after each the two show the same; so do the weeks."""
    oracle, product = life.oracle(), Product(life.zone, life.day_start)
    for number, deed in enumerate(life.deeds):
        if product.confounds(deed):
            continue
        assert product.do(deed) == do(oracle, deed), (number, deed)
        assert product.show(deed.now) == oracle.show(deed.now), (number, deed)
    for later in (0, 1, 3, 9):
        now = life.deeds[-1].now + later * DAY
        for imported in (True, False):
            assert product.show(now, imported) == oracle.show(now, imported), later
        have_the_same_weeks(product, oracle, now)


def have_the_same_weeks(product: Product, oracle: Oracle, now) -> None:
    theirs, ours = oracle.rhythm(now), product.rhythm(now)
    assert ours.streak == theirs.streak
    assert [(w.monday, w.done, w.needed or 0, w.kept) for w in ours.weeks] == [
        (w.monday, w.done, w.needed, w.kept) for w in theirs.weeks
    ]
    first, last = ours.weeks[0].monday, ours.weeks[-1].monday
    for begin in (first, last):
        assert ours.percent(begin, last) == theirs.percent(begin, last)


def in_each_zone(zone: str, together: int, told: Callable[[Life], None], **options: Any) -> None:
    """A share of so many lives, the same each time; at random they would leave zones out."""

    @seed(ZONES.index(zone))
    @settings(parent=usual, max_examples=-(-together // len(ZONES)))
    @given(lives(goals=True, zone=zone, **options))
    def tell_each(life: Life) -> None:
        told(life)

    tell_each()


@pytest.mark.parametrize("zone", ZONES)
def test_a_life_reads_as_the_oracle_reads_it(zone: str):
    in_each_zone(zone, 200, tell, steps_back=False)


@settings(parent=usual, max_examples=60)
@given(lives(goals=True, without=PLACED_BY_DATE))
def test_a_life_under_a_clock_that_steps_back_reads_alike(life: Life):
    """Without servers' settings: their dates are all that places them, so where the clock steps
    back over one, the two hands may differ on which came first."""
    tell(life)


@pytest.mark.deep
@pytest.mark.parametrize("zone", ZONES)
def test_thousands_of_lives_read_as_the_oracle_reads_them(zone: str):
    in_each_zone(zone, 5000, tell, steps_back=False)


@pytest.mark.deep
@settings(parent=usual, max_examples=2500)
@given(lives(goals=True, without=PLACED_BY_DATE))
def test_thousands_of_lives_under_a_clock_that_steps_back_read_alike(life: Life):
    tell(life)


def test_the_lives_that_are_told_are_of_every_kind():
    """What the two hundred hold, and what comes of it: nothing is compared that never happens."""
    kinds: set[str] = set()
    verdicts: set[str] = set()

    def look(life: Life) -> None:
        product = Product(life.zone, life.day_start)
        kinds.update(deed.kind for deed in life.deeds if not isinstance(product.do(deed), str))
        verdicts.update(row[1] for row in product.show(life.deeds[-1].now).ledger)

    for zone in ZONES:
        in_each_zone(zone, 200, look, steps_back=False)
    assert kinds == {COMPOSED.get(kind, kind) for kind in WEIGHTS}
    assert verdicts == {*map(str, Verdict)}


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
@given(lives(without=LATER_PARTS), st.permutations(range(8)))
def test_the_order_of_entries_never_matters(life: Life, order: list[int]):
    """The same older days, entered one after the other in two orders."""
    now = life.deeds[-1].now
    told = []
    for days_ago in (range(8), order):
        product = Product(life.zone, life.day_start)
        product.do(a_week_back(life.deeds[0].now - DAY))
        for deed in life.deeds:
            product.do(deed)
        today = product.show(now).today
        answers = {n: enter(product, now, today - n * DAY) for n in days_ago}
        told.append((answers, product.show(now)))
    assert told[0] == told[1]


def a_week_back(at: datetime) -> Deed:
    terms = Settings(1, 7, 2, backdate_days=7)
    return Deed("settings", at, {"server": HOME, "settings": terms})


def enter(product: Product, now: datetime, day: date) -> Any:
    return product.do(Deed("check_in", now, {"day": day}))


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
    assert after.longest >= before.longest
    assert after.total >= before.total
    assert after.freezes >= before.freezes
