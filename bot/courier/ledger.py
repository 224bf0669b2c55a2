"""What has left and what is on its way: a delivery is claimed with a lease, tried, and settled."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.letters import Post, Recipient
from bot.courier.planned import Scheduled
from bot.courier.slots import Due
from bot.courier.tables import EDIT, PENDING, SENT, SKIPPED, WAITING, deliveries
from bot.db import insert

LEASE = timedelta(seconds=60)
STEPPED = timedelta(minutes=10)  # no lease or pause is as long: the clock has been set back


@dataclass(frozen=True)
class Delivery:
    """A claimed deed; `first_try` and `tries` count this claim."""

    id: int
    recipient: str
    kind: str
    slot: str
    deed: str
    channel: int | None
    message: int | None
    payload: str
    due: datetime
    tries: int
    first_try: datetime
    lease_until: datetime

    @property
    def to(self) -> Recipient:
        return Recipient.read(self.recipient)


@dataclass(frozen=True)
class Entry:
    """How a delivery stands that nobody has claimed just now."""

    id: int
    state: str
    channel: int | None
    message: int | None
    payload: str


async def known(conn: AsyncConnection, to: Recipient, kind: str, slot: str) -> Entry | None:
    c = deliveries.c
    asked = select(*(c[each.name] for each in fields(Entry)))
    mine = asked.where(c.recipient == str(to), c.kind == kind, c.slot == slot)
    found = (await conn.execute(mine)).one_or_none()
    return Entry(*found) if found else None


async def enter(
    conn: AsyncConnection, schedule: Scheduled, slot: Due, now: datetime, post: Post, deed: str
) -> None:
    """A post that may leave from now on, and what follows it; nothing if the slot has a post."""
    channel = post.channel or await _opened(conn, schedule.to)
    about = {"deed": deed, "payload": post.payload, "channel": channel}
    whom = schedule.to.person or post.about
    row = _row(schedule, slot, now, state=PENDING, **about, person=whom)
    new = insert(conn, deliveries).values(**row).on_conflict_do_nothing()
    number = await conn.scalar(new.returning(deliveries.c.id))
    if number is None:
        return
    for place, each in enumerate(post.then, start=1):
        later = Due(f"{slot.slot}/{place}", slot.at)
        more = {"deed": each.deed, "payload": each.payload, "follows": number}
        row = _row(schedule, later, now, state=WAITING, **more)
        await conn.execute(insert(conn, deliveries).values(**{**row, "person": each.person}))


async def _opened(conn: AsyncConnection, to: Recipient) -> int | None:
    """A person's direct messages as they were last reached: opening them is rationed by Discord."""
    c = deliveries.c
    latest = select(c.channel).where(c.recipient == str(to)).order_by(c.id.desc()).limit(1)
    found: int | None = await conn.scalar(latest) if to.person else None
    return found


async def skip(
    conn: AsyncConnection, schedule: Scheduled, slot: Due, now: datetime, why: str
) -> None:
    """Lists a slot that isn't posted; nothing if the slot has a post."""
    row = _row(schedule, slot, now, state=SKIPPED, why=why)
    await conn.execute(insert(conn, deliveries).values(**row).on_conflict_do_nothing())


def _row(schedule: Scheduled, slot: Due, now: datetime, **more: Any) -> dict[str, Any]:
    return {
        "recipient": str(schedule.to),
        "kind": schedule.kind,
        "slot": slot.slot,
        "person": schedule.to.person,
        "due": slot.at,
        "not_before": now,
        "payload": "",
        **more,
    }


async def edit(
    conn: AsyncConnection, schedule: Scheduled, slot: Due, now: datetime, shown: Entry, payload: str
) -> None:
    """The living message is to read like this. Its one edit is taken up again each time."""
    where = {"channel": shown.channel, "message": shown.message, "follows": shown.id}
    values = {"payload": payload, "state": PENDING, "not_before": now, "due": slot.at, **where}
    row = _row(schedule, slot, now, deed=EDIT, **{k: v for k, v in values.items() if k != "due"})
    fresh = {**values, "tries": 0, "first_try": None, "lease_until": None, "why": None}
    known_ = ["recipient", "kind", "slot"]
    again = insert(conn, deliveries).values(**row)
    await conn.execute(again.on_conflict_do_update(index_elements=known_, set_=fresh))


