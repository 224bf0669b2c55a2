"""What leaves by itself: to whom, for which slot, and what it says. Features put letters here."""

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from discord import ui
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.following import Following
from bot.courier.slots import Due

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipient:
    """`g:<guild>`, `p:<person>` or `c:<cohort>`."""

    sort: str
    id: int

    def __str__(self) -> str:
        return f"{self.sort}:{self.id}"

    @property
    def person(self) -> int | None:
        return self.id if self.sort == "p" else None

    @classmethod
    def read(cls, written: str) -> "Recipient":
        sort, _, id_ = written.partition(":")
        return cls(sort, int(id_))


def person(id_: int) -> Recipient:
    return Recipient("p", id_)


def server(id_: int) -> Recipient:
    return Recipient("g", id_)


@dataclass(frozen=True)
class Post:
    """Components V2 as Discord takes them; `channel` None is the person's direct messages. A post
    in a server that names somebody says so (`about`): it goes with them when they are forgotten."""

    components: Sequence[dict[str, Any]]
    channel: int | None = None
    then: Sequence[Following] = ()
    about: int | None = None

    @property
    def payload(self) -> str:
        return json.dumps(self.components, separators=(",", ":"))


def written(
    card: ui.LayoutView,
    channel: int | None = None,
    then: Sequence[Following] = (),
    about: int | None = None,
) -> Post:
    """A card as it will leave, and what follows it."""
    card.stop()  # discord.py keeps unstopped views for ever; our buttons go by custom_id
    # discord.py gives this one method no types.
    components: list[dict[str, Any]] = card.to_components()  # type: ignore[no-untyped-call]
    return Post(components, channel, then, about)


class Letter(Protocol):
    """One kind of post. Both methods run inside the courier's transaction and must not open one."""

    @property
    def kind(self) -> str: ...

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        """Every slot from `since` on that is due by now, and the one to come, oldest first.

        Without `since` only the one to come. Empty ends the schedule.
        """
        ...

    async def write(
        self, conn: AsyncConnection, to: Recipient, slot: str, now: datetime
    ) -> Post | None:
        """The post for a slot, frozen from here on; None where there is nothing to say."""
        ...


class Living(Protocol):
    """One kind of message that stays in its channel and is kept true by edits."""

    @property
    def kind(self) -> str: ...

    async def show(self, conn: AsyncConnection, to: Recipient, now: datetime) -> Post | None:
        """What it should show now and where; None leaves it as it is. Inside the courier's
        transaction, as with letters. In another channel than before it is posted anew."""
        ...


@dataclass(frozen=True)
class Stopped:
    """Something that Discord refused until somebody changes something. Where a post is refused
    its schedule pauses; what follows a post (`deed`) is refused alone."""

    to: Recipient
    kind: str
    deed: str
    why: str
    channel: int | None


@dataclass(frozen=True)
class Left:
    """A post that Discord has taken."""

    to: Recipient
    kind: str
    slot: str


Hearer = Callable[[AsyncConnection, Stopped], Awaitable[None]]
Follower = Callable[[AsyncConnection, Left], Awaitable[None]]


class Letters:
    """The shelf of letters and living messages, by kind."""

    def __init__(self) -> None:
        self._letters: dict[str, Letter] = {}
        self._living: dict[str, Living] = {}
        self._hearers: list[Hearer] = []
        self._followers: dict[str, Follower] = {}

    def put(self, letter: Letter) -> None:
        self._new(letter.kind)
        self._letters[letter.kind] = letter

    def put_living(self, living: Living) -> None:
        self._new(living.kind)
        self._living[living.kind] = living

    def _new(self, kind: str) -> None:
        if kind in self._letters or kind in self._living:
            raise ValueError(f"two letters are called {kind}")

    def get(self, kind: str) -> Letter | None:
        """None for a kind whose feature is gone."""
        return self._letters.get(kind)

    def living(self, kind: str) -> Living | None:
        return self._living.get(kind)

    def on_blocked(self, hearer: Hearer) -> None:
        """`hearer(conn, stopped)` is called in the transaction that keeps the refusal."""
        self._hearers.append(hearer)

    async def tell_blocked(self, conn: AsyncConnection, stopped: Stopped) -> None:
        for hear in self._hearers:
            await self._tell(conn, hear, stopped)

    def on_sent(self, kind: str, follower: Follower) -> None:
        """`follower(conn, left)` is called in the transaction that keeps that such a letter has
        left."""
        self._followers[kind] = follower

    async def tell_sent(self, conn: AsyncConnection, left: Left) -> None:
        if follow := self._followers.get(left.kind):
            await self._tell(conn, follow, left)

    async def _tell(
        self, conn: AsyncConnection, hear: Callable[..., Awaitable[None]], what: Stopped | Left
    ) -> None:
        """One that raises undoes nothing but its own part."""
        try:
            async with conn.begin_nested():
                await hear(conn, what)
        except Exception:
            log.exception("a refusal or a post was not heard kind=%s to=%s", what.kind, what.to)


def nonce(recipient: str, kind: str, slot: str) -> str:
    """The same for every try of a delivery: Discord takes a second one within a minute for the
    first. 24 of the 25 characters that it allows."""
    return hashlib.sha256(f"{recipient}|{kind}|{slot}".encode()).hexdigest()[:24]


def mark(nonce_: str) -> int:
    """A component id (31 bits) by which a post of ours is found again in a channel's history."""
    return int(nonce_[:8], 16) & 0x7FFFFFFF or 1
