"""When a streak ended, read from the ledger."""

from datetime import date

import pytest

from bot.days import DAY
from cogs.streaks.cover import Verdict
from cogs.streaks.losing import Lost, lost
from cogs.streaks.rules import Day, Record

MONDAY = date(2026, 3, 2)
KINDS = {"x": Verdict.DONE, "f": Verdict.FROZEN, "r": Verdict.REST, ".": Verdict.MISSED}


def life(days: str) -> Record:
    """A day a sign, the last one being today: x done, f frozen, r rest, . missed, ? open."""
    streak, lines = 0, []
    for n, sign in enumerate(days):
        streak = {"x": streak + 1, ".": 0}.get(sign, streak)
        verdict = KINDS.get(sign, Verdict.OPEN)
        lines.append(Day(MONDAY + n * DAY, verdict, streak, 0))
    longest = max(line.streak for line in lines)
    return Record(tuple(lines), longest, days.count("x"), None, {})


@pytest.mark.parametrize(
    ("days", "ended", "length"),
    [
        ("xx.?", 2, 2),  # it ended on Wednesday
        ("xx.x", 2, 2),  # the next has begun
        ("xx.x?", 2, 2),
        ("xfr.?", 3, 1),
        ("xxx.x.?", 5, 1),  # the last one that ended
        ("xx....?", 2, 2),
    ],
)
def test_the_last_streak_that_ended(days, ended, length):
    longest = life(days).longest
    assert lost(life(days)) == Lost(MONDAY + ended * DAY, length, longest)


@pytest.mark.parametrize("days", ["?", "x", "xx?", "xfx?", "..?", "..x", "xx.xx", "xx.xx?", "r?"])
def test_nothing_ended_or_it_is_past(days):
    assert lost(life(days)) is None
