"""What leaves by itself: the daily bundle, and the same once more after a snooze."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import Due, Post, Recipient, written
from cogs.today.service import BUNDLE, SNOOZED, Bundles
from cogs.today.views import bundle as views


class Daily:
    """What a person gets once a day, at their own time, when there is something to say."""

    kind = BUNDLE

    def __init__(self, bundles: Bundles) -> None:
        self._bundles = bundles

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        return await self._bundles.slots(conn, to, since, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, slot: str, now: datetime
    ) -> Post | None:
        assert to.person is not None
        found = await self._bundles.write(conn, to.person, date.fromisoformat(slot), now)
        return written(views.bundle(found)) if found else None


class Snoozed:
    """The same once more, an hour after someone pressed *Remind me in an hour*."""

    kind = SNOOZED

    def __init__(self, bundles: Bundles) -> None:
        self._bundles = bundles

    async def slots(
        self, conn: AsyncConnection, to: Recipient, _since: str | None, _now: datetime
    ) -> Sequence[Due]:
        return await self._bundles.snoozes(conn, to)

    async def write(
        self, conn: AsyncConnection, to: Recipient, _slot: str, now: datetime
    ) -> Post | None:
        assert to.person is not None
        found = await self._bundles.write_again(conn, to.person, now)
        return written(views.bundle(found)) if found else None
