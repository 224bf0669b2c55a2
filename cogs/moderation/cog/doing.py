"""The doors of *Preview*, *Do it* and /mod undo."""

from typing import Any

from discord import Interaction

from bot.answers import answer
from bot.doors import Feature, button
from bot.moderators import Moderators, moderator_of
from cogs.moderation.cog.desk import link_of
from cogs.moderation.cog.grounds import grounds_of
from cogs.moderation.service.doing import Doing
from cogs.moderation.service.set_up import SetUps
from cogs.moderation.service.undoing import TakingBack
from cogs.moderation.views import previews as views

Asked = Interaction[Any]


class DoingDoors(Feature):
    """Part of the cog of set-up."""

    set_ups: SetUps
    doing: Doing
    taking_back: TakingBack

    def add_undo(self, mod: Moderators) -> None:
        mod.command(name="undo")(self.undo)

    async def undo(self, interaction: Asked) -> None:
        """Take the last set-up of this server back"""
        found = await self.taking_back.preview(moderator_of(interaction))
        await answer(interaction, views.undoing(found, self.set_ups.needs))

    @button("moderation:set-up-preview", replaces=True)
    async def previewed(self, interaction: Asked) -> None:
        by = moderator_of(interaction)
        found = await self.set_ups.preview(by, grounds_of(interaction))
        invite = link_of(interaction, found.desk)
        await answer(interaction, views.preview(found, self.set_ups.needs, invite))

    @button("moderation:set-up-do", replaces=True)
    async def do(self, interaction: Asked, set_up: int) -> None:
        by = moderator_of(interaction)
        result = await self.doing.do(by, set_up, grounds_of(interaction))
        await answer(interaction, views.done(result, self.set_ups.needs))

    @button("moderation:set-up-undo", replaces=True)
    async def undo_agreed(self, interaction: Asked, set_up: int) -> None:
        by = moderator_of(interaction)
        result = await self.taking_back.undo(by, set_up, grounds_of(interaction))
        await answer(interaction, views.undone(result))
