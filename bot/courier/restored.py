"""What a restored backup may not know any more: posts that left after it was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.ledger import Delivery
from bot.courier.tables import PLACE, restores

SOON = timedelta(days=1)


@dataclass(frozen=True)
class Restored:
    """The latest restore: what happened between the two instants is forgotten."""

    since: datetime
    at: datetime

    def span(self, delivery: Delivery) -> tuple[datetime, datetime] | None:
        """When it may have been posted in the forgotten time; None where it can't have been. A
        living message has no date of its own: it is placed again soon after a restore."""
        if delivery.deed == PLACE:
            return (self.since, self.at) if delivery.due <= self.at + SOON else None
        return (delivery.due, self.at) if delivery.due <= self.at else None


async def remember(conn: AsyncConnection, since: datetime, at: datetime) -> None:
    await conn.execute(restores.insert().values(since=since, at=at))


async def latest(conn: AsyncConnection) -> Restored | None:
    asked = select(restores.c.since, restores.c.at).order_by(restores.c.id.desc()).limit(1)
    found = (await conn.execute(asked)).one_or_none()
    return Restored(*found) if found else None
