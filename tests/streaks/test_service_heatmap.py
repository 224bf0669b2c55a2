"""The picture of a year as a service, on both databases."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from cogs.streaks import heatmap
from cogs.streaks.grid import Mark
from cogs.streaks.service import Heatmaps
from tests.streaks.saying import ADA, BEN, say


class Watched(ThreadPoolExecutor):
    """Notes what its threads were given to do, as `asyncio.to_thread` wraps it."""

    def __init__(self) -> None:
        super().__init__()
        self.given = list[object]()

    def submit(self, do: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += [do, *getattr(do, "args", ())]
        return super().submit(do, *args, **kwargs)


@pytest.fixture
def heatmaps(db, clock) -> Heatmaps:
    return Heatmaps(db, clock)


async def test_the_picture_counts_what_the_record_counts(heatmaps, streaks, clock):
    for minutes in (30, 0, 45):
        await streaks.check_in(ADA, say(minutes=minutes, sent=clock.now()))
        clock.advance(days=1)
    found = await heatmaps.draw(ADA, None)
    assert len(found.grid.days(Mark.DONE)) == 3
    assert (found.longest, found.minutes, found.year) == (3, 75, None)
    assert found.png == heatmap.drawn(found.grid)
    assert await heatmaps.years(ADA) == range(2026, 2025, -1)


async def test_minutes_of_another_year_or_person_are_left_out(heatmaps, streaks, clock):
    await streaks.check_in(ADA, say(minutes=30, sent=clock.now()))
    await streaks.check_in(BEN, say(minutes=50, sent=clock.now()))
    clock.advance(days=365)
    await streaks.check_in(ADA, say(minutes=10, sent=clock.now()))
    assert (await heatmaps.draw(ADA, 2026)).minutes == 30
    assert (await heatmaps.draw(ADA, 2027)).minutes == 10
    assert (await heatmaps.draw(ADA, None)).minutes == 40


async def test_nobody_waits_while_a_picture_is_drawn(heatmaps, streaks, clock):
    await streaks.check_in(ADA, say(sent=clock.now()))
    with Watched() as threads:
        asyncio.get_running_loop().set_default_executor(threads)
        await heatmaps.draw(ADA, None)
    assert heatmap.drawn in threads.given
