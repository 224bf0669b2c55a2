"""Apps, then *Count as my check-in*: a message of one's own, counted like /checkin."""

from typing import Any

import discord
from discord import Interaction, app_commands

from bot.doors import person_of, sent_at
from cogs.streaks import refusals
from cogs.streaks.cog.check_ins import StreakDoors
from cogs.streaks.outcomes import Said

Asked = Interaction[Any]


class MessageDoors(StreakDoors):
    """Part of the streaks cog. Its menu is no method: discord.py wants it put on the tree."""

    def menu(self) -> app_commands.ContextMenu:
        return app_commands.ContextMenu(
            name="Count as my check-in",
            callback=self.count,
        )

    async def count(self, interaction: Asked, message: discord.Message) -> None:
        """The words come with the menu: nothing is read that wasn't handed to us."""
        if message.author.id != interaction.user.id:
            raise refusals.not_your_message()
        said = Said(message.id, sent_at(interaction), _words(message))
        result = await self.streaks.count(person_of(interaction), said, message.created_at)
        await self._tell(interaction, result)


def _words(message: discord.Message) -> str:
    """What was written, or what was shown in place of words."""
    if message.content.strip() or not message.attachments:
        return message.content
    kind = message.attachments[0].content_type or ""
    return "a picture" if kind.startswith("image/") else "a file"
