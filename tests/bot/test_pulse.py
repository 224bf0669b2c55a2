"""When the bot could answer, and which silences are kept as outages (STREAKS R13)."""

from datetime import timedelta

import pytest
import sqlalchemy

from bot import outages
from bot.clock import steady
from bot.outages import Share, Span
from bot.pulse import Pulse
from tests.support.clock import MONDAY_NOON

MINUTE = timedelta(minutes=1)


class Machine:
    """One on which processes come and go, with a clock that may be set and one that never is."""

    def __init__(self, db, clock) -> None:
        self.db, self.clock, self.passed = db, clock, 1000.0

    async def start(self, share: Share = Share()) -> Pulse:  # noqa: B008
        heart = Pulse(self.db, self.clock, share, lambda: self.passed)
        await heart.wake()
        return heart

    def wait(self, span: timedelta) -> None:
        self.passed += span.total_seconds()
        self.clock.at += span

    async def noticed(self) -> list[Span]:
        async with self.db.reading() as conn:
            return await outages.known(conn)

    async def minutes_noticed(self) -> list[tuple[float, float]]:
        """Of each outage, in minutes after Monday noon."""
        return [
            tuple((each - MONDAY_NOON) / MINUTE for each in span) for span in await self.noticed()
        ]


@pytest.fixture
def machine(db, clock) -> Machine:
    return Machine(db, clock)


async def test_before_the_first_heartbeat_there_is_no_outage(machine):
    heart = await machine.start()
    machine.wait(60 * MINUTE)
    assert not await heart.beat()
    assert await machine.noticed() == []


async def test_a_heart_that_beats_each_minute_has_no_outage(machine):
    heart = await machine.start()
    for _ in range(30):
        assert not await heart.beat()
        machine.wait(MINUTE)
    assert await machine.noticed() == []


@pytest.mark.parametrize(("silent", "noticed"), [(599, []), (600, [(0, 10)])])
async def test_ten_minutes_without_one_are_an_outage(machine, silent, noticed):
    """As when the connection was lost, or the disk was full."""
    heart = await machine.start()
    await heart.beat()
    machine.wait(timedelta(seconds=silent))
    assert await heart.beat() is bool(noticed)
    assert await machine.minutes_noticed() == noticed
    assert not await heart.beat()
    assert await machine.minutes_noticed() == noticed


async def test_a_start_knows_the_outage_before_anyone_is_answered(machine):
    await (await machine.start()).beat()
    machine.wait(60 * MINUTE)
    heart = await machine.start()
    assert await machine.minutes_noticed() == [(0, 60)]
    machine.wait(2 * MINUTE)  # until Discord lets us in
    assert await heart.beat()
    assert await machine.minutes_noticed() == [(0, 60), (60, 62)]


async def test_a_short_stop_and_a_long_wait_for_discord_are_one_outage(machine):
    await (await machine.start()).beat()
    machine.wait(6 * MINUTE)
    heart = await machine.start()
    assert await machine.noticed() == []
    machine.wait(6 * MINUTE)
    assert await heart.beat()
    assert await machine.minutes_noticed() == [(0, 12)]


async def test_a_quick_restart_is_none(machine):
    await (await machine.start()).beat()
    machine.wait(5 * MINUTE)
    heart = await machine.start()
    machine.wait(4 * MINUTE)
    assert not await heart.beat()
    assert await machine.noticed() == []


@pytest.mark.parametrize("jump", [timedelta(days=7), timedelta(days=-7)])
async def test_a_clock_that_is_set_is_no_outage(machine, jump):
    heart = await machine.start()
    for _ in range(3):
        await heart.beat()
        machine.wait(MINUTE)
        machine.clock.at += jump
        assert not await heart.beat()
    assert not (await machine.start())._down
    assert await machine.noticed() == []


async def test_an_outage_under_a_clock_that_is_set_is_as_long_as_it_was(machine):
    heart = await machine.start()
    await heart.beat()
    machine.wait(30 * MINUTE)
    machine.clock.at += timedelta(days=7)
    await heart.beat()
    [outage] = await machine.noticed()
    assert outage == Span(machine.clock.now() - 30 * MINUTE, machine.clock.now())


async def test_a_clock_that_went_back_while_we_were_gone_is_no_outage(machine):
    await (await machine.start()).beat()
    machine.clock.at -= timedelta(days=1)
    heart = await machine.start()
    assert not await heart.beat()
    assert await machine.noticed() == []


async def test_a_heartbeat_that_could_not_be_kept_is_none(machine):
    heart = await machine.start()
    await heart.beat()
    async with machine.db.transaction() as conn:
        await conn.execute(sqlalchemy.text("ALTER TABLE heartbeats RENAME TO elsewhere"))
    machine.wait(11 * MINUTE)
    with pytest.raises(sqlalchemy.exc.DBAPIError):
        await heart.beat()
    async with machine.db.transaction() as conn:
        await conn.execute(sqlalchemy.text("ALTER TABLE elsewhere RENAME TO heartbeats"))
    machine.wait(MINUTE)
    assert await heart.beat()
    assert await machine.minutes_noticed() == [(0, 12)]


async def test_a_stopped_heart_beats_no_more(machine):
    heart = await machine.start()
    await heart.beat()
    await heart.stop()
    machine.wait(60 * MINUTE)
    assert not await heart.beat()
    assert await machine.noticed() == []


# Several processes, each with a share of the shards


async def test_a_part_that_nobody_serves_is_an_outage_while_the_rest_goes_on(machine):
    one, two = await machine.start(Share((0,), 2)), await machine.start(Share((1,), 2))
    await one.beat()
    await two.beat()
    for _ in range(20):
        machine.wait(MINUTE)
        await one.beat()
    await machine.start(Share((1,), 2))
    assert await machine.minutes_noticed() == [(0, 20)]


@pytest.mark.parametrize("share", [Share((0, 1), 4), Share((0, 1, 2, 3), 4), Share()])
async def test_another_cut_of_the_shards_goes_on_where_the_last_one_ended(machine, share):
    """Also back to a cut that was given up long ago."""
    await (await machine.start(share)).beat()
    machine.wait(600 * MINUTE)
    async with machine.db.transaction() as conn:
        await outages.beat(conn, Share((0,), 2), machine.clock.now())
    machine.wait(MINUTE)
    assert not await (await machine.start(share)).beat()
    assert await machine.noticed() == []


async def test_shards_that_were_grouped_otherwise_are_each_heard(machine):
    one, two = await machine.start(Share((0, 1), 3)), await machine.start(Share((2,), 3))
    await two.beat()
    machine.wait(15 * MINUTE)
    await one.beat()
    await machine.start(Share((1, 2), 3))
    assert await machine.minutes_noticed() == [(0, 15)]


def test_the_steady_clock_goes_on():
    before = steady()
    assert steady() >= before
