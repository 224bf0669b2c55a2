"""Our own messages that have to go: those that name somebody who is forgotten, and those that
nobody wants where they are. Each is a delivery of its own, retried like a post.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.ledger import Delivery
from bot.courier.letters import Recipient, server
from bot.courier.tables import ANSWER, PENDING, PLACE, POST, REMOVAL, SENT, SKIPPED, deliveries
from bot.courier.verdicts import Why
from bot.db import insert


async def answered(
    conn: AsyncConnection,
    guild: int,
    kind: str,
    slot: str,
    about: int,
    message: tuple[int, int],
    now: datetime,
) -> None:
    """A post about somebody has left as an answer, so that it can be found again: `message` is its
    channel's id and its own."""
    row = _row(server(guild), kind, slot, message, now)
    there = {**row, "deed": ANSWER, "state": SENT, "person": about}
    await conn.execute(insert(conn, deliveries).values(**there).on_conflict_do_nothing())


async def forget(conn: AsyncConnection, person_id: int, now: datetime) -> None:
    """Takes away whatever we posted in servers that names this person. What is told here of the
    messages names nobody; what waits to be posted goes with the person's own rows."""
    c = deliveries.c
    found = select(c.recipient, c.channel, c.message).where(
        c.person == person_id,
        c.recipient != f"p:{person_id}",
        c.deed.in_((POST, PLACE, ANSWER)),
        c.channel.isnot(None),
        c.message.isnot(None),
    )
    for to, channel, message in (await conn.execute(found)).all():
        await remove(conn, Recipient.read(to), channel, message, now)


async def take_down(
    conn: AsyncConnection, to: Recipient, kind: str, stays: int | None, now: datetime
) -> None:
    """A living message goes from wherever it was placed but from the channel in which it stays."""
    c = deliveries.c
    placed = (c.recipient == str(to), c.kind == kind, c.deed == PLACE)
    elsewhere = (*placed, c.channel != stays) if stays else placed
    waits = update(deliveries).where(*elsewhere, c.state == PENDING)
    await conn.execute(waits.values(state=SKIPPED, why=Why.MISSED, payload=""))
    there = select(c.id, c.channel, c.message).where(*elsewhere, c.message.isnot(None))
    for id_, channel, message in (await conn.execute(there)).all():
        await remove(conn, to, channel, message, now)
        await conn.execute(update(deliveries).where(c.id == id_).values(message=None))


async def withdraw(
    conn: AsyncConnection,
    delivery: Delivery,
    channel: int | None,
    message: int | None,
    now: datetime,
) -> None:
    """A post arrived that was taken back, or whose person was forgotten, while it was under way."""
    c = deliveries.c
    state = await conn.scalar(select(c.state).where(c.id == delivery.id))
    if state in (None, SKIPPED) and delivery.deed in (POST, PLACE) and channel and message:
        await remove(conn, delivery.to, channel, message, now)


async def remove(
    conn: AsyncConnection, to: Recipient, channel: int, message: int, now: datetime
) -> None:
    """Twice is once."""
    row = _row(to, REMOVAL, str(message), (channel, message), now)
    asked = {**row, "deed": REMOVAL, "state": PENDING}
    await conn.execute(insert(conn, deliveries).values(**asked).on_conflict_do_nothing())


def _row(
    to: Recipient, kind: str, slot: str, message: tuple[int, int], now: datetime
) -> dict[str, object]:
    channel, number = message
    about = {"recipient": str(to), "kind": kind, "slot": slot, "payload": ""}
    return {**about, "channel": channel, "message": number, "due": now, "not_before": now}
