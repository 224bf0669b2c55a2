"""The replay of ten years of daily check-ins, which every card of the streak rests on, and the
picture of the last of them."""

import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bench.figures import Row
from bot.days import Calendar, Setting
from cogs.streaks.facts import Entry, Facts
from cogs.streaks.grid import last_weeks
from cogs.streaks.heatmap import drawn
from cogs.streaks.rules import replay

DAY = timedelta(days=1)
TEN_YEARS = 3652
REPEATS = 50
ZONE = "America/New_York"  # with daylight saving, twice a year


async def rows(_: Path) -> list[Row]:
    first = date(2016, 11, 1)
    days = [first + n * DAY for n in range(TEN_YEARS)]
    start = datetime.combine(first, time(12), UTC)
    calendar = Calendar([Setting(start, ZONE, time(0))], latest=days[-1])
    facts = Facts(calendar, entries=[Entry(day) for day in days])
    now = start + (TEN_YEARS - 1) * DAY
    assert replay(facts, now).streak == TEN_YEARS
    shown = last_weeks(replay(facts, now))
    return [
        Row("replay of ten years of daily check-ins", _times(lambda: replay(facts, now))),
        Row(
            f"drawing a heat map of {len(drawn(shown)) / 1024:.0f} KiB",
            _times(lambda: drawn(shown)),
        ),
    ]


def _times(do: Callable[[], object]) -> list[float]:
    return [_once(do) for _ in range(REPEATS)]


def _once(do: Callable[[], object]) -> float:
    begun = clock.perf_counter()
    do()
    return (clock.perf_counter() - begun) * 1000
