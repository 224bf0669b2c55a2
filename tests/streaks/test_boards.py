"""The order of a board, against the oracle's (R12)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.streaks.boards import Standing, ranked
from cogs.streaks.rules import replay

from . import oracle_board
from .histories import LATER_PARTS, Life, do, lives
from .product import Product
from .test_rules import usual

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def place(person: int, streak: int, longest: int, total: int) -> Standing:
    return Standing(person, streak, longest, total, NOW + timedelta(days=1))


def test_ties_share_a_rank_and_are_shown_by_longest_total_and_id():
    board = ranked(
        [place(4, 3, 3, 9), place(1, 5, 5, 5), place(3, 3, 8, 8), place(2, 3, 3, 9)], NOW
    )
    assert [(p.rank, p.standing.person) for p in board] == [(1, 1), (2, 3), (2, 2), (2, 4)]
    assert ranked([*(p.standing for p in board), place(9, 1, 1, 1)], NOW)[-1].rank == 5


def test_a_streak_that_has_ended_is_not_listed():
    assert ranked([Standing(1, 3, 3, 3, NOW), Standing(2, 0, 3, 3, None)], NOW) == []


@settings(parent=usual, max_examples=60)
@given(st.lists(lives(without=LATER_PARTS, steps_back=False), min_size=2, max_size=5))
def test_a_board_reads_as_the_oracle_reads_it(people: list[Life]):
    """Each in their own zone, imported days left out, all taken at one instant."""
    told = [(life.oracle(), Product(life.zone, life.day_start), life) for life in people]
    for oracle, product, life in told:
        for deed in life.deeds:
            if not product.confounds(deed):
                do(oracle, deed)
                product.do(deed)
    now = max(life.deeds[-1].now for life in people)
    rows = [standing(n, product, now) for n, (_, product, _) in enumerate(told)]
    expected = oracle_board.by_streak([(n, oracle) for n, (oracle, _, _) in enumerate(told)], now)
    seen = [(p.rank, p.standing.person, p.standing.streak) for p in ranked(rows, now)]
    assert seen == [(p.rank, p.person, p.value) for p in expected]


def standing(person: int, product: Product, now: datetime) -> Standing:
    """The stored row, computed when it was written and read later (R11)."""
    record = replay(product.facts(now), now, imported=False)
    return Standing(person, record.streak, record.longest, record.total, record.expires_at)
