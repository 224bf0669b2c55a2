"""The replay of ten years of daily check-ins, which every card of the streak rests on."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bench.figures import Row
from bot.days import Calendar, Setting
from cogs.streaks.facts import Entry, Facts
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
    times = [_once(facts, now) for _ in range(REPEATS)]
    return [Row("replay of ten years of daily check-ins", times)]


def _once(facts: Facts, now: datetime) -> float:
    begun = clock.perf_counter()
    replay(facts, now)
    return (clock.perf_counter() - begun) * 1000
