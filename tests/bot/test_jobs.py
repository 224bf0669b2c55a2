"""Jobs: each is a due row that one process takes, also after a kill and under a moved clock."""

import asyncio

import pytest

from bot.jobs import Jobs, Worker

HOUR = 3_600


class Feeds:
    """A job that counts, and can be told to fail or to take its time."""

    def __init__(self, clock):
        self.times, self.fails = [], False
        self._clock = clock
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def poll(self):
        self.times.append(self._clock.now())
        await self.go_on.wait()
        if self.fails:
            raise LookupError("the feed is gone")


@pytest.fixture
def feeds(clock):
    return Feeds(clock)


@pytest.fixture
def process(db, clock, feeds):
    """Another process on the same database."""

    def started():
        jobs = Jobs()
        jobs.every(HOUR, "feeds", feeds.poll)
        return Worker(db, clock, jobs)

    return started


async def work(worker):
    await worker.tick()
    await worker.settled()


async def test_it_is_done_at_once_and_then_every_hour(process, feeds, clock):
    worker = process()
    for _ in range(9):
        await work(worker)
        clock.advance(minutes=20)
    assert len(feeds.times) == 3


async def test_three_processes_do_it_once(process, feeds, clock):
    workers = [process() for _ in range(3)]
    for _ in range(3):
        await asyncio.gather(*map(work, workers))
        clock.advance(hours=1)
    assert len(feeds.times) == 3


async def test_what_fell_due_while_nobody_ran_is_done_once(process, feeds, clock):
    await work(process())
    clock.advance(days=3)
    after = process()
    await work(after)
    await work(after)
    assert len(feeds.times) == 2


async def test_one_that_fails_is_logged_and_done_again(process, feeds, clock, caplog):
    feeds.fails = True
    worker = process()
    await work(worker)
    assert "a job failed and will run again name=feeds" in caplog.text
    clock.advance(hours=1)
    await work(worker)
    assert len(feeds.times) == 2


async def test_a_long_one_is_left_to_whoever_is_at_it(process, feeds, clock):
    feeds.go_on.clear()
    mine, other = process(), process()
    for _ in range(20):
        await mine.tick()
        await other.tick()
        await asyncio.sleep(0)
        clock.advance(seconds=30)
    assert len(feeds.times) == 1
    feeds.go_on.set()
    await mine.settled()


async def test_what_a_killed_process_was_at_is_done_by_another(process, feeds, clock):
    feeds.go_on.clear()
    killed, other = process(), process()
    await killed.tick()
    await asyncio.sleep(0)
    await other.tick()
    assert len(feeds.times) == 1
    clock.advance(seconds=61)
    await other.tick()
    await asyncio.sleep(0)
    assert len(feeds.times) == 2
    feeds.go_on.set()
    await killed.settled()
    await work(process())
    assert len(feeds.times) == 2
    await other.settled()


async def test_what_a_stop_cut_short_is_due_for_the_next_process(
    process, feeds, clock, monkeypatch
):
    monkeypatch.setattr("bot.jobs.LAST_MOMENT", 0)
    feeds.go_on.clear()
    stopped = process()
    await stopped.tick()
    await asyncio.sleep(0)
    await stopped.stop()
    feeds.go_on.set()
    await work(process())
    assert len(feeds.times) == 2
    await work(stopped)
    assert len(feeds.times) == 2


@pytest.mark.parametrize("hours", [-5, 5])
async def test_a_clock_that_was_set_keeps_nothing_waiting(process, feeds, clock, hours):
    worker = process()
    await work(worker)
    clock.advance(hours=hours)
    await work(worker)
    await work(worker)
    assert len(feeds.times) == 2
    clock.advance(hours=1)
    await work(worker)
    assert len(feeds.times) == 3


async def test_a_nightly_one_is_done_in_the_night_and_made_up_for_once(db, clock, feeds):
    jobs = Jobs()
    jobs.nightly("backup", feeds.poll)
    worker = Worker(db, clock, jobs)
    for _ in range(24):
        await work(worker)
        clock.advance(hours=1)
    assert [at.hour for at in feeds.times] == [3]
    clock.advance(days=5)
    await work(worker)
    await work(worker)
    assert [at.hour for at in feeds.times] == [3, 12]
    clock.advance(hours=15)
    await work(worker)
    assert [at.hour for at in feeds.times] == [3, 12, 3]


def test_two_jobs_of_one_name_are_a_mistake(process, feeds):
    jobs = Jobs()
    jobs.every(1, "feeds", feeds.poll)
    with pytest.raises(ValueError, match="two jobs are called feeds"):
        jobs.every(2, "feeds", feeds.poll)
