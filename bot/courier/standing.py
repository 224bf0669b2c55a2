"""What moderators may see of what leaves by itself: what comes, what came of it, what stands still.

Each question is about some recipients, such as a server and its cohorts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.letters import Recipient
from bot.courier.planned import AT_ONCE
from bot.courier.tables import (
    ANSWER,
    BLOCKED,
    REMOVAL,
    SENT,
    SKIPPED,
    UNCERTAIN,
    deliveries,
    schedules,
)
from bot.courier.verdicts import Why


@dataclass(frozen=True)
class Coming:
    """`at` is None for what leaves with the next tick."""

    to: Recipient
    kind: str
    at: datetime | None


@dataclass(frozen=True)
class Paused:
    """`refused` is Discord's error number where we have no word for it."""

    to: Recipient
    kind: str
    why: Why | None
    refused: int | None


@dataclass(frozen=True)
class Past:
    """A delivery that is settled. `deed` is post, place (a living message) or edit, or what
    followed a post: thread, pin, role. `message` is None where there is none (any more)."""

    to: Recipient
    why: Why | None
    refused: int | None
    kind: str
    slot: str
    deed: str
    due: datetime
    state: str
    channel: int | None
    message: int | None


async def coming(
    conn: AsyncConnection, of: Collection[Recipient], most: int = 10
) -> Sequence[Coming]:
    """The next of each kind, soonest first."""
    c = schedules.c
    asked = select(c.recipient, c.kind, c.next_due).where(c.recipient.in_(map(str, of)))
    planned = asked.where(c.next_due.isnot(None)).order_by(c.next_due, c.id).limit(most)
    return [
        Coming(Recipient.read(to), kind, None if at == AT_ONCE else at)
        for to, kind, at in await conn.execute(planned)
    ]


async def paused(conn: AsyncConnection, of: Collection[Recipient]) -> Sequence[Paused]:
    """Schedules that stand still until somebody changes something and `courier.resume`s them."""
    c = schedules.c
    asked = select(c.recipient, c.kind, c.paused).where(c.recipient.in_(map(str, of)))
    still = asked.where(c.paused.isnot(None)).order_by(c.kind, c.id)
    return [
        Paused(Recipient.read(to), kind, Why.of(why), _number(why))
        for to, kind, why in await conn.execute(still)
    ]


async def sent(conn: AsyncConnection, of: Collection[Recipient], most: int = 10) -> Sequence[Past]:
    """The latest that left, newest first."""
    return await _past(conn, of, (SENT,), most)


async def unsent(
    conn: AsyncConnection, of: Collection[Recipient], most: int = 10
) -> Sequence[Past]:
    """The latest that were refused, were skipped, or may or may not have arrived, newest first."""
    return await _past(conn, of, (BLOCKED, SKIPPED, UNCERTAIN), most)


async def _past(
    conn: AsyncConnection, of: Collection[Recipient], states: Collection[str], most: int
) -> Sequence[Past]:
    c = deliveries.c
    columns = (c.recipient, c.why, c.kind, c.slot, c.deed, c.due, c.state, c.channel, c.message)
    ours = c.deed.not_in((ANSWER, REMOVAL))  # members' own doing
    asked = select(*columns).where(c.recipient.in_(map(str, of)), c.state.in_(states), ours)
    rows = await conn.execute(asked.order_by(c.due.desc(), c.id.desc()).limit(most))
    return [_past_of(*row) for row in rows]


def _past_of(to: str, why: str | None, *about: Any) -> Past:
    return Past(Recipient.read(to), Why.of(why), _number(why), *about)


def _number(why: str | None) -> int | None:
    last = why.rpartition(" ")[2] if why else ""
    return int(last) if last.isdigit() else None
