"""A clock that is set by an hour, either way and in the middle of things: nothing comes twice, and
what a step forward has made due is there within seconds."""

import asyncio
import time

from tests.crash.crew import Crew
from tests.crash.lab import Lab, Standing, Stood
from tests.crash.moments import POSTS

EACH = 8
LATE_AT_MOST = 15.0  # seconds
TWO_TICKS = 4.2


async def test_a_clock_set_by_an_hour_doubles_nothing_and_delays_by_seconds(lab, record_property):
    await lab.settle(groups=7, each=EACH)
    first, *hour, last = lab.groups
    async with Crew(lab, 1):
        lab.turns(first)
        await lab.sees(first, all_there)
        await steps_back(lab)
        lab.passes(hours=1)
        began = time.monotonic()
        lab.passes(hours=1)  # five groups' time lies within it
        for group in hour:
            await lab.sees(group, all_there)
        late = time.monotonic() - began
        await lab.stage.trouble("drop", match=POSTS, times=4)  # fewer than what counts as trouble
        lab.turns(last)
        await lab.sees(last, lambda stood: stood[Stood.POSTED] + stood[Stood.MARKED] == EACH)
        await steps_back(lab)  # before any of them has been tried again
        await lab.sees(last, all_there)
        lab.passes(hours=1)
        await asyncio.sleep(TWO_TICKS)
    record_property("figure", f"a step of an hour, SQLite: {late:.1f} s late; {lab.told()}")
    assert late <= LATE_AT_MOST
    assert (lab.lost(), lab.double()) == ([], [])


async def steps_back(lab: Lab) -> None:
    lab.passes(hours=-1)
    await asyncio.sleep(TWO_TICKS)


def all_there(stood: Standing) -> bool:
    return stood[Stood.MARKED] == EACH
