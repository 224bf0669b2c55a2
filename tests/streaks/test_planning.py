"""The limits of leave, beside a literal reading of them (R8)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.streaks.planning import Unfit, dates, most_in_a_year, unfit

TODAY, DAY = date(2026, 3, 2), timedelta(days=1)
SOME_DAYS = st.sets(st.integers(1, 800).map(lambda n: TODAY + n * DAY), max_size=90)


def literally(days: set[date]) -> int:
    """Begins a year at each of the days and counts."""
    return max((sum(0 <= (d - first).days < 365 for d in days) for first in days), default=0)


@given(SOME_DAYS, st.sets(st.sampled_from([0, 1, 363, 364, 365, 366, 729, 730])))
def test_a_year_is_any_365_dates(days, edges):
    days |= {TODAY + n * DAY for n in edges}
    assert most_in_a_year(days) == literally(days)


@given(SOME_DAYS, st.integers(-2, 5) | st.integers(340, 370), st.integers(-1, 25))
def test_a_range_is_refused_for_the_first_limit_it_breaks(planned, ahead, longer):
    first = TODAY + ahead * DAY
    last = first + longer * DAY
    too_much = literally(planned | set(dates(first, last))) > 60
    cases = [
        (Unfit.TOO_SOON, ahead < 1),
        (Unfit.BACKWARDS, longer < 0),
        (Unfit.TOO_LONG, longer > 20),
        (Unfit.TOO_FAR, ahead + longer > 366),
        (Unfit.TOO_MUCH, too_much),
    ]
    expected = next((wrong for wrong, holds in cases if holds), None)
    assert unfit(first, last, TODAY, planned) == expected


def test_sixty_days_in_a_year_are_taken_and_one_more_is_not():
    planned = set(dates(TODAY + DAY, TODAY + 40 * DAY))
    first = TODAY + 100 * DAY
    assert unfit(first, first + 19 * DAY, TODAY, planned) is None
    assert unfit(first, first + 20 * DAY, TODAY, planned) is Unfit.TOO_MUCH
    assert unfit(TODAY + 366 * DAY, TODAY + 366 * DAY, TODAY, planned) is None
