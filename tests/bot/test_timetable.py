"""Ticking: a job that fails is logged and runs again, one that is slow is never doubled."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from bot.timetable import Timetable

SOON = 0.002
PATIENCE = 2


@pytest.fixture
async def timetable():
    timetable = Timetable()
    yield timetable
    timetable.stop()


async def test_a_job_runs_again_and_again(timetable):
    ran = asyncio.Semaphore(0)

    async def job() -> None:
        ran.release()

    timetable.every(SOON, "job", job)
    timetable.start()
    async with asyncio.timeout(PATIENCE):
        for _ in range(3):
            await ran.acquire()


async def test_a_job_that_fails_is_logged_and_runs_again(timetable, caplog):
    times, again = 0, asyncio.Event()

    async def job() -> None:
        nonlocal times
        times += 1
        if times == 1:
            raise LookupError("the feed is gone")
        again.set()

    timetable.every(SOON, "poll", job)
    timetable.start()
    async with asyncio.timeout(PATIENCE):
        await again.wait()
    assert "a job failed and will run again name=poll" in caplog.text
    assert "the feed is gone" in caplog.text


async def test_a_job_that_is_slow_is_not_started_beside_itself(timetable):
    running, most, over, ticks = 0, 0, asyncio.Event(), asyncio.Semaphore(0)

    async def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _ in range(5):
            await ticks.acquire()
        running -= 1
        over.set()

    async def quick() -> None:
        ticks.release()

    timetable.every(SOON, "slow", slow)
    timetable.every(SOON, "quick", quick)
    timetable.start()
    async with asyncio.timeout(PATIENCE):
        await over.wait()
    assert most == 1


async def test_nothing_runs_after_the_stop(timetable):
    ran = asyncio.Event()

    async def job() -> None:
        ran.set()

    timetable.every(SOON, "job", job)
    timetable.start()
    async with asyncio.timeout(PATIENCE):
        await ran.wait()
    timetable.stop()
    ran.clear()
    await asyncio.sleep(5 * SOON)
    assert not ran.is_set()


async def test_a_timetable_that_never_started_can_be_stopped(timetable):
    timetable.stop()


class Wall(datetime):
    """The machine's clock, which somebody sets."""

    off = timedelta(0)

    @classmethod
    def now(cls, _zone: object = UTC) -> datetime:
        return datetime.now(UTC) + cls.off


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_clock_that_is_set_by_an_hour_stops_no_job(monkeypatch, hours):
    for reader in (base, interval):
        monkeypatch.setattr(reader, "datetime", Wall)
    monkeypatch.setattr(Wall, "off", timedelta(0))
    timetable, ran = Timetable(Wall, look_every=SOON), asyncio.Semaphore(0)

    async def job() -> None:
        ran.release()

    timetable.every(0.1, "job", job)
    timetable.start()
    async with asyncio.timeout(PATIENCE):
        await ran.acquire()
        Wall.off = timedelta(hours=hours)
        for _ in range(3):
            await ran.acquire()
    timetable.stop()
