"""The order of a board and what people read on it, against the oracle's (R12 and the rhythm)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.streaks.boards import BOARDS, Board, Figure, Measure, Period, Standing, ranked
from cogs.streaks.facts import Facts
from cogs.streaks.figures import PARTS, figures, percent, weeks
from cogs.streaks.rules import replay

from . import oracle_board
from .histories import Deed, Life, do, lives
from .oracle import DAY, Oracle
from .product import Product
from .test_rules import usual

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
PERIODS = {
    Period.WEEK: oracle_board.this_week,
    Period.MONTH: oracle_board.this_month,
    Period.ALL: oracle_board.always,
}


def place(person: int, streak: int, longest: int, total: int) -> Standing:
    return Standing(person, Figure(streak), longest, total)


def test_ties_share_a_rank_and_are_shown_by_longest_total_and_id():
    board = [place(4, 3, 3, 9), place(1, 5, 5, 5), place(3, 3, 8, 8), place(2, 3, 3, 9)]
    assert [(p.rank, p.person) for p in ranked(board, NOW)] == [(1, 1), (2, 3), (2, 2), (2, 4)]
    assert ranked([*board, place(9, 1, 1, 1)], NOW)[-1].rank == 5


def test_a_streak_that_has_ended_is_not_listed():
    ended = Standing(1, Figure(3, NOW, 0), 3, 3)
    assert ranked([ended, Standing(2, Figure(0), 3, 3)], NOW) == []
    assert len(ranked([ended], NOW - TICK)) == 1


def test_a_percent_ranks_exactly_and_is_shown_rounded_down():
    third, half = Fraction(100, 3), Fraction(100 * 5791, 2 * 5792)
    assert percent(int(third * PARTS)) == 33
    assert int(half * PARTS) < 50 * PARTS  # 49.99 of 5,792 weeks isn't 50
    assert percent(int(half * PARTS)) == 49
    assert int(Fraction(100 * 5790, 5791) * PARTS) < int(Fraction(100 * 5791, 5792) * PARTS)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("year", [2024, 2026])
def test_a_month_has_the_weeks_of_its_thursdays(year, month):
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    mondays = [day - 3 * DAY for day in days if day.weekday() == 3]
    assert weeks(days[0], days[-1]) == (mondays[0], mondays[-1])


told = settings(parent=usual, max_examples=12)
everything = lives(steps_back=False, goals=True)


@told
@given(st.lists(everything, min_size=2, max_size=3), st.integers(0, 24 * 40))
def test_every_board_reads_as_the_oracle_reads_it(people: list[Life], hours: int):
    """Each in their own zone, imported days left out, all taken at one instant."""
    told = [live(life) for life in people]
    now = max(life.deeds[-1].now for life in people) + timedelta(hours=hours)
    oracles = [(n, oracle) for n, (oracle, _) in enumerate(told)]
    rows = [standings(n, product, now) for n, (_, product) in enumerate(told)]
    for board in BOARDS:
        seen = ranked([row[board] for row in rows if board in row], now)
        expected = [(p.rank, p.person, kept(board, p.value)) for p in asked(oracles, now, board)]
        assert [(p.rank, p.person, p.value) for p in seen] == expected, board


@settings(parent=usual, max_examples=60)
@given(everything)
def test_a_figure_holds_until_it_turns_and_turns_to_what_is_then(life: Life):
    holds_until_it_turns(life)


def holds_until_it_turns(life: Life) -> None:
    """The oracle is asked just before the instant and at it; nothing happens meanwhile."""
    oracle, product = live(life)
    rows = standings(1, product, life.deeds[-1].now)
    for board, row in rows.items():
        if turns_at := row.figure.turns_at:
            assert row.figure.value == value(oracle, turns_at - TICK, board), board
            assert row.figure.then == value(oracle, turns_at, board), board
        else:
            later = life.deeds[-1].now + timedelta(days=90)
            assert row.figure.value == value(oracle, later, board), board


class Asked:
    """An oracle that is asked the same thing for several boards."""

    def __init__(self, oracle: Oracle) -> None:
        self.show, self.percent = cache(oracle.show), cache(oracle.percent)


def test_a_day_that_never_was_is_away_once_it_is_over():
    """To Samoa on 30 December 2011: that date stays today there until the 31st begins."""
    first = datetime(2011, 12, 26, 12, tzinfo=UTC)
    move = Deed(
        "move",
        first + timedelta(days=3, hours=17),
        {"zone": "Pacific/Apia", "day_start": time(0)},
    )
    life = Life("UTC", time(0), [Deed("check_in", first, {}), Deed("goal", first, {"n": 7}), move])
    _, product = live(life)
    figure = standings(1, product, move.now)[Board(Measure.PERCENT, Period.WEEK)].figure
    assert figure == Figure(100 * PARTS // 7, move.now + timedelta(hours=5), 100 * PARTS // 6)
    holds_until_it_turns(life)


def live(life: Life) -> tuple[Asked, Product]:
    oracle, product = life.oracle(), Product(life.zone, life.day_start)
    for deed in life.deeds:
        if not product.confounds(deed):
            do(oracle, deed)
            product.do(deed)
    return Asked(oracle), product


def facts_of(product: Product, now: datetime) -> Facts:
    return replace(product.facts(now), goals=product.goals)


def standings(person: int, product: Product, now: datetime) -> dict[Board, Standing]:
    """The stored rows, computed when they were written and read later (R11)."""
    facts = facts_of(product, now)
    record = replay(facts, now, imported=False)
    found = figures(facts, record)
    return {b: Standing(person, f, record.longest, record.total) for b, f in found.items()}


def value(oracle: Asked, now: datetime, board: Board) -> int:
    found = asked([(1, oracle)], now, board)
    return kept(board, found[0].value) if found else 0


def kept(board: Board, read: Fraction) -> int:
    """A percent is kept in whole parts."""
    return int(read * PARTS) if board.measure is Measure.PERCENT else int(read)


def asked(
    people: Sequence[tuple[int, Asked]], now: datetime, board: Board
) -> list[oracle_board.Place]:
    period = PERIODS[board.period]
    match board.measure:
        case Measure.DAYS:
            return oracle_board.by_days(people, now, period)
        case Measure.PERCENT:
            return oracle_board.by_percent(people, now, period)
        case _:
            kept_one = {p.person for p in oracle_board.by_days(people, now, period)}
            return oracle_board.by_streak([each for each in people if each[0] in kept_one], now)


@pytest.mark.parametrize("board", BOARDS, ids=" ".join)
def test_nobody_is_on_a_board_before_the_first_day(board):
    product = Product("UTC", NOW.time())
    assert ranked([row for row in [standings(1, product, NOW).get(board)] if row], NOW) == []
