"""What leaves by itself: the live board, and milestones."""

from collections.abc import Sequence
from datetime import datetime

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import Due, Pin, Post, Recipient, written
from cogs.streaks.needs import BOARD, MILESTONES
from cogs.streaks.service import LiveBoard, Milestones
from cogs.streaks.views import live_board as board_views
from cogs.streaks.views import sharing as views


class BoardMessage:
    """A living message: the week of a server."""

    kind, called = BOARD, "Live board"

    def __init__(self, live: LiveBoard, client: discord.Client) -> None:
        self._live, self._client = live, client

    async def show(self, conn: AsyncConnection, to: Recipient, now: datetime) -> Post | None:
        channel = await self._live.channel(conn, to.id)
        if not channel:
            return None
        card = board_views.week(await self._live.week(conn, to.id, now))
        return written(card, channel, [Pin()] if self._may_pin(channel) else [])

    def _may_pin(self, channel: int) -> bool:
        """Where we may not, moderators can; a pin that is refused would only trouble them."""
        known = self._client.get_channel(channel)
        if not isinstance(known, discord.abc.GuildChannel):
            return False
        return known.permissions_for(known.guild.me).pin_messages


class MilestoneLetter:
    """One line for everybody when somebody who shares comes to a milestone."""

    kind, called = MILESTONES, "Milestones"

    def __init__(self, milestones: Milestones) -> None:
        self._milestones = milestones

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        return await self._milestones.due(conn, to.id, since, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, slot: str, now: datetime
    ) -> Post | None:
        found = await self._milestones.celebrate(conn, to.id, int(slot), now)
        if not found:
            return None
        what, channel = found
        return written(views.celebrated(what), channel, about=what.person)
