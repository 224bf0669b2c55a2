"""Ten minutes in which Discord fails, in each way it has: all arrives once, and little is asked."""

import asyncio

import pytest

from tests.crash.crew import Crew
from tests.crash.lab import Lab
from tests.crash.moments import ALL, POSTS

TEN_MINUTES = 600  # seconds
# Above the 10 s that a call may take; discord.py waits out a 429 that is shorter.
SECONDS = {"slow": 11, "429": 60}

deep = pytest.mark.deep


@pytest.mark.parametrize(
    "action",
    [
        "failed",
        *(pytest.param(each, marks=deep) for each in ("500", "503", "429", "slow", "reset")),
    ],
)
async def test_ten_minutes_of_trouble_are_lived_through(lab, action, record_property):
    await live_through_trouble(lab, 1, 40, action)
    record_property("figure", f"ten minutes of {action}, SQLite: {lab.told()}")


@deep
@pytest.mark.parametrize("action", ["failed", "500", "429", "slow", "reset"])
async def test_three_on_postgres_live_through_trouble(postgres_lab, action, record_property):
    await live_through_trouble(postgres_lab, 3, 120, action)
    record_property(
        "figure", f"ten minutes of {action}, PostgreSQL, 3 processes: {postgres_lab.told()}"
    )


async def live_through_trouble(lab: Lab, processes: int, people: int, action: str) -> None:
    await lab.settle(groups=1, each=people)
    seconds = SECONDS.get(action, 1)
    async with Crew(lab, processes):
        await lab.stage.trouble(action, match=POSTS, seconds=seconds, times=ALL)
        lab.turns(lab.groups[0])
        await lab.stage.met_trouble()
        for _ in range(TEN_MINUTES // 60):
            await asyncio.sleep(2.0)  # a tick or two
            await lab.at_rest()
            lab.passes(minutes=1)
        await lab.stage.calm()
        await lab.all_marked(len(lab.groups))
    assert (lab.lost(), lab.double()) == ([], [])
    assert lab.asked() <= 2 * people
