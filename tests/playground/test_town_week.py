"""A week of moves: what leaves by itself arrives as it would if the days were lived."""

import json
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from deploy.playground.clock import Clock
from deploy.playground.playground import Playground
from deploy.playground.walk import walk
from tests.support.person import Person

DAY = 86400


async def wants_reminders(person: Person) -> None:
    form = await person.opens(await person.types("me settings"), "Change aims")
    await person.fills(form, track=["data-scientist"], hours=["5"], reminder=["08:00"])


async def weekdays_and_hours(person: Person) -> list[str]:
    """Of the reminders that came."""
    cards = await person.cards("dm")
    came = [card.message for card in cards if "today:snooze" in json.dumps(card.message)]
    return [f"{datetime.fromisoformat(each['timestamp']):%a %H:%M}" for each in came]


@pytest.mark.deep
async def test_a_week_brings_each_days_reminder_at_its_time(tmp_path):
    """Three unanswered make it weekly (PRODUCT, promise 10); a check-in a day keeps it daily."""
    async with (
        Playground(data=tmp_path, bot=True) as town,
        Person(town, "Ada") as ada,
        Person(town, "Ravi") as ravi,
    ):
        await ada.sees_bot(online=True)
        now = datetime.fromtimestamp(town.clock.now(), UTC)
        monday = datetime.combine(now + timedelta(7 - now.weekday()), time(10), UTC)
        await ada.moves_clock(minutes=(monday - now).total_seconds() / 60)
        await wants_reminders(ada)
        before = town.clock.offset
        await ada.moves_clock(days=7)
        assert town.clock.offset == before + 7 * DAY
        assert await weekdays_and_hours(ada) == ["Tue 08:00", "Wed 08:00", "Thu 08:00", "Sun 08:00"]
        await wants_reminders(ravi)
        for _ in range(4):
            await ravi.types("checkin", did="read on")
            await ravi.moves_clock(days=1)
        found = await weekdays_and_hours(ravi)
        assert found == ["Tue 08:00", "Wed 08:00", "Thu 08:00", "Fri 08:00"]


class Bot:
    """Posts at these instants, as soon as the clock is there; or never gets on."""

    def __init__(self, clock: Clock, *due: float, stuck: bool = False) -> None:
        self._clock, self._due, self._stuck = clock, [*due], stuck
        self.posted: list[float] = []

    async def due(self) -> float | None:
        if not self._stuck and self._due and self._due[0] <= self._clock.now():
            self.posted.append(self._clock.now())
            self._due.pop(0)
        return self._due[0] if self._due else None


async def test_the_clock_stops_where_something_is_due_and_nowhere_else(tmp_path):
    clock = Clock(tmp_path / "clock")
    now, moves = clock.now(), list[float]()
    bot = Bot(clock, *(now + day * DAY for day in (1, 2, 3, 9)))

    def move(offset: float) -> None:
        moves.append(offset)
        clock.move_to(offset)

    await walk(clock, 7 * DAY, bot.due, move)
    assert [round((each - now) / DAY, 3) for each in bot.posted] == [1, 2, 3]
    assert clock.offset == 7 * DAY
    assert all(a <= b for a, b in pairwise(moves))


@pytest.mark.parametrize("goal", [7 * DAY, -DAY])
async def test_a_bot_that_is_stuck_and_a_move_back_hold_nobody_up(tmp_path, monkeypatch, goal):
    monkeypatch.setattr("deploy.playground.walk.PATIENCE", 0.1)
    clock = Clock(tmp_path / "clock")
    bot = Bot(clock, clock.now() - 60, stuck=True)
    await walk(clock, goal, bot.due, clock.move_to)
    assert clock.offset == goal
