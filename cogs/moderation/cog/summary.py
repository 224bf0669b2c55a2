"""The letter that tells the moderators of a server, once a day, how much waits for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import Due, Post, Recipient, written
from cogs.moderation.service.inbox import SUMMARY, Inbox
from cogs.moderation.views import inbox as views


class Summary:
    """Names nobody; none where nothing waits."""

    kind = SUMMARY
    called = "What waits for moderators"

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        return await self._inbox.summaries(conn, to.id, since, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, _slot: str, _now: datetime
    ) -> Post | None:
        found = await self._inbox.summary(conn, to.id)
        return written(views.summary(found.waiting), found.channel) if found else None
