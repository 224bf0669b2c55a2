"""What is due and what has left: `schedules` say when, `deliveries` are ledger and outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    ScalarSelect,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.letters import Recipient
from bot.courier.slots import Due
from bot.db import Instant, insert, metadata, person

LEASE = timedelta(seconds=60)

PENDING, SENT, SKIPPED, BLOCKED, UNCERTAIN = "pending", "sent", "skipped", "blocked", "uncertain"

schedules = Table(
    "schedules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String(30), nullable=False),
    Column("kind", String(40), nullable=False),
    person(nullable=True),  # None where the recipient is a server or a cohort
    Column("next_slot", String(40)),
    Column("next_due", Instant, index=True),  # None while nothing is to come, or paused
    Column("paused", String(40)),
    UniqueConstraint("recipient", "kind"),
    sqlite_autoincrement=True,
    info={"called": "when your reminders are due", "passing": True},
)
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", String(30), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("slot", String(40), nullable=False),
    person(nullable=True),
    Column("channel", BigInteger),
    Column("payload", Text, nullable=False),
    Column("due", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("why", String(40)),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("first_try", Instant),
    Column("last_try", Instant),
    Column("message", BigInteger),
    UniqueConstraint("recipient", "kind", "slot"),
    Index("deliveries_to_post", "state", "not_before", "due"),
    sqlite_autoincrement=True,
    info={"called": "reminders sent to you", "passing": True},
)


@dataclass(frozen=True)
class Scheduled:
    id: int
    to: Recipient
    kind: str
    next_slot: str | None


@dataclass(frozen=True)
class Delivery:
    """A claimed post; `first_try` and `tries` count this claim."""

    id: int
    recipient: str
    kind: str
    slot: str
    channel: int | None
    payload: str
    due: datetime
    tries: int
    first_try: datetime
    lease_until: datetime

    @property
    def to(self) -> Recipient:
        return Recipient.read(self.recipient)


async def plan(conn: AsyncConnection, to: Recipient, kind: str, first: Due) -> None:
    """From `first` on the letter is due. A slot that has left stays the only one of its name."""
    coming = {"next_slot": first.slot, "next_due": first.at, "paused": None}
    about = {"recipient": str(to), "kind": kind, "person": to.person}
    kept = insert(conn, schedules).values(**about, **coming)
    await conn.execute(
        kept.on_conflict_do_update(index_elements=["recipient", "kind"], set_=coming)
    )


async def unplan(conn: AsyncConnection, to: Recipient, kind: str) -> None:
    """Nothing more is to come. What the schedule has posted stays known."""
    await _of(conn, to, kind, next_due=None)


async def pause(conn: AsyncConnection, to: Recipient, kind: str, why: str) -> None:
    await _of(conn, to, kind, next_due=None, paused=why)


async def _of(conn: AsyncConnection, to: Recipient, kind: str, **values: Any) -> None:
    c = schedules.c
    found = update(schedules).where(c.recipient == str(to), c.kind == kind)
    await conn.execute(found.values(**values))


async def due(conn: AsyncConnection, now: datetime, most: int) -> Sequence[Scheduled]:
    """Schedules whose time has come, first due first, held until the transaction ends."""
    c = schedules.c
    found = (
        select(c.id, c.recipient, c.kind, c.next_slot)
        .where(c.next_due <= now)
        .order_by(c.next_due, c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = (await conn.execute(found)).all()
    return [Scheduled(id_, Recipient.read(to), kind, slot) for id_, to, kind, slot in rows]


async def move_on(conn: AsyncConnection, schedule: Scheduled, coming: Due | None) -> None:
    slot, at = (coming.slot, coming.at) if coming else (None, None)
    change = update(schedules).where(schedules.c.id == schedule.id)
    await conn.execute(change.values(next_slot=slot, next_due=at))


async def postpone(conn: AsyncConnection, schedule: Scheduled, until: datetime) -> None:
    change = update(schedules).where(schedules.c.id == schedule.id)
    await conn.execute(change.values(next_due=until))


async def enter(
    conn: AsyncConnection, schedule: Scheduled, slot: Due, now: datetime, **more: Any
) -> None:
    """A delivery, unless this slot has one."""
    row = {
        "recipient": str(schedule.to),
        "kind": schedule.kind,
        "slot": slot.slot,
        "person": schedule.to.person,
        "due": slot.at,
        "not_before": now,
        "payload": "",
        **more,
    }
    await conn.execute(insert(conn, deliveries).values(**row).on_conflict_do_nothing())


async def claim(conn: AsyncConnection, now: datetime, most: int) -> Sequence[Delivery]:
    """Takes what may be posted now, first due first, for the length of a lease."""
    c = deliveries.c
    first = func.coalesce(c.first_try, now)
    held = {"lease_until": now + LEASE, "tries": c.tries + 1, "first_try": first, "last_try": now}
    taken = update(deliveries).where(c.id.in_(_free(now, most))).values(**held)
    rows = await conn.execute(taken.returning(*(c[each.name] for each in fields(Delivery))))
    return sorted((Delivery(*row) for row in rows), key=lambda d: (d.due, d.id))


def _free(now: datetime, most: int) -> ScalarSelect[int]:
    c = deliveries.c
    unheld = or_(c.lease_until.is_(None), c.lease_until < now)
    return (
        select(c.id)
        .where(c.state == PENDING, c.not_before <= now, unheld)
        .order_by(c.due, c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )


async def settle(conn: AsyncConnection, delivery: Delivery, state: str, **more: Any) -> None:
    """What came of a try; one that somebody else has settled meanwhile stays as it is."""
    c = deliveries.c
    mine = update(deliveries).where(c.id == delivery.id, c.state == PENDING)
    await conn.execute(mine.values(state=state, lease_until=None, **more))


async def soonest(conn: AsyncConnection) -> datetime | None:
    """When the next post is due, or None."""
    d = deliveries.c
    planned = await conn.scalar(select(func.min(schedules.c.next_due)))
    waiting = await conn.scalar(select(func.min(d.not_before)).where(d.state == PENDING))
    return min((found for found in (planned, waiting) if found), default=None)
