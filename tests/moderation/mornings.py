"""A server with a moderators' channel and a courier, for what leaves by itself."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, places
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.db import Database
from bot.offers import Shelves, Waiting
from cogs.moderation import NEED
from cogs.moderation.cog.summary import Summary
from cogs.moderation.service.inbox import MODERATORS, Inbox
from tests.courier.conftest import Discord
from tests.support.clock import FrozenClock

SERVER, ROOM = 7, 70


@dataclass
class Mornings:
    """What waits in the server, and what arrives in its moderators' channel."""

    db: Database
    clock: FrozenClock
    discord: Discord
    letters: courier.Letters
    waits: list[Waiting] = field(default_factory=list)

    async def waiting(self, _conn: AsyncConnection, guild: int) -> Sequence[Waiting]:
        return self.waits if guild == SERVER else []

    def asked(self, **ago: float) -> None:
        self.waits.append(Waiting("<@11> asks", self.clock.now() - timedelta(**ago)))

    async def says(self, **said: Any) -> None:
        async with self.db.transaction() as conn:
            await guilds.meet(conn, SERVER, self.clock.now())
            await guilds.say(conn, SERVER, **said)

    async def meets_in(self, channel: int | None) -> None:
        async with self.db.transaction() as conn:
            await places.put(conn, SERVER, MODERATORS, channel)

    async def passes(self, **span: float) -> list[str]:
        """Time goes by; what has arrived since, as its words."""
        before = len(self.discord.posted)
        self.clock.advance(**span)
        # The stand-in has what a Carrier asks of discord.py's client, and no more.
        carrier = Carrier(self.discord)  # type: ignore[arg-type]
        keeper = Courier(self.db, self.clock, self.letters, carrier)
        await asyncio.wait_for(keeper.tick(), 20)
        return [json.dumps(post["components"]) for post in self.discord.posted[before:]]

    @property
    def rooms(self) -> list[int]:
        return [post["channel"] for post in self.discord.posted]


async def begin(db: Database, clock: FrozenClock) -> Mornings:
    shelves, letters = Shelves(), courier.Letters()
    inbox = Inbox(db, clock, shelves)
    found = Mornings(db, clock, Discord(clock), letters)
    shelves.needs.put(NEED)
    shelves.inbox.put(found.waiting)
    letters.put(Summary(inbox))
    db.server_planners.append(inbox.plan)
    await found.says(zone="UTC")
    await found.meets_in(ROOM)
    return found
