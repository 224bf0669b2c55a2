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
from bot.courier.slots import daily
from bot.courier.tables import deliveries
from bot.db import Database
from tests.support.clock import FrozenClock

ADA, ZONE, NINE = 11, "UTC", time(9)
SERVER = courier.server(5)
TEXT = [{"type": 17, "components": [{"type": 10, "content": "Good morning"}]}]


class Answer:
    """What discord.py's errors are made of."""

    def __init__(self, status: int) -> None:
        self.status, self.reason, self.headers = status, "", {}


def error(status: int, code: int = 0) -> discord.HTTPException:
    return discord.HTTPException(Answer(status), {"code": code, "message": ""})  # type: ignore[arg-type]


class Room(discord.abc.GuildChannel):
    """A channel of server 5, in which the history may be read."""

    guild = discord.Object(5)
    guild.me = None

    def permissions_for(self, _who: object) -> discord.Permissions:
        return discord.Permissions(read_message_history=True)


@dataclass
class Discord:
    """Takes posts. `trouble` is met in order, before or after a post was taken."""

    clock: FrozenClock
    posted: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[tuple[str, Exception]] = field(default_factory=list)
    readable: set[int] = field(default_factory=set)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    refuses: dict[str, Exception] = field(default_factory=dict)  # by the end of what is asked
    opened: list[str] = field(default_factory=list)
    slow: asyncio.Event = field(default_factory=asyncio.Event)  # who is to be reached waits for it
    taken: asyncio.Event = field(default_factory=asyncio.Event)  # once a post is there
    calls: int = 0
    looked: int = 0

    def __post_init__(self) -> None:
        self.slow.set()

    @property
    def http(self) -> "Discord":
        return self

    @property
    def user(self) -> Any:
        return discord.Object(1)

    def get_channel(self, id_: int) -> Room | None:
        """None for what isn't in the cache: nobody knows whether its history may be read."""
        return Room() if id_ in self.readable else None

    async def request(self, route: Any, *, json: Any = None, **_: Any) -> Any:
        if refusal := next(
            (r for end, r in self.refuses.items() if route.path.endswith(end)), None
        ):
            raise refusal
        if json and "recipient_id" in json:
            self.opened.append(json["recipient_id"])
            await self.slow.wait()
            return {"id": str(int(json["recipient_id"]) * 100)}
        self.calls += 1
        when, trouble = self.trouble.pop(0) if self.trouble else ("", None)
        if when == "before":
            raise trouble
        done = self._do(route, json)
        if trouble:
            raise trouble
        return done

    def _do(self, route: Any, json: Any) -> Any:
        """A post, or something about a post that is there."""
        if route.method == "POST" and route.path.endswith("/messages"):
            return self._same(json["nonce"]) or self._take(route.channel_id, json)
        path = route.url.removeprefix(route.BASE)
        ids = {each["id"] for each in self.posted}
        if "/messages/" in path and not ids & {*path.split("/")}:
            raise error(404, 10008)
        self.asked.append((route.method, path, json))
        for post in self.posted:
            if route.method == "PATCH" and post["id"] in path:
                post["components"] = json["components"]
        return {"id": "1"}

    async def logs_from(self, channel: int, limit: int, after: int) -> list[dict[str, Any]]:
        self.looked += 1
        assert limit == 100
        if "history" in self.refuses:
            raise self.refuses["history"]
        found = [p for p in self.posted if p["channel"] == channel and int(p["id"]) > after]
        return found[:limit]

    def _same(self, nonce: str) -> dict[str, Any] | None:
        """Discord remembers a nonce for about a minute."""
        now = self.clock.now()
        known = [p for p in self.posted if p["nonce"] == nonce]
        return next((p for p in known if abs((now - p["at"]).total_seconds()) < 60), None)

    def _take(self, channel: int, body: dict[str, Any]) -> dict[str, Any]:
        number = discord.utils.time_snowflake(self.clock.now()) + len(self.posted)
        more = {"id": str(number), "channel": channel, "at": self.clock.now()}
        self.posted.append({**body, **more, "author": {"id": "1"}})
        self.taken.set()
        return self.posted[-1]


@dataclass
class Morning:
    """A letter at nine each day; `silent` days have nothing to say."""

    kind: str = "morning"
    channel: int | None = None
    silent: set[str] = field(default_factory=set)
    broken: bool = False
    then: list[Any] = field(default_factory=list)
    zone: str = ZONE
    written: int = 0

    async def slots(
        self, _conn: object, _to: Recipient, since: str | None, now: datetime
    ) -> list[Due]:
        if self.broken:
            raise RuntimeError("a letter of ours is broken")
        return list(daily(self.zone, NINE, since, now))

    async def write(self, _conn: object, to: Recipient, slot: str, _now: datetime) -> Post | None:
        self.written += 1
        channel = None if to.person else self.channel
        return None if slot in self.silent else Post(TEXT, channel, self.then)


@dataclass
class Board:
    """A living message; `says` None leaves it as it is."""

    kind: str = "board"
    says: str | None = "Ada leads"
    channel: int = 77
    shown: int = 0

    async def show(self, _conn: object, _to: Recipient, _now: datetime) -> Post | None:
        self.shown += 1
        text = {"type": 10, "content": self.says}
        return Post([{"type": 17, "components": [text]}], self.channel) if self.says else None


@dataclass
class Office:
    db: Database
    clock: FrozenClock
    discord: Discord
    letters: courier.Letters
    letter: Morning
    board: Board
    stopped: list[courier.Stopped] = field(default_factory=list)

    async def hear(self, _conn: object, stopped: courier.Stopped) -> None:
        self.stopped.append(stopped)

    def courier(self) -> Courier:
        """A new one is as good as a restart: what counts is in the database."""
        return Courier(self.db, self.clock, self.letters, Carrier(self.discord))  # type: ignore[arg-type]

    async def tick(self) -> None:
        await asyncio.wait_for(self.courier().tick(), 20)

    async def plan(self, to: Recipient) -> None:
        async with self.db.transaction() as conn:
            [first] = await self.letter.slots(conn, to, None, self.clock.now())
            await courier.plan(conn, to, "morning", first)

    async def place(self) -> None:
        async with self.db.transaction() as conn:
            await courier.place(conn, SERVER, "board")

    async def touch(self) -> None:
        async with self.db.transaction() as conn:
            await courier.touch(conn, SERVER, "board")

    async def after(self, **span: float) -> None:
        """Time passes, and a tick."""
        self.clock.advance(**span)
        await self.tick()

    @property
    def reads(self) -> list[str]:
        """What the messages in Discord say."""
        return [post["components"][0]["components"][0]["content"] for post in self.discord.posted]

    async def ledger(self) -> list[tuple[str, str, str | None]]:
        """(slot, state, why), oldest first."""
        c = deliveries.c
        async with self.db.reading() as conn:
            rows = await conn.execute(
                deliveries.select().with_only_columns(c.slot, c.state, c.why).order_by(c.due, c.id)
            )
            return [tuple(row) for row in rows]


def opened(db: Database, clock: FrozenClock) -> Office:
    letters, letter, board = courier.Letters(), Morning(), Board()
    letters.put(letter)
    letters.put_living(board)
    office = Office(db, clock, Discord(clock), letters, letter, board)
    letters.on_blocked(office.hear)
    return office


@pytest.fixture
def office(db, clock) -> Office:
    return opened(db, clock)


@pytest.fixture
def sqlite_office(sqlite_db, clock) -> Office:
    """For what can't differ between the two databases."""
    return opened(sqlite_db, clock)
