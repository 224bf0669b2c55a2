"""The members' world, for the doors; and a morning with a courier, for what comes by itself."""

import asyncio
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from typing import Any

import pytest

from bot import courier, members, reminders
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.db import Database
from bot.members import Answer, Person
from bot.offers import Shelves
from cogs.streaks.cog.day import DayLines
from cogs.streaks.service import Streaks
from cogs.today.cog import Bundle, Snoozed
from cogs.today.service import Today
from tests.courier.conftest import Discord
from tests.streaks.saying import say
from tests.support.clock import FrozenClock
from tests.support.world import anywhere, build_bot, simcord_bot, world, world_clock

__all__ = ["anywhere", "build_bot", "simcord_bot", "world", "world_clock"]

ADA = Person(11, 7)


@dataclass
class Days:
    """Ada's days, and what arrives in her direct messages."""

    db: Database
    clock: FrozenClock
    discord: Discord
    streaks: Streaks
    today: Today
    letters: courier.Letters

    async def wants(self, at: time | None) -> None:
        async with self.db.transaction() as conn:
            await members.meet(conn, ADA, self.clock.now())
            await members.say(conn, ADA.id, Answer.REMINDER, at)

    async def wants_on(self, weekdays: Collection[int], at: time | None) -> None:
        async with self.db.transaction() as conn:
            await reminders.differ(conn, ADA.id, weekdays, at)

    async def moves(self, zone: str) -> None:
        async with self.db.transaction() as conn:
            await members.move(conn, ADA, self.clock.now(), zone, time(0))

    async def checks_in(self) -> None:
        await self.streaks.check_in(ADA, say(sent=self.clock.now()))

    async def passes(self, **span: float) -> list[str]:
        """Time goes by; what has arrived since, as its words."""
        before = len(self.discord.posted)
        self.clock.advance(**span)
        keeper = Courier(self.db, self.clock, self.letters, Carrier(self.discord))  # type: ignore[arg-type]
        await asyncio.wait_for(keeper.tick(), 20)
        return [json.dumps(post["components"]) for post in self.discord.posted[before:]]


@pytest.fixture
def days(db: Database, clock: FrozenClock) -> Days:
    shelves, letters = Shelves(), courier.Letters()
    streaks, today = Streaks(db, clock), Today(db, clock, shelves)
    lines: Any = DayLines(streaks)
    shelves.bundle.put(lines.reminder)
    db.watchers.append(streaks.follow)
    db.planners.append(today.plan)
    for letter in (Bundle(today), Snoozed(today)):
        letters.put(letter)
    return Days(db, clock, Discord(clock), streaks, today, letters)
