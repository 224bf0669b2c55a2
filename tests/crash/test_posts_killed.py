"""SIGKILL around every step of a post, then a while of nothing: each slot arrives exactly once."""

from itertools import cycle

import pytest

from tests.crash.crew import Crew
from tests.crash.lab import Lab, Stood
from tests.crash.moments import MOMENTS

DOWN = (0, 20, 70, 330, 620)  # seconds; the longer ones are beyond what a nonce holds
EACH = 8
WITHIN_THE_WINDOW = 12  # groups: two hours and a half, of the six in which a post may still leave

deep = pytest.mark.deep


@pytest.mark.parametrize("rounds", [8, pytest.param(100, marks=deep)])
async def test_kills_on_sqlite_lose_and_double_nothing(lab, rounds, record_property):
    await live_through_kills(lab, 1, rounds)
    record_property("figure", f"kills while posting, SQLite: {lab.told()}")


@pytest.mark.parametrize("rounds", [6, pytest.param(75, marks=deep)])
async def test_kills_of_three_on_postgres_lose_and_double_nothing(
    postgres_lab, rounds, record_property
):
    await live_through_kills(postgres_lab, 3, rounds)
    record_property(
        "figure", f"kills while posting, PostgreSQL, 3 processes: {postgres_lab.told()}"
    )


async def live_through_kills(lab: Lab, processes: int, rounds: int) -> None:
    await lab.settle(groups=rounds, each=EACH)
    async with Crew(lab, processes) as crew:
        for number, (group, moment) in enumerate(zip(lab.groups, cycle(MOMENTS), strict=False), 1):
            await moment(lab, group)
            await crew.loses(lab.chance.randint(1, processes))
            await lab.notes(group)
            await lab.spares_nobody()
            await lab.stage.calm()
            lab.passes(seconds=lab.chance.choice(DOWN))
            await crew.complete()
            if number % WITHIN_THE_WINDOW == 0:
                await lab.all_marked(number)
        await lab.all_marked(rounds)
    assert (lab.lost(), lab.double()) == ([], [])
    assert lab.at_kills[Stood.CLAIMED]
    assert lab.at_kills[Stood.POSTED]
