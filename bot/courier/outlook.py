"""Whether there is anything to do, and when there will be: asked at each tick, so it is cheap."""

from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.ledger import ripe
from bot.courier.tables import PENDING, deliveries, schedules, touches


async def anything(conn: AsyncConnection, now: datetime) -> bool:
    due = exists().where(schedules.c.next_due <= now)
    waiting = exists().where(deliveries.c.state == PENDING, ripe(now))
    touched = select(touches.c.id).exists()
    return bool(await conn.scalar(select(or_(due, waiting, touched))))


async def soonest(conn: AsyncConnection) -> datetime | None:
    """When the next post is due, or None."""
    d = deliveries.c
    planned = await conn.scalar(select(func.min(schedules.c.next_due)))
    waiting = await conn.scalar(select(func.min(d.not_before)).where(d.state == PENDING))
    return min((found for found in (planned, waiting) if found), default=None)
