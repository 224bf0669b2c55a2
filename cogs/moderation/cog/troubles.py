"""The letter that tells the moderators of a server what keeps us from posting."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import Due, Post, Recipient, written
from cogs.moderation.findings import TROUBLES
from cogs.moderation.service.word import Word
from cogs.moderation.views import check as views


class Troubles:
    """At most one a day, in the moderators' channel and nowhere else."""

    kind, called = TROUBLES, "Word of what is wrong"

    def __init__(self, word: Word) -> None:
        self._word = word

    async def slots(
        self, conn: AsyncConnection, to: Recipient, _since: str | None, now: datetime
    ) -> Sequence[Due]:
        return await self._word.slots(conn, to.id, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, _slot: str, _now: datetime
    ) -> Post | None:
        if not (told := await self._word.write(conn, to.id)):
            return None
        report, room = told
        return written(views.told(report), room)
