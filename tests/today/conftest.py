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
from bot.notices import Notice, Notices
from bot.offers import Shelves
from cogs.streaks.cog.day import DayLines
from cogs.streaks.service import Plans, Sharing, Streaks
from cogs.streaks.views.sharing import CHEERS, cheers
from cogs.today.cog import Daily, Snoozed
from cogs.today.service import BUNDLE, Bundles, Closed
from tests.courier.conftest import Discord
from tests.streaks.saying import say
from tests.support.cards import walk
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
    plans: Plans
    sharing: Sharing
    bundles: Bundles
    closed: Closed
    notices: Notices
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

    async def checks_in(self, minutes: int = 0) -> None:
        await self.streaks.check_in(ADA, say(minutes=minutes, sent=self.clock.now()))

    async def is_cheered(self, times: int) -> None:
        """For today, which they keep for it."""
        await self.checks_in()
        shared = await self.sharing.share(ADA, self.clock.now().date())
        assert shared
        for other in range(times):
            await self.sharing.cheer(Person(100 + other, ADA.guild), shared.id)

    @staticmethod
    def lines(words: str) -> list[str]:
        """All that is to be read in what has arrived."""
        parts = walk(json.loads(words))
        return [part["content"].replace("\u00a0", " ") for part in parts if "content" in part]

    async def passes(self, **span: float) -> list[str]:
        """Time goes by; what has arrived since, as its words."""
        before = len(self.discord.posted)
        self.clock.advance(**span)
        # The stand-in has what a Carrier asks of discord.py's client, and no more.
        carrier = Carrier(self.discord)  # type: ignore[arg-type]
        keeper = Courier(self.db, self.clock, self.letters, carrier)
        await asyncio.wait_for(keeper.tick(), 20)
        return [json.dumps(post["components"]) for post in self.discord.posted[before:]]


@pytest.fixture
def days(db: Database, clock: FrozenClock) -> Days:
    shelves, letters, notices = Shelves(), courier.Letters(), Notices(db)
    streaks, bundles = Streaks(db, clock), Bundles(db, clock, shelves, notices)
    lines: Any = DayLines(streaks)
    shelves.bundle.put(lines.asking)
    shelves.week.put(lines.week)
    notices.bundled(bundles.has_one)
    db.watchers.append(streaks.follow)
    db.planners.append(bundles.plan)
    for letter in (Daily(bundles), Snoozed(bundles)):
        letters.put(letter)
    letters.on_sent(BUNDLE, bundles.left)
    letters.on_blocked(bundles.refused)
    plans, sharing = Plans(db, clock), Sharing(db, clock)

    async def find(who: Person, told: int) -> Notice | None:
        new = await sharing.cheers_after(who, told)
        return cheers(new) if new else None

    notices.put(CHEERS, find, daily=True)
    closed, post = Closed(db, clock, bundles), Discord(clock)
    return Days(db, clock, post, streaks, plans, sharing, bundles, closed, notices, letters)
