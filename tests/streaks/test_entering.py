"""How people write a day, and which day they mean (R5)."""

from datetime import date

import pytest

from cogs.streaks.entering import named

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", TUESDAY),
        ("today", TUESDAY),
        ("Yesterday", date(2026, 11, 23)),
        ("tuesday", TUESDAY),
        ("last tuesday", date(2026, 11, 17)),
        ("last monday", date(2026, 11, 23)),
        ("sun", date(2026, 11, 22)),
        ("2026-11-20", date(2026, 11, 20)),
        ("23 November", date(2026, 11, 23)),
        ("nov 23rd, 2026", date(2026, 11, 23)),
        ("30 december", date(2026, 12, 30)),
        ("15 march", date(2026, 3, 15)),
        ("2026-02-30", None),
        ("1 marathon", None),
        ("tomorrow", date(2026, 11, 25)),
        ("su", None),
        ("٣", None),
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, meant: date | None):
    assert named(typed, TUESDAY) == meant
