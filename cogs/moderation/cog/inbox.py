"""The doors of the inbox: what waits for the moderators of a server, from every feature."""

from datetime import time
from typing import Any

from discord import Interaction

from bot.answers import answer
from bot.doors import CLOSED_DOOR, Feature, button, select
from bot.errors import Refusal
from bot.moderators import Moderators, moderator_of
from cogs.moderation.service.inbox import Inbox
from cogs.moderation.views import inbox as views

Asked = Interaction[Any]


class InboxDoors(Feature):
    """Part of the moderators' cog."""

    inbox: Inbox

    def add_inbox(self, mod: Moderators) -> None:
        mod.command(name="inbox")(self.show_inbox)

    async def show_inbox(self, interaction: Asked) -> None:
        """What waits for moderators, oldest first, answered in place"""
        await self._show(interaction, 0)

    @button("moderation:inbox")
    async def inbox_opened(self, interaction: Asked) -> None:
        """From the daily summary, which stays: whoever presses it reads alone."""
        await self._show(interaction, 0)

    @button("moderation:inbox-page", replaces=True)
    async def inbox_turned(self, interaction: Asked, page: int) -> None:
        await self._show(interaction, page)

    @button("streaks:questions", replaces=True)
    async def questions_turned(self, interaction: Asked, page: int) -> None:
        """As the inbox was called when only streaks put something there."""
        await self._show(interaction, page)

    @button("moderation:summary", replaces=True)
    async def when_told(self, interaction: Asked) -> None:
        found = await self.inbox.told(moderator_of(interaction))
        await answer(interaction, views.summaries(found))

    @select("moderation:summary-at", replaces=True)
    async def hour_picked(self, interaction: Asked, values: list[str]) -> None:
        by = moderator_of(interaction)
        if not values or values[0] not in views.HOURS:
            raise Refusal(CLOSED_DOOR)
        found = await self.inbox.tell_at(by, time.fromisoformat(values[0]))
        await answer(interaction, views.summaries(found))

    async def _show(self, interaction: Asked, page: int) -> None:
        by = moderator_of(interaction)
        await answer(interaction, views.inbox(await self.inbox.waiting(by), page))