async def claim(
    conn: AsyncConnection, now: datetime, most: int, *, to_open: bool | None = None
) -> Sequence[Delivery]:
    """Takes what may be tried now, first due first, for the length of a lease: of people whose
    direct messages are still to be opened, of all others, or of either."""
    c = deliveries.c
    unopened = and_(c.channel.is_(None), c.person.isnot(None))
    sort = () if to_open is None else (unopened if to_open else not_(unopened),)
    return await _take(conn, now, _free(now, *sort).order_by(c.due, c.id).limit(most))


async def probe(conn: AsyncConnection, now: datetime) -> Sequence[Delivery]:
    """Takes one that nobody has tried yet, else the one whose last try is the longest ago: what
    fails for itself alone never keeps the others from being tried."""
    c = deliveries.c
    longest_ago = (c.last_try.isnot(None), c.last_try, c.due, c.id)
    return await _take(conn, now, _free(now).order_by(*longest_ago).limit(1))


async def _take(conn: AsyncConnection, now: datetime, free: Select[Any]) -> Sequence[Delivery]:
    c = deliveries.c
    chosen = free.with_for_update(skip_locked=True).scalar_subquery()
    first = func.coalesce(c.first_try, now)
    held = {"lease_until": now + LEASE, "tries": c.tries + 1, "first_try": first, "last_try": now}
    taken = update(deliveries).where(c.id.in_(chosen)).values(**held)
    rows = await conn.execute(taken.returning(*(c[each.name] for each in fields(Delivery))))
    return sorted((Delivery(*row) for row in rows), key=lambda d: (d.due, d.id))


def ripe(now: datetime) -> ColumnElement[bool]:
    """What waits for nothing and is held by nobody."""
    c = deliveries.c
    impossible = now + STEPPED
    unheld = or_(c.lease_until.is_(None), c.lease_until < now, c.lease_until > impossible)
    return and_(or_(c.not_before <= now, c.not_before > impossible), unheld)


def _free(now: datetime, *more: ColumnElement[bool]) -> Select[Any]:
    c = deliveries.c
    return select(c.id).where(c.state == PENDING, ripe(now), *more)


async def release(conn: AsyncConnection, untried: Iterable[Delivery]) -> None:
    """Gives back what was claimed and not begun, as if it had never been claimed."""
    c = deliveries.c
    for each in untried:
        first = None if each.tries == 1 else each.first_try
        mine = update(deliveries).where(c.id == each.id, c.lease_until == each.lease_until)
        await conn.execute(mine.values(lease_until=None, tries=c.tries - 1, first_try=first))


async def settle(conn: AsyncConnection, delivery: Delivery, state: str, **more: Any) -> bool:
    """What came of a try. False where somebody else has settled it meanwhile: it stays so. What
    was said isn't kept any longer, for it may quote people."""
    c = deliveries.c
    mine = update(deliveries).where(c.id == delivery.id, c.state == PENDING)
    if state == PENDING:  # somebody else may hold it by now
        mine = mine.where(c.lease_until == delivery.lease_until)
    else:
        more["payload"] = digest(delivery.payload)
    done = await conn.execute(mine.values(state=state, lease_until=None, **more))
    return bool(done.rowcount)


def digest(payload: str) -> str:
    """By which two payloads are told apart."""
    return hashlib.sha256(payload.encode()).hexdigest()


async def gone(conn: AsyncConnection, edit_: Delivery) -> None:
    """The message that an edit was for is no more."""
    c = deliveries.c
    post = select(c.follows).where(c.id == edit_.id).scalar_subquery()
    await conn.execute(update(deliveries).where(c.id == post).values(message=None))


async def follow(
    conn: AsyncConnection, post: Delivery, channel: int | None, message: int | None, now: datetime
) -> None:
    """The post is there: what follows it may be done now; nothing where it is gone already."""
    state = PENDING if message else SENT
    await _following(conn, post, state=state, channel=channel, message=message, not_before=now)


async def drop(conn: AsyncConnection, post: Delivery, why: str) -> None:
    """The post isn't there, so nothing follows it."""
    await _following(conn, post, state=SKIPPED, why=why)


async def _following(conn: AsyncConnection, post: Delivery, **values: Any) -> None:
    c = deliveries.c
    waiting = update(deliveries).where(c.follows == post.id, c.state == WAITING)
    await conn.execute(waiting.values(**values))
