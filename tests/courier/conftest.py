"""A courier with a real ledger, and a Discord outside it that can have a bad day."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import discord
import pytest

from bot import courier
from bot.courier import Due, Post, Recipient
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.courier.ledger import deliveries
from bot.courier.slots import daily
from bot.db import Database
from tests.support.clock import FrozenClock

ADA, ZONE, NINE = 11, "UTC", time(9)
TEXT = [{"type": 17, "components": [{"type": 10, "content": "Good morning"}]}]


class Answer:
    """What discord.py's errors are made of."""

    def __init__(self, status: int) -> None:
        self.status, self.reason, self.headers = status, "", {}


def error(status: int, code: int = 0) -> discord.HTTPException:
    return discord.HTTPException(Answer(status), {"code": code, "message": ""})  # type: ignore[arg-type]


@dataclass
class Discord:
    """Takes posts. `trouble` is met in order, before or after a post was taken."""

    clock: FrozenClock
    posted: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[tuple[str, Exception]] = field(default_factory=list)
    calls: int = 0
    looked: int = 0

    @property
    def http(self) -> "Discord":
        return self

    @property
    def user(self) -> Any:
        return discord.Object(1)

    def get_channel(self, _id: int) -> None:
        """Not in the cache: nobody knows whether its history may be read."""

    async def request(self, route: Any, *, json: dict[str, Any]) -> dict[str, Any]:
        if "recipient_id" in json:
            return {"id": str(int(json["recipient_id"]) * 100)}
        self.calls += 1
        when, trouble = self.trouble.pop(0) if self.trouble else ("", None)
        if when == "before":
            raise trouble
        post = self._same(json["nonce"]) or self._take(route.channel_id, json)
        if trouble:
            raise trouble
        return post

    async def logs_from(self, channel: int, limit: int, after: int) -> list[dict[str, Any]]:
        self.looked += 1
        assert limit == 100
        return [p for p in self.posted if p["channel"] == channel and int(p["id"]) > after]

    def _same(self, nonce: str) -> dict[str, Any] | None:
        """Discord remembers a nonce for about a minute."""
        now = self.clock.now()
        known = [p for p in self.posted if p["nonce"] == nonce]
        return next((p for p in known if (now - p["at"]).total_seconds() < 60), None)

    def _take(self, channel: int, body: dict[str, Any]) -> dict[str, Any]:
        number = discord.utils.time_snowflake(self.clock.now()) + len(self.posted)
        more = {"id": str(number), "channel": channel, "at": self.clock.now()}
        self.posted.append({**body, **more, "author": {"id": "1"}})
        return self.posted[-1]


@dataclass
class Morning:
    """A letter at nine each day; `silent` days have nothing to say."""

    kind: str = "morning"
    channel: int | None = None
    silent: set[str] = field(default_factory=set)
    broken: bool = False

    async def slots(
        self, _conn: object, _to: Recipient, since: str | None, now: datetime
    ) -> list[Due]:
        if self.broken:
            raise RuntimeError("a letter of ours is broken")
        return list(daily(ZONE, NINE, since, now))

    async def write(self, _conn: object, _to: Recipient, slot: str, _now: datetime) -> Post | None:
        return None if slot in self.silent else Post(TEXT, self.channel)


@dataclass
class Office:
    db: Database
    clock: FrozenClock
    discord: Discord
    letters: courier.Letters
    letter: Morning

    def courier(self) -> Courier:
        """A new one is as good as a restart: what counts is in the database."""
        return Courier(self.db, self.clock, self.letters, Carrier(self.discord))  # type: ignore[arg-type]

    async def tick(self) -> None:
        await asyncio.wait_for(self.courier().tick(), 20)

    async def plan(self, to: Recipient) -> None:
        async with self.db.transaction() as conn:
            [first] = await self.letter.slots(conn, to, None, self.clock.now())
            await courier.plan(conn, to, "morning", first)

    async def ledger(self) -> list[tuple[str, str, str | None]]:
        """(slot, state, why), oldest first."""
        c = deliveries.c
        async with self.db.reading() as conn:
            rows = await conn.execute(
                deliveries.select().with_only_columns(c.slot, c.state, c.why).order_by(c.due, c.id)
            )
            return [tuple(row) for row in rows]


@pytest.fixture
def office(db, clock) -> Office:
    letters, letter = courier.Letters(), Morning()
    letters.put(letter)
    return Office(db, clock, Discord(clock), letters, letter)
