"""How people write a day, and which day they mean (R5)."""

from datetime import date

import pytest

from cogs.streaks.entering import minutes_in, named

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


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("", 0),
        ("30", 30),
        (" 30 min ", 30),
        ("90m", 90),
        ("1.5 h", 90),
        ("1,5h", 90),
        ("1h30", 90),
        ("1 hour 30 minutes", 90),
        ("2 hours", 120),
        ("half an hour", None),
        ("1.5", None),
        ("-5", None),
        ("1e9", None),
        ("99999", None),
        ("٣٠", None),
        ("min", None),
    ],
)
def test_minutes_are_read_as_people_write_them(typed, minutes):
    assert minutes_in(typed) == minutes
