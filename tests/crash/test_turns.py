"""IDENTIFYs of one bucket are five seconds apart, whichever process sends them, killed ones too."""

import asyncio
import time
from itertools import pairwise

import pytest

from deploy.playground.gateway import Gateway
from tests.support.process import Process

SPACING = 5.0


@pytest.fixture
def identified(monkeypatch):
    """(shard, when by the steady clock), as it is heard."""
    heard, identify = [], Gateway._identify

    def noted(gateway, line, session, data):
        heard.append((data["shard"][0], time.monotonic()))
        identify(gateway, line, session, data)

    monkeypatch.setattr(Gateway, "_identify", noted)
    return heard


def shard(stage, number: int) -> Process:
    return stage.bot(DAYMARK_SHARDS=f"{number}/3")


async def test_processes_on_one_postgres_take_turns_even_when_one_is_killed(
    postgres_stage, identified, record_property
):
    stage = postgres_stage
    stage.town.hub.gateway.max_concurrency = 2  # shards 0 and 2 share a bucket, 1 has its own
    async with shard(stage, 0) as first, shard(stage, 1) as other, shard(stage, 2) as second:
        await stage.until(lambda: {0, 2} & {number for number, _ in identified})
        killed = first if identified[-1][0] == 0 else second
        await killed.kill()
        async with shard(stage, 0 if killed is first else 2) as again:
            await asyncio.gather(other.ready(), again.ready())
            await (second if killed is first else first).ready()
    apart = gaps([at for number, at in identified if number != 1])
    assert len(apart) == 2
    record_property("figure", f"identifies of one bucket: {min(apart):.2f} s apart at least")
    assert min(apart) >= SPACING
    assert min(gaps([at for _, at in identified])) < SPACING


def gaps(instants: list[float]) -> list[float]:
    return [later - sooner for sooner, later in pairwise(instants)]
