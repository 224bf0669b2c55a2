"""The doors of /mod settings."""

from collections.abc import Awaitable, Callable
from typing import Any

from discord import Interaction

from bot.answers import answer, ask
from bot.doors import Feature, Form, button, modal
from bot.moderators import Moderators, moderator_of
from cogs.streaks.service.house_rules import HouseRules
from cogs.streaks.views import house_rules as views

Asked = Interaction[Any]


class HouseRuleDoors(Feature):
    """Part of the moderators' cog."""

    house_rules: HouseRules
    renew: Callable[[], Awaitable[None]]

    def add_house_rules(self, mod: Moderators) -> None:
        mod.command(name="settings")(self.house_settings)

    async def house_settings(self, interaction: Asked) -> None:
        """How streaks count in this server: freezes and days back"""
        found = await self.house_rules.show(moderator_of(interaction))
        await answer(interaction, views.settings(found))

    @button("streaks:terms-form")
    async def change(self, interaction: Asked) -> None:
        found = await self.house_rules.show(moderator_of(interaction))
        await ask(interaction, views.form(found))

    @modal("streaks:terms-form")
    async def changed(self, interaction: Asked, form: Form) -> None:
        found = await self.house_rules.change(moderator_of(interaction), form)
        await answer(interaction, views.settings(found))
        if found.changed:
            await self.renew()
